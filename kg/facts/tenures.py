"""Offices that words about the time of their holder tell: "Lima's presidency", "when he was prime minister"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.cast import Cast, Ref
from kg.facts.standing import within
from kg.model import Actor, Position

_TERM = re.compile(
    r"(?:['’]s?)? (?:(?:first|second|one-term|brief|current) )?(presidency|premiership|chancellorship)\b"
)
# "a Lima presidency": one that may come.
_IMAGINED = re.compile(r"\b(?:a|an|another|future|potential|possible|new|any)(?: second)? $")
_OFFICE_OF = {"presidency": "President", "premiership": "Prime Minister", "chancellorship": "Chancellor"}
_HELD = re.compile(
    r"\b(?:(?:when|while) (?:he|she) (?:was|served as)"
    r"|(?:in|during) (?:his|her) (?:[a-z]+ )?(?:time|tenure|stint|term|years|days) as)"
    r" (?:still |then |the |its |their |[A-Z]\w+['’]s )*"
    r"(?P<title>(?:deputy |vice[ -]|acting |interim )?"
    r"(?:(?:prime|foreign|defen[cs]e|finance|interior|trade|justice|economy|health|energy) minister|president"
    r"|secretary of state|foreign secretary|chancellor|premier))\b"
)


def find(cast: Cast, told: tuple[Position, ...]) -> Iterator[Position]:
    """The offices of the state that a person serves, where no title told the same before."""
    held = [(p.person, p.title.lower()) for p in told]
    for person, title, begin, end in sorted((*_of_terms(cast), *_of_times(cast)), key=lambda one: one[2]):
        served = cast.states.get(person.country or "")
        if served is None or any(p == person and within(title.lower(), t) for p, t in held):
            continue
        held.append((person, title.lower()))
        yield Position(
            evidence=(cast.document.span(begin, end),), rule="position.tenure", person=person, title=title, of=served
        )


def _of_terms(cast: Cast) -> Iterator[tuple[Actor, str, int, int]]:
    """ "during Lima's presidency", "the Lima presidency"."""
    for ref in _persons(cast.refs):
        name = ref.mention
        imagined = _IMAGINED.search(cast.document.view, max(0, name.name_begin - 20), name.name_begin)
        if not imagined and (term := _TERM.match(cast.document.view, name.name_end)):
            yield ref.actors[0], _OFFICE_OF[term[1]], name.name_begin, term.end()


def _of_times(cast: Cast) -> Iterator[tuple[Actor, str, int, int]]:
    """ "Lima went there when he was prime minister": the one person whom the sentence names before."""
    for held in _HELD.finditer(cast.document.view):
        sentence = cast.document.sentence_at(held.start())
        before = list(_persons(cast.within(sentence.begin, held.start()))) if sentence else []
        if len({r.actors[0] for r in before}) == 1:
            yield before[0].actors[0], held["title"], before[0].begin, held.end()


def _persons(refs: Sequence[Ref]) -> Iterator[Ref]:
    return (r for r in refs if r.type == "person" and r.actors and not r.mention.definite)
