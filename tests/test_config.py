"""Settings and the files that come with the package."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg.resources
from kg.cli import app
from kg.config import Settings, load, origins
from kg.errors import KgError, UsageError


def test_without_file_and_environment_the_built_in_values_hold(tmp_path: Path) -> None:
    assert load(tmp_path, {}) == Settings()
    assert Settings().host == "127.0.0.1"


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('store = "mine"\nport = 9000\ntimeout = 5\n')
    settings = load(tmp_path, {"KG_PORT": "9001", "KG_TIMEOUT": "2.5"})
    assert (settings.store, settings.port, settings.timeout) == (Path("mine"), 9001, 2.5)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("prot = 9000", "Did you mean 'port'?"),
        ("colour = 1", "Known: store, base, reader"),
        ('port = "many"', "'port' must be a whole number, not 'many'"),
        ("port = 80.5", "'port' must be a whole number, not 80.5"),
        ("port = true", "'port' must be a whole number, not True"),
        ("timeout = 0", "'timeout' must be a number above 0, not 0"),
        ("timeout = nan", "'timeout' must be a number above 0, not nan"),
        ("store = 7", "'store' must be a text, not 7"),
        ('store = ""', "'store' must be a text"),
        ("port = ", "kg.toml is no valid TOML"),
    ],
)
def test_a_wrong_setting_is_refused_with_what_would_be_right(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "kg.toml").write_text(line)
    with pytest.raises(UsageError) as refused:
        load(tmp_path, {})
    assert complaint in str(refused.value)


def test_a_slip_of_the_pen_in_the_environment_is_refused_and_a_strangers_variable_is_not(tmp_path: Path) -> None:
    assert load(tmp_path, {"KG_SERVICE_HOST_OF_SOMETHING_ELSE": "1", "KG_TEST_ALL": "1"}) == Settings()
    with pytest.raises(UsageError, match="Did you mean 'reader'"):
        load(tmp_path, {"KG_RAEDER": "cascade"})


def test_the_folders_of_a_wheel_come_before_those_of_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kg.resources, "__file__", str(tmp_path / "site" / "kg" / "resources.py"))
    with pytest.raises(KgError, match="pip install"):
        kg.resources.folder("ontology")
    (tmp_path / "site" / "ontology").mkdir(parents=True)
    assert kg.resources.folder("ontology") == tmp_path / "site" / "ontology"
    (tmp_path / "site" / "kg" / "_data" / "ontology").mkdir(parents=True)
    assert kg.resources.folder("ontology") == tmp_path / "site" / "kg" / "_data" / "ontology"


@pytest.mark.parametrize("name", ["ontology", "queries", "seeds"])
def test_every_folder_is_there_and_holds_something(name: kg.resources.FolderName) -> None:
    assert any(path.is_file() for path in kg.resources.folder(name).iterdir())


def test_options_come_last_and_each_value_is_told_with_its_origin(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('port = 9000\norigins = ["http://a", "http://b"]\nallow_update = true\n')
    environment, options = {"KG_PORT": "9001", "KG_WORKERS": "3"}, {"port": "9002", "allow_update": "no"}
    settings = load(tmp_path, environment, options)
    assert (settings.port, settings.workers, settings.allow_update) == (9002, 3, False)
    assert settings.origins == ("http://a", "http://b")
    found = origins(tmp_path, environment, options)
    assert (found["port"], found["workers"], found["origins"]) == ("option", "KG_WORKERS", str(tmp_path / "kg.toml"))
    assert found["timeout"] == "built in"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('default_graph = "onion"', "must be union or plain, not 'onion'"),
        ("allow_update = 2", "must be true or false, not 2"),
        ("origins = 5", "must be a text, not 5"),
        ("token = 12345", "must be a text, not '…'"),
    ],
)
def test_a_setting_of_the_server_is_refused_without_telling_a_secret(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "kg.toml").write_text(line)
    with pytest.raises(UsageError) as refused:
        load(tmp_path, {})
    assert complaint in str(refused.value)


def test_settings_are_shown_without_the_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_TOKEN", "a-secret-of-the-test")
    shown = CliRunner().invoke(app, ["config", "show", "--set", "workers=4"])
    assert shown.exit_code == 0
    lines = {line.split()[0]: line.split()[1:] for line in shown.output.splitlines()}
    assert lines["workers"] == ["4", "option"]
    assert lines["token"] == ["(hidden)", "KG_TOKEN"]
    assert "a-secret" not in shown.output


def test_writes_are_not_allowed_without_a_token_that_nobody_guesses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_TOKEN", "short")
    refused = CliRunner().invoke(app, ["serve", "--allow-update"])
    assert isinstance(refused.exception, UsageError)
    assert "KG_TOKEN" in str(refused.exception)
