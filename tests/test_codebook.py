"""What the graph says of itself: reference, codebook, citations, quality, questions as executables."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from kg import citation, codebook
from kg.cli import app
from kg.errors import UsageError
from kg.model import Article, Meeting, StatedPrinciple, Statement
from kg.pipeline import build
from kg.quality import Measured, quality
from kg.queries import catalogue, run, with_evidence
from kg.readers import extract
from kg.resources import folder
from kg.sources import read
from kg.store import open_reader
from kg.triples import vocabulary
from tests import world
from tests.concluding import make_store
from tests.scene import graph

SENTENCE = (
    "Foreign Minister Wang Yi of China met Foreign Minister Annalena Baerbock of Germany in Berlin on May 9, 2023."
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("codebook")
    articles = [
        {"id": "berlin", "title": "Wang & Baerbock", "outlet": "Test_Agency", "date": "2023-05-10", "text": SENTENCE},
        {"id": "undated", "text": "President Xi Jinping of China thanked Germany."},
    ]
    source = where / "articles.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in articles), "utf-8")
    build([source], store=where / "store")
    return where / "store"


@pytest.mark.parametrize(("form", "name"), [("md", "REFERENCE.md"), ("html", "reference.html")])
def test_the_reference_is_the_one_that_the_ontology_gives(form: str, name: str) -> None:
    kept = (folder("ontology") / name).read_text("utf-8")
    assert codebook.reference(form) == kept, f"kg codebook --reference --format {form} > ontology/{name}"


def test_the_reference_names_every_term_and_every_code() -> None:
    text = codebook.reference()
    terms = vocabulary.CLASSES | vocabulary.PROPERTIES | vocabulary.DATATYPES
    assert not [term for term in terms if f"| `bi:{term}` |" not in text]
    codes = {notation for scheme in vocabulary.SCHEMES for notation in vocabulary.codes(scheme)}
    assert not [notation for notation in codes if f"| `{notation}` |" not in text]


EXAMPLES = (
    ("id", {"minsk-planned", "minsk-held"}),
    ("articles", {"2", "3"}),
    ("name", {"Li Qiang"}),
    ("beside", {"the United Nations Ocean Forum"}),
    ("guest", {"Peter Otieno"}),
    ("name", {"Chile", "Norway"}),
    ("stance", {"oppose"}),
    ("for", {"Chile", "Germany", "Japan", "Kenya"}),
    ("named", {"Ana Ferro", "Grace Wanjiru", "Odd Marin"}),
    ("person", {"Grace Wanjiru", "Luis Marin"}),
    ("title", {"Prime Minister"}),
    ("names", {"all-weather partnership"}),
    ("tier", {"3", "4"}),
    ("year", {"2019", "2020", "2021", "2022", "2023", "2024", "2025"}),
    ("name", {"Kofi Adu"}),
    ("a", {"Belarus", "Chile", "Ghana", "Japan", "Kenya"}),
    ("by", {"0", "1", "2"}),
    ("met", {"", "Kofi Adu", "Peter Otieno"}),
    (
        "outlet",
        {
            "Accra Ledger",
            "Daily Test",
            "Gulf Daily",
            "North Wire",
            "Pacific Herald",
            "Rift Courier",
            "Test Agency",
            "not told",
        },
    ),
    (
        "id",
        {"minsk-planned", "minsk-held", "oslo-planned", "oslo-held", "oslo-again", "state-visit", "state-visit-wire"},
    ),
)
"""A column of each example in the reference, and what stands in it over the small world."""


def test_the_examples_of_the_reference_are_answered(tmp_path: Path) -> None:
    make_store(tmp_path / "s", world.readings())
    written = re.findall(r"```sparql\n(.*?)```", codebook.reference(), re.DOTALL)
    with open_reader(tmp_path / "s") as reader:
        for example, (column, found) in zip(written, EXAMPLES, strict=True):
            table = run(reader, example)
            place = table.columns.index(column)
            assert {row[place].value for row in table.rows} == found, example  # type: ignore[union-attr]


def test_what_the_reference_says_that_the_reader_never_writes_is_not_written() -> None:
    told = codebook.reference()
    assert "The reader `cascade` writes no `bi:score`, no `bi:operativeVerb`, no `bi:stance` of a fact" in told
    facts = [fact for one in read([folder("seeds")]) if isinstance(one, Article) for fact in extract(one).facts]
    parts = [part for fact in facts if isinstance(fact, Meeting) for part in fact.participants]
    assert {fact.score for fact in facts} == {1.0}
    assert {fact.verb for fact in facts if isinstance(fact, StatedPrinciple)} == {None}
    assert {fact.stance for fact in facts if isinstance(fact, Statement)} == {None}
    assert {fact.stance for fact in facts if isinstance(fact, StatedPrinciple)} == {"support"}
    assert {part.role for part in parts} <= {"participant", "host", "guest"}
    assert {part.office for part in parts} == {None}


def test_a_codebook_counts_facts_years_and_what_is_missing(store: Path) -> None:
    with open_reader(store) as reader:
        text = codebook.codebook(reader)
    assert "| meeting | 1 | 1 |" in text
    assert "| 2023 | 1 |" in text
    assert "| none told | 1 |" in text
    # One of two articles has no day and no outlet, and neither has an address.
    for line in (
        "| articles: day | 2 | 1 | 50% |",
        "| articles: outlet | 2 | 1 | 50% |",
        "| articles: address | 2 | 2 |",
    ):
        assert line in text
    assert "English texts only" in text
    assert f"gold {quality().digest}" in text


def test_an_unknown_form_of_codebook_is_told_the_known_ones() -> None:
    with pytest.raises(UsageError, match="md, html"):
        codebook.reference("pdf")


def test_precision_and_recall_are_shares_of_what_was_found_and_of_the_gold() -> None:
    one = Measured(kind="meetings", right=3, found=4, gold=6)
    assert (one.precision, one.recall) == (0.75, 0.5)
    nothing = Measured(kind="meetings", right=0, found=0, gold=0)
    assert (nothing.precision, nothing.recall) == (0.0, 0.0)


def test_the_published_quality_is_of_every_kind_of_fact_with_its_n() -> None:
    assert [one.kind for one in quality().kinds] == (
        "actors positions meetings agreements principles statements relations".split()
    )
    assert all(0 < one.right <= min(one.found, one.gold) for one in quality().kinds)
    assert re.fullmatch(r"[0-9a-f]{16}", quality().digest)


def test_info_tells_the_quality_and_the_language(store: Path) -> None:
    told = CliRunner().invoke(app, ["info", "--store", str(store)]).stdout
    assert "precision" in told
    assert "English texts only" in told
    data = json.loads(CliRunner().invoke(app, ["info", "--json", "--store", str(store)]).stdout)
    assert data["quality"]["digest"] == quality().digest


def test_the_graph_describes_its_quality_in_dqv() -> None:
    rows = run(
        graph(*world.readings()[:1]),
        """PREFIX dqv: <http://www.w3.org/ns/dqv#>
        SELECT ?label ?value ?words {
          ?m a dqv:QualityMeasurement ; dqv:value ?value ; dqv:isMeasurementOf/a dqv:Metric ;
             rdfs:label ?label ; rdfs:comment ?words }""",
    ).rows
    told = {row[0].value: (float(row[1].value), row[2].value) for row in rows}  # type: ignore[union-attr]
    assert len(told) == 2 * len(quality().kinds)
    meetings = next(one for one in quality().kinds if one.kind == "meetings")
    assert told["recall of meetings"][0] == pytest.approx(meetings.recall, abs=0.0005)
    assert f"n = {meetings.gold}" in told["recall of meetings"][1]
    assert quality().digest in told["recall of meetings"][1]


def test_what_is_measured_are_the_articles_that_were_read_for_it() -> None:
    rows = run(
        graph(*world.readings()[:1]),
        """PREFIX dqv: <http://www.w3.org/ns/dqv#>
        SELECT DISTINCT ?of { ?m a dqv:QualityMeasurement ; dqv:computedOn/rdfs:label ?of }""",
    ).rows
    assert [row[0].value for row in rows] == [str(quality())]  # type: ignore[union-attr]


def test_every_question_stands_in_the_graph_as_an_executable_and_answers_from_there() -> None:
    whole = graph(*world.readings())
    asked = "PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?n ?q { ?e sh:select ?q ; rdfs:label ?n }"
    rows = run(whole, asked).rows
    held = {row[0].value: row[1].value for row in rows}  # type: ignore[union-attr]
    assert held == {query.name: query.text for query in catalogue()}
    assert run(whole, held["who-met-whom"]).rows == run(whole, "who-met-whom").rows


def test_a_graph_is_cited_by_its_snapshot_and_rules_in_three_forms(store: Path) -> None:
    with open_reader(store) as reader:
        info = reader.info
    work = citation.graph(info)
    for form in citation.FORMS:
        text = citation.cite([work], form)
        assert info.snapshot in text
        assert info.version in text
        assert quality().digest in text
    (item,) = json.loads(citation.cite([work], "csl"))
    assert (item["type"], item["author"]) == ("dataset", [{"literal": "The bilateral-kg developers"}])
    with pytest.raises(UsageError, match="apa, bibtex, csl"):
        citation.cite([work], "mla")


def test_the_articles_behind_an_answer_are_cited_and_no_others(store: Path) -> None:
    with open_reader(store) as reader:
        answer = with_evidence(reader, "who-met-whom")
        (work,) = citation.behind(lambda sparql: run(reader, sparql), answer)
    assert (work.author, work.title, work.published) == ("Test_Agency", "Wang & Baerbock", "2023-05-10")
    assert citation.cite([work], "apa") == "Test_Agency. (2023-05-10). Wang & Baerbock.\n"
    assert r"title = {Wang \& Baerbock}" in citation.cite([work], "bibtex")
    assert json.loads(citation.cite([work], "csl"))[0]["issued"] == {"date-parts": [[2023, 5, 10]]}


def test_a_citation_says_where_no_outlet_is_given() -> None:
    rows = [{"id": "a-1", "title": "One", "published": "2024-01-02"}, {"id": "a-2", "title": "Two", "outlet": "Agency"}]
    told = citation.cite(citation.articles(rows, frozenset({"a-1", "a-2"})), "apa").splitlines()
    assert told == ["One. (2024-01-02). No outlet is given with the article.", "Agency. (n.d.). Two."]


def test_a_footnote_names_question_rows_snapshot_rules_and_day(store: Path) -> None:
    with open_reader(store) as reader:
        answer = run(reader, "who-met-whom")
        text = citation.footnote(reader.info, answer, "2026-01-31")
    assert text.startswith("Answer to who-met-whom (query ")
    for word in ("1 rows" if len(answer.rows) == 1 else f"{len(answer.rows)} rows", "2026-01-31", reader.info.snapshot):
        assert word in text
    assert reader.info.version in text


def test_the_command_cites_what_a_question_rests_on(store: Path) -> None:
    run_ = CliRunner()
    both = run_.invoke(app, ["cite", "who-met-whom", "--format", "csl", "--store", str(store)]).stdout
    assert [item["type"] for item in json.loads(both)] == ["dataset", "article-newspaper"]
    note = run_.invoke(app, ["cite", "who-met-whom", "--footnote", "--store", str(store)]).stdout
    assert note.startswith("Answer to who-met-whom")
    assert isinstance(run_.invoke(app, ["cite", "--footnote", "--store", str(store)]).exception, UsageError)


def test_a_term_in_the_ontologys_graph_is_text_that_oxigraph_reads_back() -> None:
    lines = ox.serialize(graph(*world.readings()[:1]), format=ox.RdfFormat.N_QUADS) or b""
    assert len(list(ox.parse(lines, format=ox.RdfFormat.N_QUADS))) == lines.count(b"\n")
