"""Four hand-made readings and the graph they give: what the tests of triples and queries ask.

The articles are made up for the tests. Minsk is reported twice (once as planned, once as held), Berlin is planned and
never heard of again, Santiago is a conference over two days, and a headline tells of a call.
"""

from __future__ import annotations

from datetime import date

import pyoxigraph as ox

from kg.across import derive, read, record
from kg.model import (
    Actor,
    Agreement,
    Appearance,
    Article,
    Fact,
    Meeting,
    Participation,
    Position,
    Reading,
    Relation,
    Span,
    StatedPrinciple,
    Statement,
    When,
)
from kg.triples import own, write
from kg.triples.graphs import graphs
from kg.triples.iris import DEFAULT_BASE
from kg.triples.ontology import ontology_nquads

BASE = DEFAULT_BASE


def person(name: str, country: str | None = None) -> Actor:
    return Actor(kind="person", name=name, country=country)


def state(code: str, name: str) -> Actor:
    return Actor(kind="state", name=name, key=code)


LI, LUKASHENKO = person("Li Qiang", "CN"), person("Alexander Lukashenko", "BY")
WANG, BORIC, SCHOLZ = person("Wang Yi", "CN"), person("Gabriel Boric", "CL"), person("Olaf Scholz", "DE")
CHINA, BELARUS, CHILE, GERMANY = (
    state("CN", "China"),
    state("BY", "Belarus"),
    state("CL", "Chile"),
    state("DE", "Germany"),
)
UN = Actor(kind="organization", name="United Nations", key="UN")
MINISTRY = Actor(kind="body", name="Ministry of Trade", country="CL")


def when(first: str, last: str | None = None, precision: str = "day", basis: str = "stated") -> When:
    return When(
        start=date.fromisoformat(first),
        end=date.fromisoformat(last or first),
        precision=precision,  # type: ignore[arg-type]
        basis=basis,  # type: ignore[arg-type]
    )


def who(*actors: Actor) -> tuple[Participation, ...]:
    return tuple(Participation(actor=actor) for actor in actors)


def said(article: Article, words: str, part: str = "text") -> tuple[Span, ...]:
    """The evidence for a fact: where `words` first stand in the article."""
    begin = article.part(part).index(words)  # type: ignore[arg-type]
    return (Span(part, begin, begin + len(words), words),)  # type: ignore[arg-type]


def appears(article: Article, actor: Actor, *aliases: str, as_: str = "") -> Appearance:
    words = as_ or actor.name
    part = "text" if words in article.text else "title"
    return Appearance(actor=actor, aliases=aliases, evidence=said(article, words, part), rule="actors.name")


def reading(article: Article, *facts: Fact) -> Reading:
    return Reading(article=article, reader="cascade", version="test", facts=facts)


MINSK = Article(
    id="minsk-held",
    title="Premier in Minsk",
    date=date(2024, 8, 23),
    outlet="Test Agency",
    url="https://example.org/minsk?a=1&b=2",
    text=(
        "Premier Li Qiang of China met President Alexander Lukashenko in Minsk on Aug. 22, at the Palace of "
        "Independence. The Independence Palace was lit. Li said China is ready to deepen the all-weather partnership "
        "and to uphold non-interference. Lukashenko and Li agreed on an industrial park. China and Belarus, partners "
        "for 32 years, set up ties in January 1992. Lukashenko said Belarus rejects bloc politics."
    ),
)
PLAN = Article(
    id="minsk-planned",
    title="Li to visit Belarus",
    date=date(2024, 8, 20),
    outlet="Daily Test",
    text="Alexander Lukashenko will receive Li Qiang and Wang Yi on Aug. 22, a ministry said. Olaf Scholz plans to "
    "meet Wang Yi in Berlin in September.",
)
SANTIAGO = Article(
    id="santiago",
    title="Boric and Scholz speak by phone",
    date=date(2025, 3, 4),
    outlet="Test Agency",
    text="The United Nations, Chile and Germany held a trade conference in Santiago from Mar. 2 to 3. The Chilean "
    "Ministry of Trade took part. Gabriel Boric and Olaf Scholz praised free trade, saying one-China policies matter "
    "little here. A memorandum on lithium, the Lithium Accord, is to be signed.",
)
BARE = Article(id="bare | no date", text="Germany “thanked”\nChile\t\\o/ \U0001f600.")


