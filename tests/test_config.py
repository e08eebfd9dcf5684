"""Settings and the files that come with the package."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg.resources
from kg.config import Settings, load
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
