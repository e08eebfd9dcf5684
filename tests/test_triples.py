"""IRIs, lines, article graphs and the derived graph."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import FactError
from kg.model import (
    Actor,
    Appearance,
    Article,
    Fact,
    Meeting,
    PartName,
    Passage,
    Position,
    Reading,
    Span,
    StatedPrinciple,
    Statement,
)
from kg.queries import run
from kg.triples import iris, own, write
from kg.triples.shacl import validate
from kg.triples.writer import Lines, decimal, integer, iri, text, typed
from tests.scene import (
    BASE,
    BELARUS,
    CHINA,
    LI,
    LUKASHENKO,
    MINSK,
    WANG,
    appears,
    graph,
    minsk,
    person,
    plan,
    reading,
    readings,
    said,
    state,
    when,
    who,
)

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
BI = "https://w3id.org/bilateral#"
CODES = "https://w3id.org/bilateral/codes/"


def parsed(lines: bytes) -> list[ox.Quad]:
    return list(ox.parse(lines, format=ox.RdfFormat.N_QUADS))


def values(store: ox.Store, sparql: str) -> list[tuple[str, ...]]:
    answer = store.query(f"PREFIX bi: <{BI}> {sparql}", use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return sorted(tuple(solution[name].value for name in names) for solution in answer)


# Lines


@given(ANY_TEXT)
def test_any_text_comes_back_as_it_was(value: str) -> None:
    lines = Lines("https://example.org/g")
    lines.add("<a:s>", "<a:p>", text(value))
    [quad] = parsed(lines.sorted_bytes())
    assert quad.object == ox.Literal(value)


@given(ANY_TEXT)
def test_a_line_is_written_as_oxigraph_writes_it(value: str) -> None:
    lines = Lines("https://example.org/g")
    lines.add("<a:s>", "<a:p>", text(value))
    assert ox.serialize(parsed(lines.sorted_bytes()), format=ox.RdfFormat.N_QUADS) == lines.sorted_bytes()


@given(st.floats(min_value=1e-6, max_value=1), st.integers(0, 10**9), st.dates())
def test_numbers_and_days_are_written_in_their_canonical_form(score: float, count: int, day: date) -> None:
    store = ox.Store()
    lines = Lines("https://example.org/g")
    for number, value in enumerate((decimal(score), integer(count), typed(day.isoformat(), "date"))):
        lines.add("<a:s>", f"<a:p{number}>", value)
    store.load(lines.sorted_bytes(), format=ox.RdfFormat.N_QUADS)
    dumped = ox.serialize(store, format=ox.RdfFormat.N_QUADS) or b""
    assert sorted(dumped.splitlines()) == lines.sorted_bytes().splitlines()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("", '""'),
        ('say "x"', r'"say \"x\""'),
        ("back\\slash", r'"back\\slash"'),
        ("a\nb\r\tc", r'"a\nb\r\tc"'),
        ("\x00\x07\x7f", r'"\u0000\u0007\u007F"'),
        ("習 \U0001f600", '"習 \U0001f600"'),
    ],
)
def test_escapes_are_those_of_canonical_nquads(value: str, written: str) -> None:
    assert text(value) == written


def test_a_lone_surrogate_is_refused_with_its_article() -> None:
    bad = Article(id="broken", text="Li \ud800 met", date=date(2024, 1, 1))
    fact = Statement(speakers=(LI,), act="affirm", evidence=said(bad, "Li \ud800"), rule="r")
    with pytest.raises(FactError, match="article broken") as caught:
        write(reading(bad, fact), base=BASE)
    assert "surrogate" in str(caught.value)


@pytest.mark.parametrize("value", ["a b", "a>b", 'a"b', "a\nb", "a{b", "a\\b", "a^b", "\ud800"])
def test_what_no_iri_may_hold_is_refused(value: str) -> None:
    with pytest.raises(FactError):
        iri(f"https://example.org/{value}")


@pytest.mark.parametrize(
    ("score", "written"), [(1.0, "1"), (0.5, "0.5"), (0.123456789, "0.123457"), (1e-6, "0.000001")]
)
def test_a_score_has_no_exponent_and_no_needless_zero(score: float, written: str) -> None:
    assert decimal(score) == f'"{written}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


# IRIs


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Li Qiang", "li-qiang"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Luiz Inácio Lula da Silva", "luiz-inacio-lula-da-silva"),
        ("Đặng Văn", "dang-van"),
        ("Søren Łukasz Ærø", "soren-lukasz-aero"),
        ("N'Djamena", "ndjamena"),
        ("St. John’s", "st-johns"),
        ("António Guterres", "antonio-guterres"),
        ("习近平", "%E4%B9%A0%E8%BF%91%E5%B9%B3"),
        ("Зеленский", "%D0%B7%D0%B5%D0%BB%D0%B5%D0%BD%D1%81%D0%BA%D0%B8%D0%B9"),
        ("a/b#c?d%e", "a-b-c-d-e"),
    ],
)
def test_a_slug_can_be_read(name: str, slug: str) -> None:
    assert iris.slug(name) == slug


def test_letters_that_tell_words_apart_in_their_script_stay_apart() -> None:
    assert iris.slug("й") != iris.slug("и")
    assert iris.slug("が") != iris.slug("か")
    assert iris.slug("कि") != iris.slug("की")


@given(NAMES)
def test_every_name_gives_an_iri_that_rdf_accepts(name: str) -> None:
    minted = iris.actor(BASE, person(name, "CN"))
    assert iri(minted) == str(ox.NamedNode(minted))
    assert minted.startswith(f"{BASE}person/CN/")
    assert len(minted) > len(f"{BASE}person/CN/")
    assert minted.count("/") == BASE.count("/") + 2


@given(st.lists(st.text("abz09习近平ийがか한किकी", min_size=1).filter(str.isalnum), min_size=1))
def test_the_words_of_a_name_can_be_read_back_so_no_two_names_share_a_slug(words: list[str]) -> None:
    assert unquote(iris.slug(" ".join(words))) == "-".join(words)


@given(NAMES)
def test_a_slug_is_the_slug_of_itself(name: str) -> None:
    slug = iris.slug(name)
    assert iris.slug(unquote(slug)) == slug or slug.startswith("_")


@given(
    st.lists(st.tuples(st.sampled_from(["person", "body", "organization"]), NAMES, st.sampled_from([None, "CN", "BY"])))
)
def test_no_two_actors_of_different_kind_or_country_share_an_iri(told: list[tuple[str, str, str | None]]) -> None:
    minted: dict[str, tuple[str, str | None, str]] = {}
    for kind, name, country in told:
        actor = Actor(kind=kind, name=name, country=country)  # type: ignore[arg-type]
        what = (kind, country, iris.slug(name))
        assert minted.setdefault(iris.actor(BASE, actor), what) == what


def test_the_african_union_and_australia_have_different_presidents() -> None:
    union = Actor(kind="organization", name="African Union", key="AU")
    assert iris.office(BASE, "Chair", union) != iris.office(BASE, "Chair", state("AU", "Australia"))


def test_a_relation_is_the_same_from_either_side() -> None:
    assert iris.relation(BASE, "CN", "BY") == iris.relation(BASE, "BY", "CN") == f"{BASE}relation/BY-CN"


def test_the_iris_are_those_that_the_design_shows() -> None:
    key = MINSK.key
    subjects = {quad.subject.value for quad in parsed(write(minsk(), base=BASE))}  # type: ignore[union-attr]
    assert {
        f"{BASE}article/{key}",
        f"{BASE}article/{key}#char=0,80",
        f"{BASE}article/{key}/meeting/0-80",
        f"{BASE}article/{key}/meeting/0-80/participation/1",
        f"{BASE}article/{key}/principle/358-404-2",
        f"{BASE}state/BY",
        f"{BASE}person/BY/alexander-lukashenko",
        f"{BASE}place/BY/minsk",
        f"{BASE}office/CN/premier",
        f"{BASE}office/x/president",
        f"{BASE}relation/BY-CN",
    } <= subjects


# An article's graph


def test_the_same_reading_gives_the_same_bytes_in_any_order_of_its_facts() -> None:
    for told in readings():
        again = replace(told, facts=tuple(reversed(told.facts)))
        assert write(told, base=BASE) == write(again, base=BASE)


def test_a_fact_told_twice_is_one() -> None:
    told = minsk()
    assert write(replace(told, facts=told.facts * 2), base=BASE) == write(told, base=BASE)


def test_lines_are_sorted_and_unique_and_an_article_has_those_that_name_a_thing_of_its_own() -> None:
    for told in readings():
        lines = write(told, base=BASE).splitlines(keepends=True)
        article = f"{BASE}article/{told.article.key}"
        assert lines == sorted(set(lines))
        for quad in parsed(b"".join(lines)):
            names = {str(quad.subject).strip("<>"), str(quad.object).strip("<>")}
            its_own = any(name == article or name.startswith((f"{article}/", f"{article}#")) for name in names)
            assert quad.graph_name.value == (article if its_own else f"{BASE}derived")  # type: ignore[union-attr]
        mine = [line for line in lines if line.endswith(f" <{article}> .\n".encode())]
        assert own(b"".join(lines), base=BASE) == b"".join(mine)


def test_no_line_has_a_blank_node() -> None:
    for quad in parsed(b"".join(write(told, base=BASE) for told in readings())):
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)


def test_every_scene_of_the_tests_is_found_good() -> None:
    store = graph(*readings())
    assert validate(ox.serialize(store, format=ox.RdfFormat.N_QUADS) or b"") == ()


def test_facts_that_rest_on_one_run_share_its_evidence() -> None:
    store = graph(minsk())
    told = "?f a bi:StatedPrinciple ; bi:evidence ?e FILTER(CONTAINS(STR(?e), '#char=358,'))"
    [(run,)] = values(store, f"SELECT DISTINCT ?e {{ {told} }}")
    assert len(values(store, f"SELECT ?f {{ ?f bi:rule 'c.list' ; bi:evidence <{run}> }}")) == 2


def test_the_iri_of_a_run_of_words_says_where_it_stands() -> None:
    article = f"{BASE}article/{MINSK.key}"
    assert Passage.of(f"{article}#char=12,157") == Passage(article=article, part="text", begin=12, end=157)
    assert Passage.of(f"{article}#title-char=0,5") == Passage(article=article, part="title", begin=0, end=5)
    for other in (article, f"{article}#char=12", f"{article}#line=1,2", f"{article}#char=1,2/quote"):
        with pytest.raises(ValueError, match="no run"):
            Passage.of(other)


@given(st.sampled_from(["text", "title"]), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_place_comes_back_from_the_iri_that_was_minted_for_it(part: PartName, begin: int, end: int) -> None:
    article = iris.article(BASE, MINSK.key)
    minted = iris.evidence(article, part, begin, end)
    assert Passage.of(minted) == Passage(article=article, part=part, begin=begin, end=end)


def test_what_goes_without_saying_is_not_said() -> None:
    words = said(MINSK, "China and Belarus")
    facts = [
        Statement(speakers=(LI,), act="affirm", evidence=words, rule="plain"),
        Statement(speakers=(LI,), act="affirm", stance="oppose", score=0.5, evidence=words, rule="guess"),
        StatedPrinciple(speakers=(LI,), concept="democracy", evidence=words, rule="for"),
        StatedPrinciple(speakers=(LI,), concept="mutual-benefit", stance="oppose", evidence=words, rule="against"),
    ]
    store = graph(reading(MINSK, *facts))
    assert values(store, "SELECT ?r ?s { ?f bi:rule ?r ; bi:score ?s }") == [("guess", "0.5")]
    assert [rule for rule, _ in values(store, "SELECT ?r ?s { ?f bi:rule ?r ; bi:stance ?s }")] == ["against", "guess"]


def test_the_words_of_a_statement_are_its_first_evidence() -> None:
    spans = said(MINSK, "Lukashenko and Li agreed on an industrial park.") + said(MINSK, "China and Belarus")
    fact = Statement(speakers=(LI,), act="agree", evidence=spans, rule="r")
    store = graph(reading(MINSK, fact))
    assert values(store, "SELECT ?x { ?f a bi:Statement ; bi:evidence/bi:exact ?x }") == [(spans[0].quote,)]


def test_an_actor_has_one_name_in_an_article_and_the_others_beside_it() -> None:
    facts: tuple[Fact, ...] = (
        appears(MINSK, state("BY", "Belarus"), "Belarusian"),
        Statement(
            speakers=(state("BY", "Republic of Belarus"),), act="affirm", evidence=said(MINSK, "Belarus"), rule="r"
        ),
    )
    store = graph(reading(MINSK, *facts))
    alt = "http://www.w3.org/2004/02/skos/core#altLabel"
    node = iris.actor(BASE, BELARUS)
    assert values(store, "SELECT ?appearance { ?appearance bi:appearanceOf ?actor }") == []
    assert values(store, f"SELECT ?g ?n {{ GRAPH ?g {{ <{node}> <{alt}> ?n }} }}") == [
        ("https://w3id.org/bilateral", "Republic of Belarus"),
        (f"{BASE}derived", "Belarusian"),
    ]


def test_an_unknown_date_stays_unknown() -> None:
    fact = Meeting(kind="talks", status="held", participants=who(LI), evidence=said(MINSK, "Minsk"), rule="r")
    store = graph(reading(MINSK, fact))
    assert values(store, "SELECT ?d { ?m bi:startDate|bi:endDate|bi:datePrecision|bi:dateBasis ?d }") == []


def test_an_unknown_principle_is_refused_with_reader_and_article() -> None:
    fact = StatedPrinciple(concept="punctuality", speakers=(LI,), evidence=said(MINSK, "Li"), rule="r")
    with pytest.raises(FactError, match=r"'punctuality' is no code.*reader cascade, article minsk-held"):
        write(reading(MINSK, fact), base=BASE)


def test_a_participation_is_written_only_where_it_says_more_than_who() -> None:
    store = graph(minsk(), plan())
    assert len(values(store, "SELECT ?p { ?p a bi:Participation }")) == 2
    assert values(store, "SELECT ?o { ?p bi:actor ?a ; bi:inOffice ?o }") == [("Premier",), ("President",)]


# The derived graph


def test_a_held_meeting_that_was_planned_is_one_event_and_says_why() -> None:
    store = graph(minsk(), plan())
    [(event, status)] = values(
        store,
        "SELECT ?e ?s { ?e bi:status ?s ; bi:mergeReason ?r ; bi:reportedBy ?one, ?two FILTER(STR(?one) < STR(?two)) }",
    )
    assert event.startswith(f"{BASE}meeting/2024-08-22/BY-CN/")
    assert status.endswith("/status/held")


def test_who_was_only_to_come_has_not_met_anyone() -> None:
    store = graph(minsk(), plan())
    met = values(store, "SELECT ?a ?b { ?a bi:metWith ?b }")
    li, lukashenko = iris.actor(BASE, LI), iris.actor(BASE, LUKASHENKO)
    assert met == sorted([(li, lukashenko), (lukashenko, li)])
    assert iris.actor(BASE, WANG) not in {one for pair in met for one in pair}


def test_a_status_after_all_reports_stands_on_derived_events_alone() -> None:
    store = graph(*readings())
    assert values(store, "SELECT ?e { ?e bi:status ?s ; bi:reportedStatus ?r }") == []
    assert values(store, "SELECT ?e { ?e bi:status ?s FILTER NOT EXISTS { ?e bi:reportedBy ?r } }") == []
    reports = values(store, "SELECT ?r { ?r bi:reportedStatus ?s }")
    assert values(store, "SELECT ?r { ?e bi:reportedBy ?r }") == reports


def test_each_actor_has_one_preferred_name() -> None:
    store = graph(*readings())
    name = "http://www.w3.org/2004/02/skos/core#prefLabel"
    actors = "?a a ?t FILTER(?t IN (bi:Person, bi:Organization, bi:State, bi:Body))"
    here = "GRAPH ?g { ?g a bi:Article . ?a bi:evidence|^bi:appearanceOf ?here }"
    counted = values(store, f"SELECT ?a (COUNT(DISTINCT ?n) AS ?k) {{ {here} {actors} ?a <{name}> ?n }} GROUP BY ?a")
    assert len(counted) == 11
    assert {count for _, count in counted} == {"1"}


def test_a_state_that_is_not_said_is_marked_and_one_that_is_said_is_not() -> None:
    article = Article(id="told", text="Li Qiang met Wang Yi of China.", date=date(2024, 1, 1))
    guessed = replace(appears(article, LI), country_basis="catalogue")
    store = graph(reading(article, guessed, appears(article, WANG)))
    assert values(store, "SELECT ?who ?basis { ?here bi:appearanceOf ?who ; bi:countryBasis ?basis }") == [
        (f"{BASE}person/CN/li-qiang", "https://w3id.org/bilateral/codes/country-basis/catalogue")
    ]


def test_the_derived_graph_is_the_same_in_any_order_of_articles() -> None:
    one, other = graph(*readings()), graph(*reversed(readings()))
    assert set(one) == set(other)


# Speed


def wide() -> Reading:
    words = "Li Qiang said that China is ready. " * 400
    article = Article(id="wide", text=words, date=date(2024, 1, 1))
    spans = [Span("text", at * 35, at * 35 + 34, words[at * 35 : at * 35 + 34]) for at in range(400)]
    facts: list[Fact] = [Appearance(actor=LI, evidence=(spans[0],), rule="a")]
    facts += [Statement(speakers=(LI,), on_behalf=(CHINA,), act="pledge", evidence=(span,), rule="s") for span in spans]
    facts += [
        StatedPrinciple(concept="democracy", speakers=(LI,), on_behalf=(CHINA,), evidence=(span,), rule="c")
        for span in spans
    ]
    facts += [
        Meeting(
            kind="talks",
            status="held",
            participants=who(LI, LUKASHENKO),
            when=when("2024-01-01"),
            evidence=(s,),
            rule="m",
        )
        for s in spans[:200]
    ]
    return reading(article, *facts, appears(article, LI), appears(article, CHINA))


def test_a_fact_costs_eight_quads_with_its_words() -> None:
    told = wide()
    facts = len(told.facts) - 3
    assert write(told, base=BASE).count(b"\n") / facts < 8


def test_no_triple_stands_in_two_graphs_though_articles_name_the_same_actors() -> None:
    store = graph(*readings())
    graphs: dict[ox.Triple, set[str]] = {}
    for quad in store:
        graphs.setdefault(quad.triple, set()).add(str(quad.graph_name))
    assert [found for found in graphs.values() if len(found) > 1] == []
    assert len(graphs) > 500


def keyed(article: Article, name: str, country: str) -> Reading:
    """An article's reading that names one actor, whose key other articles use too."""
    return reading(article, appears(article, Actor(kind="person", name=name, key="Q1", country=country)))