def minsk() -> Reading:
    a = MINSK
    return reading(
        a,
        appears(a, LI, "Li", "Premier Li Qiang"),
        appears(a, LUKASHENKO, "Lukashenko"),
        appears(a, CHINA),
        appears(a, BELARUS),
        Position(person=LI, title="Premier", of=CHINA, evidence=said(a, "Premier Li Qiang of China"), rule="p.1"),
        Position(person=LUKASHENKO, title="President", evidence=said(a, "President Alexander Lukashenko"), rule="p.2"),
        Meeting(
            kind="meeting",
            status="held",
            participants=(
                Participation(actor=LI, role="guest", office="Premier"),
                Participation(actor=LUKASHENKO, role="host", office="President"),
            ),
            when=when("2024-08-22"),
            city="Minsk",
            country="BY",
            venues=("Palace of Independence", "Independence Palace"),
            evidence=said(a, "Premier Li Qiang of China met President Alexander Lukashenko in Minsk on Aug. 22")
            + said(a, "The Independence Palace was lit."),
            rule="m.met",
        ),
        Agreement(
            labels=("all-weather partnership",),
            kind="partnership",
            stage="in-force",
            parties=(CHINA, BELARUS),
            level="all-weather",
            evidence=said(a, "the all-weather partnership"),
            rule="a.partnership",
        ),
        Statement(
            speakers=(LI,),
            act="pledge",
            on_behalf=(CHINA,),
            addressees=(BELARUS,),
            stance="support",
            evidence=said(a, "Li said China is ready to deepen the all-weather partnership and to uphold"),
            rule="s.said",
        ),
        Statement(
            speakers=(LUKASHENKO, LI),
            act="agree",
            on_behalf=(BELARUS, CHINA),
            evidence=said(a, "Lukashenko and Li agreed on an industrial park."),
            rule="s.agreed",
            score=0.8,
        ),
        StatedPrinciple(
            concept="non-interference",
            speakers=(LI,),
            on_behalf=(CHINA,),
            verb="uphold",
            evidence=said(a, "to uphold non-interference"),
            rule="c.list",
        ),
        StatedPrinciple(
            concept="anti-hegemonism",
            speakers=(LUKASHENKO,),
            on_behalf=(BELARUS,),
            evidence=said(a, "Lukashenko said Belarus rejects bloc politics."),
            rule="c.list",
        ),
        StatedPrinciple(
            concept="collective-defence",
            speakers=(LUKASHENKO,),
            on_behalf=(BELARUS,),
            stance="oppose",
            evidence=said(a, "Lukashenko said Belarus rejects bloc politics."),
            rule="c.list",
        ),
        Relation(
            a=BELARUS,
            b=CHINA,
            established=when("1992-01-01", "1992-01-31", "month"),
            evidence=said(a, "set up ties in January 1992"),
            rule="r.since",
        ),
    )


def plan() -> Reading:
    a = PLAN
    return reading(
        a,
        appears(a, LI),
        appears(a, LUKASHENKO),
        appears(a, WANG),
        appears(a, SCHOLZ),
        Meeting(
            kind="talks",
            status="planned",
            participants=who(LUKASHENKO, LI, WANG),
            when=when("2024-08-22"),
            country="BY",
            evidence=said(a, "Alexander Lukashenko will receive Li Qiang and Wang Yi on Aug. 22"),
            rule="m.will",
        ),
        Meeting(
            kind="meeting",
            status="planned",
            participants=who(SCHOLZ, WANG),
            when=when("2024-09-01", "2024-09-30", "month", "relative"),
            city="Berlin",
            country="DE",
            evidence=said(a, "Olaf Scholz plans to meet Wang Yi in Berlin in September."),
            rule="m.plans",
        ),
    )


def santiago() -> Reading:
    a = SANTIAGO
    boric, scholz = appears(a, BORIC), appears(a, SCHOLZ)
    return reading(
        a,
        boric,
        scholz,
        appears(a, UN),
        appears(a, CHILE, "Chilean"),
        appears(a, GERMANY),
        appears(a, MINISTRY),
        Meeting(
            kind="conference",
            status="held",
            participants=who(UN, CHILE, GERMANY, MINISTRY),
            when=when("2025-03-02", "2025-03-03"),
            city="Santiago",
            country="CL",
            evidence=said(a, "The United Nations, Chile and Germany held a trade conference in Santiago"),
            rule="m.held",
        ),
        Meeting(
            kind="phone-call",
            status="held",
            participants=who(BORIC, SCHOLZ),
            when=when("2025-03-04", basis="publication"),
            evidence=said(a, "Boric and Scholz speak by phone", "title"),
            rule="m.call",
        ),
        Agreement(
            labels=("memorandum on lithium", "Lithium Accord"),
            kind="mou",
            stage="planned",
            parties=(CHILE, GERMANY, UN),
            evidence=said(a, "A memorandum on lithium, the Lithium Accord, is to be signed."),
            rule="a.mou",
        ),
        Statement(
            speakers=(BORIC, SCHOLZ),
            act="appreciate",
            evidence=said(a, "Gabriel Boric and Olaf Scholz praised free trade"),
            rule="s.praised",
        ),
        StatedPrinciple(
            concept="free-trade",
            speakers=(BORIC, SCHOLZ),
            on_behalf=(CHILE, GERMANY),
            evidence=said(a, "praised free trade"),
            rule="c.list",
        ),
        StatedPrinciple(
            concept="one-china-policy",
            speakers=(SCHOLZ,),
            on_behalf=(GERMANY,),
            evidence=said(a, "praised free trade"),
            rule="c.list",
        ),
    )


def bare() -> Reading:
    a = BARE
    return reading(
        a,
        appears(a, GERMANY),
        appears(a, CHILE),
        Statement(
            speakers=(GERMANY,), act="appreciate", addressees=(CHILE,), evidence=said(a, a.text), rule="s.thanked"
        ),
        Agreement(labels=("a plan",), kind="plan", stage="proposed", evidence=said(a, "Chile"), rule="a.plan"),
        Meeting(kind="visit", status="proposed", participants=who(GERMANY), evidence=said(a, "Chile"), rule="m.visit"),
    )


def readings() -> tuple[Reading, ...]:
    return minsk(), plan(), santiago(), bare()


def graph(*told: Reading) -> ox.Store:
    """The whole graph over some readings: articles, derived graph and ontology, as a build puts it together."""
    store = ox.Store()
    records = []
    for one in told:
        nquads = write(one, base=BASE)
        store.load(own(nquads, base=BASE), format=ox.RdfFormat.N_QUADS)
        records.append(read(record(one.article, graphs(nquads), base=BASE)))
    derived = derive(records, base=BASE)
    store.load(derived, format=ox.RdfFormat.N_QUADS)
    store.load(ontology_nquads(base=BASE), format=ox.RdfFormat.N_QUADS)
    return store
