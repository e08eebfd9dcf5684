"""Which articles tell of one agreement, and how far it has come after all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.across.events import Telling
from kg.across.packing import pack, unpack
from kg.across.records import Record
from kg.across.telling import Told, sources
from kg.triples import iris
from kg.triples.vocabulary import RDF, SKOS, bi, code
from kg.triples.writer import Lines, integer, iri, text

_EVERYDAY = frozenset(
    "a an and the of on for in with to between new this their its agreement agreements memorandum memoranda mou "
    "understanding joint statement declaration communique treaty pact deal document documents plan project initiative "
    "cooperation bilateral strategic comprehensive partnership mechanism framework accord protocol contract".split()
)
"""Words that names of different agreements share: a name of such words alone is no name."""
SAME_NAME = "same parties, same kind, same name"
SAME_DAY = "same parties, same kind, same wording, same day"


@dataclass(frozen=True)
class Agreement:
    """What an article says of an agreement, all but which article it stands in."""

    kind: str
    start: str
    end: str
    precision: str
    names: tuple[str, ...]
    parties: tuple[str, ...]

    @cached_property
    def wordings(self) -> frozenset[str]:
        """The names as their words, in lower case and without articles."""
        return frozenset(map(_wording, self.names))

    @cached_property
    def proper(self) -> frozenset[str]:
        """The wordings that are names. A partnership is told by its level: two states have one of a level."""
        if self.kind == "partnership":
            return self.wordings
        return frozenset(_wording(name) for name in self.names if _is_proper(name))


def _wording(name: str) -> str:
    return iris.slug(name).removeprefix("the-")


def _is_proper(name: str) -> bool:
    """Whether a name tells one agreement from others: by two words of its own, or by one in capitals."""
    own = [word for word in name.split() if not set(iris.slug(word).split("-")) <= _EVERYDAY]
    return len(own) > 1 or any(word[:1].isupper() for word in own)


@dataclass(frozen=True)
class Mention:
    """One article's word on an agreement: its IRI there, the stage, the day and outlet of the article."""

    telling: Telling
    stage: str


def items(record: Record) -> Iterator[tuple[str, str]]:
    """The agreements of an article that have two parties, each as the data of `Agreement` and of `Mention`."""
    for iri_, kind, stage, start, end, precision, names, parties in record.data["agreements"]:
        if len(parties) > 1:
            said = [kind, start, end, precision, sorted(names), sorted(actor for actor, _, _ in parties)]
            yield pack(said), pack([iri_, record.published, record.outlet, stage])


def parse(data: str) -> Agreement:
    kind, start, end, precision, names, parties = unpack(data)
    return Agreement(kind, start, end, precision, tuple(names), tuple(parties))


def mention(data: str) -> Mention:
    iri_, published, outlet, stage = unpack(data)
    return Mention(Telling(iri_, published, outlet), stage)


def stands(agreement: Agreement) -> list[str]:
    """The keys under which an agreement is found: what it is called, and when it was made."""
    return _keys(agreement, (_when(agreement), "at some time"))


def seeks(agreement: Agreement) -> list[str]:
    """The keys under which the agreements stand that may fit this one: of two days they are two."""
    when = _when(agreement)
    return _keys(agreement, ("at some time",) if when == "undated" else (when, "undated"))


def _when(agreement: Agreement) -> str:
    if not agreement.start:
        return "undated"
    return agreement.start if agreement.precision == "day" else "dated roughly"


def _keys(agreement: Agreement, times: Sequence[str]) -> list[str]:
    what = f"{agreement.kind} {' '.join(agreement.parties)}"
    return [f"{what} {wording} {time}" for wording in agreement.wordings for time in times]


def uses(agreement: Agreement) -> Iterator[str]:
    """The IRIs of persons that a mention names."""
    return (party for party in agreement.parties if party.startswith("person/"))


def fits(a: Agreement, b: Agreement) -> int:
    """1 where two are one agreement, 0 where they may be two."""
    if (a.kind, a.parties) != (b.kind, b.parties):
        return 0
    one_day = bool(a.start) and a.precision == b.precision == "day" and a.start == b.start
    if a.proper & b.proper:
        return int(one_day or "day" not in (a.precision, b.precision) or not (a.start and b.start))
    return int(one_day and bool(a.wordings & b.wordings))


def express(told: Sequence[tuple[Agreement, Mention]], one: Mapping[str, str], base: str) -> Told:
    """The derived agreement of what articles say of it; the latest of them knows the stage."""
    ranked = sorted(told, key=lambda pair: (pair[1].telling.published, pair[1].telling.iri))
    said, last = ranked[-1]
    node = iri(iris.known_agreement(base, said.parties, said.kind, base + ranked[0][1].telling.iri))
    lines = Lines(iris.derived_graph(base))
    lines.add(node, f"<{RDF}type>", bi("KnownAgreement"))
    lines.add(node, bi("agreementType"), code("agreement-type", said.kind))
    lines.add(node, bi("reachedStage"), code("agreement-stage", last.stage))
    lines.add(node, bi("sources"), integer(sources([each.telling for _, each in ranked], one)))
    names = Counter(name for agreement, _ in ranked for name in agreement.names)
    lines.add(node, f"<{SKOS}prefLabel>", text(max(names, key=lambda name: (names[name], len(name), name))))
    for _, each in ranked:
        lines.add(node, bi("namedBy"), iri(base + each.telling.iri))
    for party in said.parties:
        lines.add(node, bi("party"), iri(base + one.get(party, party)))
    if len(ranked) > 1:
        named = all(a.proper for a, _ in ranked)
        lines.add(node, bi("mergeReason"), text(SAME_NAME if named else SAME_DAY))
    return Told(lines=frozenset(lines))