def test_each_article_says_what_it_says_alone_though_others_name_its_actor_otherwise() -> None:
    one = keyed(Article(id="one", text="Ana Maria Lima of Chile spoke."), "Ana Maria Lima", "CL")
    other = keyed(Article(id="other", text="Ana Lima of Belarus spoke."), "Ana Lima", "BY")
    alone = [run(graph(told), "article-actors").rows for told in (one, other)]
    assert list(run(graph(one, other), "article-actors").rows) == [row for rows in alone for row in rows]
    assert [str(cell.value) for cell in alone[1][0]] == ["other", "person", "Ana Lima", "BY"]
    node = f"{BASE}person/Q1"
    assert values(graph(one, other), f"SELECT ?c {{ <{node}> bi:country ?c }}") == []


def test_titles_of_one_office_have_one_iri_and_its_rank_which_its_holder_has_too() -> None:
    article = Article(id="x", text="Foreign Minister Li, the Minister of Foreign Affairs of China, met a spokeswoman.")
    titles = ("Foreign Minister", "Minister of Foreign Affairs", "spokeswoman")
    facts = [Position(person=LI, title=one, of=CHINA, evidence=said(article, one), rule="p") for one in titles]
    store = ox.Store()
    store.extend(parsed(write(reading(article, *facts), base=BASE)))
    minister, spokesperson = f"{BASE}office/CN/foreign-minister", f"{BASE}office/CN/spokesperson"
    ranks = (f"{CODES}rank/foreign-minister", f"{CODES}rank/spokesperson")
    ranked = values(store, "SELECT DISTINCT ?o ?r { ?h bi:office ?o . ?o bi:rank ?r }")
    assert ranked == [(minister, ranks[0]), (spokesperson, ranks[1])]
    skos = "http://www.w3.org/2004/02/skos/core#"
    named = values(store, f"SELECT DISTINCT ?n {{ <{minister}> <{skos}prefLabel>|<{skos}altLabel> ?n }}")
    assert named == [("Foreign Minister",), ("Minister of Foreign Affairs",)]
    assert values(store, "SELECT ?r { ?who a bi:Person ; bi:rank ?r }") == [(ranks[0],), (ranks[1],)]
