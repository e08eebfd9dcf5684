"""The command line: what goes to stdout and stderr, and the exit codes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli import main

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "000_1a3a100699a3b81f.txt"
KG = (sys.executable, "-m", "kg")


@dataclass(frozen=True, kw_only=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs `kg ARGS` in an empty working directory; a traceback on stderr is a failure."""
    monkeypatch.chdir(tmp_path)

    def run_here(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Ran(code=int(ended.value.code or 0), out=out, err=err)

    return run_here


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed, built."""
    path = tmp_path_factory.mktemp("built") / "graph"
    subprocess.run([*KG, "build", SEED, "--store", path], check=True, capture_output=True)
    return path


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_no_command_shows_the_commands(run: Run) -> None:
    ended = run()
    assert ended.code == 2
    assert "Commands:" in ended.out + ended.err


def test_help_goes_to_stdout_and_the_version_too(run: Run) -> None:
    assert "build" in run("--help").out
    assert run("--version").out.startswith("bilateral-kg 0.")


@pytest.mark.parametrize(
    "arguments",
    [["bulid"], ["build"], ["build", "nowhere.txt"], ["query", "x", "--format", "xml"], ["query", "x", "-p", "a"],
     ["query", "meetings-of-a-dyad", "-p", "a=China", "-p", "a=Japan"],
     ["info", "--stoer", "x"], ["serve", "--port", "99999"], ["export", "gehpi", "x.gexf"],
     ["queries", "meetings-of-a-dyda"], ["query", "nowhere.rq"], ["extract", "nowhere.txt"],
     ["extract", SEED, "--id", "other"], ["extract", SEED, "--reader", "no_such_reader"]],
)  # fmt: skip
def test_wrong_usage_ends_with_2_and_one_message(run: Run, store: Path, arguments: list[str]) -> None:
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.strip()


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_file_in_the_way_of_a_store_is_said_to_be_one(run: Run, tmp_path: Path, below: str) -> None:
    (tmp_path / "taken").write_text("no folder")
    ended = run("build", SEED, "--store", tmp_path / "taken" / below)
    assert ended.code == 4
    assert "a file is in the way" in ended.err and "broken" not in ended.err


def test_a_mistyped_setting_is_an_error_that_names_the_nearest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('stoer = "graph"\n')
    ended = run("info")
    assert ended.code == 2
    assert "no setting 'stoer' (kg.toml). Did you mean 'store'?" in ended.err


def test_settings_come_from_the_file_then_from_the_environment(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kg.toml").write_text('store = "nowhere"\n')
    assert run("info").code == 4
    monkeypatch.setenv("KG_STORE", str(store))
    assert run("info").code == 0
    monkeypatch.setenv("KG_TIMEOUT", "soon")
    ended = run("info")
    assert (ended.code, "'timeout' must be a number above 0, not 'soon'" in ended.err) == (2, True)


def test_a_build_says_what_it_did_and_what_comes_next(run: Run, tmp_path: Path) -> None:
    first = run("build", SEED)
    assert (first.code, first.out) == (0, "")
    assert "1 new, 0 changed, 0 unchanged, 0 set aside" in first.err
    assert "Next: kg serve" in first.err
    assert (tmp_path / "graph").is_dir()
    assert "0 new, 0 changed, 1 unchanged, 0 set aside" in run("build", SEED).err


def test_a_quiet_build_says_only_what_was_set_aside(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    ended = run("build", SEED, "bad.txt", "--quiet")
    assert (ended.code, ended.out, ended.err) == (5, "", "set aside: bad.txt: an empty file\n")
    assert run("build", SEED, "-q").err == ""


def test_a_build_tells_its_story_as_lines_of_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    ended = run("build", SEED, "bad.txt", "--log-json")
    told = [json.loads(line) for line in ended.err.splitlines()]
    assert (ended.code, ended.out) == (5, "")
    assert [one["name"] for one in told if one["event"] == "stage" and one["seconds"] is None] == [
        "load", "derive", "index", "publish",
    ]  # fmt: skip
    assert [(one["where"], one["reason"]) for one in told if one["event"] == "set-aside"] == [
        ("bad.txt", "an empty file")
    ]
    assert (told[-1]["event"], told[-1]["new"], told[-1]["set_aside"]) == ("done", 1, 1)
    assert all(one["time"].endswith("+00:00") for one in told)


def test_removing_and_rebuilding_say_what_they_did(run: Run, tmp_path: Path) -> None:
    (tmp_path / "two.jsonl").write_text('{"id": "one", "text": "China."}\n{"id": "two", "text": "France."}\n')
    run("build", "two.jsonl")
    assert "1 removed, 0 new" in run("remove", "one").err
    assert run("remove", "one").code == 2
    assert "1 changed (1 by other rules)" in run("rebuild", "--all").err
    assert run("doctor").code == 0


def test_articles_come_from_stdin_and_from_mapped_columns(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_text("link,body\nhttps://example.org/1,China met France.\n")
    assert "1 new" in run("build", "news.csv", "--column", "text=body", "--column", "url=link").err
    assert run("build", "news.csv", "--column", "text").code == 2
    command = [*KG, "build", "-", "--store", "piped"]
    words = b'{"id": "p1", "text": "China met France."}\n'
    ended = subprocess.run(command, input=words, cwd=tmp_path, capture_output=True, env=in_checkout(), check=True)
    assert b"1 new" in ended.stderr


BAD = {
    "empty.txt": (b"", "an empty file"),
    "binary.txt": (bytes(range(256)), "no text"),
    "picture.png": (b"\x89PNG", "unknown suffix '.png'"),
    "day.txt": (b" date 2024-13-45 \n\nWords.\n", "'2024-13-45' is no date"),
    "records.jsonl": (
        b"".join(
            b'{"id": "r%d", "text": "Words."}\n' % n if n != 7 else b'{"id": "r7", "text": "Wor\n' for n in range(1, 21)
        ),
        "records.jsonl:7: broken JSON",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_set_aside_with_5_and_the_rest_is_built(run: Run, tmp_path: Path, name: str) -> None:
    content, reason = BAD[name]
    (tmp_path / name).write_bytes(content)
    ended = run("build", SEED, tmp_path / name)
    assert ended.code == 5
    told = [line for line in ended.err.splitlines() if line.startswith("set aside: ")]
    assert len(told) == 1
    assert name in told[0]
    assert reason in told[0]
    assert ended.err.startswith("20 new" if name.endswith("jsonl") else "1 new")


def test_a_folder_without_articles_is_set_aside_with_5(run: Run, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    ended = run("build", "nothing")
    assert ended.code == 5
    assert "set aside: nothing: a folder without articles" in ended.err
    assert "Next:" not in ended.err


def test_an_article_of_five_megabytes_is_built(run: Run, tmp_path: Path) -> None:
    calm = "It rained in the valley all morning, and nobody on the road had an umbrella. " * 9
    (tmp_path / "long.txt").write_text(" date 2024-08-23 \n\n" + f"Li Qiang met Wang Yi in Minsk. {calm}" * 7_000)
    assert (tmp_path / "long.txt").stat().st_size > 5_000_000
    assert run("build", "long.txt").code == 0


def test_a_store_that_another_process_holds_ends_with_4_and_names_it(run: Run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(
        "import time\nVERSION = '1'\ndef extract(article):\n    time.sleep(60)\n    return ()\n"
    )
    command = [*KG, "build", SEED, "--store", "held", "--reader", "slow"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, env=in_checkout()) as holder:
        try:
            wait_for(lambda: holder_is_named(tmp_path / "held" / "lock"))
            ended = run("build", SEED, "--store", "held", "--reader", "slow")
            assert ended.code == 4
            assert str(holder.pid) in ended.err
        finally:
            holder.send_signal(signal.SIGINT)
        assert holder.stderr and any(b"Ctrl-C again" in line for line in iter(holder.stderr.readline, b""))
        holder.send_signal(signal.SIGINT)
        assert holder.wait(20) == 130


@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        (f"SELECT ({'(' * 600}1{')' * 600} AS ?x) {{}}", 3, b"goes too deep"),
        (f"SELECT ({'1+' * 20_000}1 AS ?x) {{}}", 0, b"20001"),
    ],
)
def test_a_query_that_goes_deep_ends_no_process(store: Path, query: str, code: int, words: bytes) -> None:
    ended = subprocess.run([*KG, "query", "-", "--store", store], input=query.encode(), capture_output=True)
    assert ended.returncode == code and words in ended.stdout + ended.stderr


@pytest.mark.parametrize("command", [["info"], ["dump"], ["query", "article-actors"], ["export", "gephi", "x.gexf"]])
def test_a_store_that_is_not_there_ends_with_4(run: Run, command: list[str]) -> None:
    ended = run(*command)
    assert (ended.code, ended.out) == (4, "")
    assert "graph" in ended.err


def test_a_query_with_a_typo_ends_with_3(run: Run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "typo.rq").write_text("SELECT ?a WEHRE { ?a a bi:Meeting }")
    ended = run("query", "typo.rq", "--store", store)
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.strip()


def test_a_term_that_the_ontology_lacks_is_named_with_the_nearest_and_no_other_is(
    run: Run, store: Path, tmp_path: Path
) -> None:
    (tmp_path / "unknown.rq").write_text("SELECT * { ?m a bi:Meeting ; bi:participants ?x }")
    ended = run("query", "unknown.rq", "--store", store)
    assert ended.code == 0 and "no `bi:participants`: did you mean `bi:participant`?" in ended.err
    right = 'SELECT * { ?m a bi:Meeting ; bi:participant ?x FILTER(bi:matches(?x, "Li")) }'
    for text in (right, "PREFIX bi: <http://example.org/> SELECT * { ?m bi:participants ?x }"):
        (tmp_path / "known.rq").write_text(text)
        assert "ontology" not in run("query", "known.rq", "--store", store).err


def test_an_unknown_question_names_the_nearest(run: Run, store: Path) -> None:
    ended = run("query", "article-metings", "--store", store)
    assert ended.code in (2, 3)
    assert "article-meetings" in ended.err


def test_a_name_that_no_article_has_is_answered_with_no_row_and_a_way_to_the_names(run: Run, store: Path) -> None:
    ended = run("query", "office-holders", "-p", "of=Chnia", "--format", "csv", "--store", store)
    assert (ended.code, ended.out.split()) == (0, ["fact,person,office,published,quote"])
    assert "kg query article-actors" in ended.err
    assert not run("query", "office-holders", "-p", "of=China", "--store", store).err


def test_a_parameter_that_the_question_does_not_have_is_refused(run: Run, store: Path) -> None:
    assert run("query", "article-meetings", "-p", "nonsense=1", "--store", store).code in (2, 3)


def test_answers_go_to_stdout_in_each_format(run: Run, store: Path) -> None:
    answer = json.loads(run("query", "article-meetings", "--store", store, "--format", "json").out)
    assert answer["head"]["vars"][0] == "article"
    assert {row["article"]["value"] for row in answer["results"]["bindings"]} == {SEED.stem}
    for form in ("table", "csv", "tsv", "md"):
        ended = run("query", "article-meetings", "--store", store, "--format", form)
        assert (ended.code, SEED.stem in ended.out) == (0, True)


def test_an_empty_answer_says_which_name_the_graph_lacks(run: Run, store: Path) -> None:
    ended = run("query", "meetings-of-a-dyad", "-p", "a=Chnia", "-p", "b=Belarus", "--format", "csv", "--store", store)
    assert (ended.code, len(ended.out.splitlines())) == (0, 1)
    assert "no state 'Chnia': did you mean 'China'" in ended.err


def test_a_query_that_is_no_file_is_told_in_plain_words(run: Run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "latin.rq").write_bytes(b"# caf\xe9")
    for name, words in (("nofile.rq", "no such file"), ("sub/none", "no such file"), ("latin.rq", "no text in UTF-8")):
        ended = run("query", name, "--store", store)
        assert (ended.code, ended.out) == (2, "")
        assert words in ended.err and "Errno" not in ended.err
    assert run("query", "ASK{?s<http://a/b>?o}", "--store", store).out == "no\n"


def test_sparql_comes_from_stdin(store: Path) -> None:
    asked = b"SELECT (COUNT(*) AS ?n) WHERE { ?m a bi:Article }"
    ended = subprocess.run([*KG, "query", "-", "--format", "csv", "--store", store], input=asked, capture_output=True)
    assert ended.stdout.split() == [b"n", b"1"]


def test_the_dump_is_sorted_and_the_same_each_time(run: Run, store: Path) -> None:
    first = run("dump", "--store", store)
    lines = first.out.splitlines()
    assert lines == sorted(set(lines), key=str.encode)
    assert run("dump", "--store", store).out == first.out


def test_a_reader_that_has_read_enough_is_no_error(store: Path) -> None:
    with subprocess.Popen([*KG, "dump", "--store", store], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as dump:
        assert dump.stdout and dump.stderr
        dump.stdout.close()
        assert dump.stderr.read() == b""


def test_an_article_is_extracted_without_a_store(run: Run, tmp_path: Path) -> None:
    ended = run("extract", SEED)
    assert ended.code == 0
    assert ended.out.splitlines() == sorted(set(ended.out.splitlines()), key=str.encode)
    record = json.loads(run("extract", SEED, "--format", "json").out)
    assert record["article"] == SEED.stem
    assert {"Meeting", "Agreement", "Statement", "StatedPrinciple"} <= {fact["fact"] for fact in record["facts"]}
    assert all(fact["evidence"] for fact in record["facts"])
    assert not (tmp_path / "graph").exists()


def test_a_reading_is_explained(run: Run) -> None:
    whole = run("explain", SEED)
    assert (whole.code, "Li Qiang" in whole.out) == (0, True)
    one = run("explain", f"{SEED}:1")
    assert one.code == 0
    assert 0 < len(one.out) < len(whole.out)


def test_the_graph_of_the_seed_keeps_to_the_ontology(run: Run, store: Path) -> None:
    ended = run("validate", "--store", store)
    assert (ended.code, ended.out) == (0, "")


def test_info_is_data(run: Run, store: Path) -> None:
    facts = json.loads(run("info", "--json", "--store", store).out)
    assert (facts["articles"], len(facts["snapshot"]), facts["reader"]) == (1, 16, "cascade")
    assert "snapshot" in run("info", "--store", store).out


def test_the_seed_is_read_as_its_gold_says(store: Path) -> None:
    ended = subprocess.run(
        [*KG, "eval", "tests/eval/gold", "--only", "^000_", "--store", store, "--misses", "3"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    rows = [line.split() for line in ended.stdout.splitlines() if line.split()[-1:] != ["F1"] and "." in line]
    scored = {" ".join(row[:-5]): row[-3:] for row in rows if len(row) > 5 and row[-5].isdigit()}
    assert {"actors", "meetings", "agreements", "principles", "statements", "evidence", "offsets"} <= set(scored)
    assert {name: score for name, score in scored.items() if score != ["1.000"] * 3} == {}, ended.stdout


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """An article of two sentences, and gold that wants another meeting and no statement."""
    text = "Kenyan President John Kamau met Norwegian Prime Minister Anna Berg in Oslo on Monday. Berg praised Kenya."
    article = {"id": "g001-note", "title": "", "date": "2021-06-15", "outlet": "Note", "text": text}
    (tmp_path / "note.jsonl").write_text(json.dumps(article) + "\n")
    who = [("John Kamau", "person", "KE"), ("Anna Berg", "person", "NO"), ("Kenya", "state", "KE")]
    actors = [{"name": name, "type": kind, "country": code, "aliases": []} for name, kind, code in who]
    meeting = {"kind": "visit", "status": "held", "start": "1999", "participants": ["Anna Berg"], "evidence": "in Oslo"}
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "g001-note.json").write_text(json.dumps({"id": "g001-note", "actors": actors, "meetings": [meeting]}))
    return folder


def test_extra_facts_are_counted_by_their_rules(run: Run, gold: Path) -> None:
    assert run("build", "note.jsonl").code == 0
    ended = subprocess.run(
        [*KG, "eval", gold, "--by-rule"], cwd=gold.parent, capture_output=True, text=True, check=True
    )
    kinds = ended.stdout.split("articles: ")[1].splitlines()[1:]
    assert kinds == [
        *("actors: 0 missed, 1 extra", "     1 actor.state"),
        *("positions: 0 missed, 2 extra", "     2 position.title"),
        *("meetings: 1 missed, 1 extra", "     1 meet.with"),
        "agreements: 0 missed, 0 extra",
        "principles: 0 missed, 0 extra",
        *("statements: 0 missed, 1 extra", "     1 say.front"),
        "relations: 0 missed, 0 extra",
    ]


def test_of_articles_set_apart_no_rule_is_told(run: Run, gold: Path) -> None:
    ended = run("eval", gold, "--by-rule", "--unread")
    assert (ended.code, "only the table" in ended.err) == (2, True)


def test_a_folder_without_gold_is_refused(run: Run, tmp_path: Path) -> None:
    ended = run("eval", tmp_path)
    assert (ended.code, "no gold files" in ended.err) == (2, True)


def test_another_reader_is_explained_by_what_it_found(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    ended = run("explain", SEED, "--reader", "tests.state_reader")
    assert ended.code == 0
    assert "Appearance  rule state-by-name, score 1.0\n    text 139-146: 'Belarus'\n" in ended.out


def test_shards_are_merged(run: Run, store: Path) -> None:
    ended = run("merge", store, "--store", "joined")
    assert ended.code == 0
    assert run("dump", "--store", "joined").out == run("dump", "--store", store).out


def test_the_demonstration_does_not_mix_with_a_graph_of_your_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("Two ministers met in Minsk on Thursday.\n")
    assert run("build", "mine.txt").code == 0
    ended = run("demo")
    assert ended.code == 2
    assert "a graph of your own" in ended.err


def test_the_demonstration_is_served_until_ctrl_c(tmp_path: Path, port: int) -> None:
    address = f"http://127.0.0.1:{port}/"
    command = [*KG, "demo", "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, env=in_checkout()) as server:
        try:
            wait_for(lambda: answers(address) or server.poll() is not None, seconds=60)
            asked = urllib.request.Request(
                f"{address}sparql?query=ASK%7B%3Fm%20a%20bi%3AMeeting%7D",
                headers={"Accept": "application/sparql-results+json"},
            )
            with urllib.request.urlopen(asked, timeout=30) as answer:
                assert json.load(answer)["boolean"] is True
        finally:
            server.send_signal(signal.SIGINT)
        assert server.stderr
        told = server.stderr.read().decode()
        assert server.wait(20) == 0
        assert address in told
        assert "Traceback" not in told
    assert (tmp_path / "graph").is_dir()


def test_help_costs_what_typer_and_rich_cost() -> None:
    plain = cheapest("-c", "import typer, rich")
    assert cheapest("-m", "kg", "--help") <= 3 * plain


def test_importing_the_package_imports_no_room() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, kg; print([name for name in sys.modules if name.startswith('kg.')])"],
        capture_output=True, check=True, text=True, cwd=ROOT,
    )  # fmt: skip
    assert loaded.stdout.strip() == "[]"


def test_every_public_name_is_there() -> None:
    import kg

    assert [name for name in kg.__all__ if not callable(getattr(kg, name))] == []
    with pytest.raises(AttributeError, match="Public names"):
        kg.nothing  # noqa: B018


def cheapest(*arguments: str) -> float:
    """Seconds of CPU of the cheapest of five runs of Python with `arguments`."""

    def once() -> float:
        before = os.times()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    return min(once() for _ in range(5))


def in_checkout() -> dict[str, str]:
    """The environment for a process that runs elsewhere and finds `kg` here."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def wait_for(done: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def holder_is_named(lock: Path) -> bool:
    return lock.exists() and lock.stat().st_size > 0


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as page:
            return bool(page.status == 200)
    except OSError:
        return False


@pytest.fixture(autouse=True)
def without_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No `KG_*` of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)
    yield
