"""The kinds of things that articles have in common: copied texts, persons, contacts, agreements.

Each kind says what an article holds of it (`items`), which of these may be one (`stands`, `seeks`: what fits has a key
in common), which are (`fits`), and what a group of them comes to (`express`). A kind may say which are `of_one` before
that, all sightings of one IRI, and which IRIs of others it `uses`: where these become one with others, it is
expressed again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from kg.across import agreements, events, sketches, telling
from kg.across.packing import pack, unpack
from kg.across.people import Who, one_everywhere, spots
from kg.across.records import Record
from kg.across.telling import Told
from kg.triples import iris
from kg.triples.vocabulary import bi
from kg.triples.writer import Lines, iri, text

Group = Sequence[tuple[Any, Mapping[str, int]]]
"""What was said, with what is the own of articles that said it, and how many have it so."""


class Kind(Protocol):
    """One kind of things; see the module. What `parse` gives is compared by `fits` and never changed."""

    @property
    def name(self) -> str: ...
    @property
    def loose(self) -> bool:
        """Whether all that hangs together is one, though not each pair of it fits: an update of an update."""

    def items(self, record: Record) -> Iterable[tuple[str, str]]: ...
    def parse(self, data: str) -> Any: ...
    def stands(self, said: Any) -> Iterable[str]: ...
    def seeks(self, said: Any) -> Iterable[str]: ...
    def of_one(self, said: Any) -> str: ...
    def uses(self, said: Any) -> Iterable[str]: ...
    def fits(self, a: Any, b: Any) -> int: ...
    def express(self, group: Group, one: Mapping[str, str], base: str) -> Told: ...


@dataclass(frozen=True)
class Text:
    """An article's text, as far as copies are told by it. `published` is "" where it is unknown."""

    words: str
    sketch: tuple[int, ...]
    published: str

    @cached_property
    def bands(self) -> tuple[str, ...]:
        return sketches.bands(self.sketch)


class Copies:
    """Articles of one text, or nearly one: copies that others print, and updates of a few days."""

    name = "copies"
    loose = True
    DAYS = 3
    """Days apart above which only the very same words are a copy: greetings repeat from year to year."""

    def items(self, record: Record) -> Iterator[tuple[str, str]]:
        said = [record.data["words"], sketches.packed(record.data["sketch"]), record.published]
        yield pack(said), pack([record.key, record.published])

    def parse(self, data: str) -> Text:
        words, sketch, published = unpack(data)
        return Text(words, sketches.unpacked(sketch), published)

    def stands(self, said: Text) -> Iterator[str]:
        return self._keys(said, 0)

    def seeks(self, said: Text) -> Iterator[str]:
        return self._keys(said, self.DAYS)

    def _keys(self, said: Text, days: int) -> Iterator[str]:
        """The words, and each band with the weeks that lie within so many days of the publication."""
        yield said.words
        weeks = {""}
        if said.published:
            day = date.fromisoformat(said.published).toordinal()
            weeks = {str((day - days) // 7), str((day + days) // 7)}
        for band in said.bands:
            for week in weeks:
                yield f"{week} {band}"

    def of_one(self, said: Text) -> str:
        return said.words

    def uses(self, said: Text) -> Iterable[str]:
        return ()

    def fits(self, a: Text, b: Text) -> int:
        if a.words == b.words:
            return 1
        if not a.published or not b.published:
            return int(a.published == b.published and sketches.alike(a.sketch, b.sketch))
        if not sketches.alike(a.sketch, b.sketch):
            return 0
        return int(abs((date.fromisoformat(a.published) - date.fromisoformat(b.published)).days) <= self.DAYS)

    def express(self, group: Group, one: Mapping[str, str], base: str) -> Told:
        told = sorted((published, key) for _, data in group for key, published in map(unpack, data))
        first = f"article/{told[0][1]}"
        lines = Lines(iris.derived_graph(base))
        for _, key in told[1:]:
            lines.add(iri(f"{base}article/{key}"), bi("copyOf"), iri(base + first))
        members = {f"article/{key}": first for _, key in told} if len(told) > 1 else {}
        return Told(lines=frozenset(lines), one=members)


class People:
    """IRIs of one person: other letters, names in part, a state that only one article gives."""

    name = "people"
    loose = False

    def items(self, record: Record) -> Iterator[tuple[str, str]]:
        for person, state, offices in record.data["people"]:
            for office in offices or [""]:
                yield pack([person, state, office]), ""

    def parse(self, data: str) -> Who:
        person, state, office = unpack(data)
        return Who(person, state, (office,) if office else ())

    def stands(self, said: Who) -> Iterable[str]:
        return {said.iri} | spots(said)

    seeks = stands

    def of_one(self, said: Who) -> str:
        return said.iri

    def uses(self, said: Who) -> Iterable[str]:
        return ()

    def fits(self, a: Who, b: Who) -> int:
        return int(bool(one_everywhere(a, b)))

    def express(self, group: Group, one: Mapping[str, str], base: str) -> Told:
        articles: Counter[str] = Counter()
        for said, told in group:
            articles[said.iri] += sum(told.values())
        named = sorted({said for said, _ in group}, key=lambda who: (who.iri, who.offices))
        chosen = min(named, key=lambda who: (not who.state, -articles[who.iri], len(who.words), who.iri))
        others = sorted({who.iri for who in named} - {chosen.iri})
        lines = Lines(iris.derived_graph(base))
        for other in others:
            lines.add(iri(base + other), bi("samePersonAs"), iri(base + chosen.iri))
        for a in named if others else ():
            for b in named:
                if a.iri < b.iri and (why := one_everywhere(a, b)):
                    lines.add(iri(base + chosen.iri), bi("mergeReason"), text(why))
        return Told(lines=frozenset(lines), one=dict.fromkeys(others, chosen.iri))


@dataclass(frozen=True)
class Reported:
    """Things that a module of their own tells apart, from what articles report of them: contacts, agreements."""

    name: str
    items: Callable[[Record], Iterable[tuple[str, str]]]
    parse: Callable[[str], Any]
    stands: Callable[[Any], Iterable[str]]
    seeks: Callable[[Any], Iterable[str]]
    uses: Callable[[Any], Iterable[str]]
    fits: Callable[[Any, Any], int]
    report: Callable[[str], Any]
    """From the data that are an article's own to its report."""
    told: Callable[[Sequence[tuple[Any, Any]], Mapping[str, str], str], Told]
    loose: bool = False

    def of_one(self, said: Any) -> str:
        """No two reports speak of one thing by its IRI."""
        return ""

    def express(self, group: Group, one: Mapping[str, str], base: str) -> Told:
        return self.told([(said, self.report(data)) for said, own in group for data in own], one, base)


CONTACTS = Reported(
    name="events", items=events.items, parse=events.parse, stands=events.stands, seeks=events.seeks,
    uses=events.uses, fits=events.fits, report=events.telling, told=telling.event,
)  # fmt: skip
AGREEMENTS = Reported(
    name="agreements", items=agreements.items, parse=agreements.parse, stands=agreements.stands,
    seeks=agreements.seeks, uses=agreements.uses, fits=agreements.fits, report=agreements.mention,
    told=agreements.express,
)  # fmt: skip

KINDS: tuple[Kind, ...] = (Copies(), People(), CONTACTS, AGREEMENTS)
"""In the order in which they are told apart: contacts and agreements go by copies and persons."""
