"""The two sides of a contact: the actors that a frame names, and whether they make two."""

from __future__ import annotations

import re

from kg.cast import STATE_WORDS, Cast, Ref
from kg.facts.found import Match
from kg.facts.rules import listed
from kg.facts.skeleton import NUMBER, TYPES, Skeleton
from kg.facts.subjects import Subject, subject_after
from kg.model import Actor

_P, _S = (f"{TYPES[name]}{NUMBER}" for name in ("person", "state"))
# The states that only say whose the persons of a list are: "Anna Berg of Norway", "Kenya's John Kamau".
_NATION = re.compile(rf"(?<={_P}) of (?:the )?{_S}|{_S}'s (?={_P})| of (?:the )?{_S},? (?={_P})")
_WHO = re.compile(r",? who [^,]{3,70}, ")
# What leans on the person after it, who is not the subject of the sentence.
_LEANS_ON = re.compile(
    r"\b(?:invitation (?:of|from)|[Aa]ccording to|[Aa]longside|[Uu]nlike|[Ll]ike|[Tt]alks with|[Mm]eeting(?: with)?"
    r"|[Hh]osted by|[Aa]ccompanied by|[Ii]nvited by|[Jj]oined by|[Bb]esides|[Tt]ogether with) (?:the |his |her )?$"
)
FRONTED = re.compile(r"(?:After|Before|Following|During|At|On|In|While|When|Ahead of|Earlier|As|According)\b")
# "When she received Kamau, Anna Berg said …": the pronoun stands for who comes after.
_SUBORDINATE = re.compile(r"(?:When|While|After|Before|As|Once|Since) (?:\w+ )?")
_MAIN = re.compile(rf"[^.;\"\ue000]{{0,60}}?, (?P<who>{_P})(?= )")
_OFFICE_OF = re.compile(
    r"\b((?i:(?:foreign |defen[cs]e |prime )?(?:ministers|leaders|presidents|premiers|chancellors|foreign secretaries"
    r"|national security advis[eo]rs)|heads of (?:state|government)))"
    r" (?:of|from) (?:the )?$"
)
# "Norway's and Kenya's [foreign ministers]", "the Norwegian, Kenyan and Peruvian [presidents]".
_OFFICE_BEHIND = re.compile(
    r"(?:[Tt]he )?(?:[\ue002\ue005].(?:'s?)?(?:, and |, | and )(?:the )?)+[\ue002\ue005].(?:'s?)? "
    r"(?P<office>(?i:(?:foreign |defen[cs]e |prime )?ministers|presidents|premiers|heads of (?:state|government)))\b"
)
_OFFICE_REACH = 24
# "…, with delegations led by Anna Berg and John Kamau": who the delegations are stands after the frame.
_LED = re.compile(
    r"[^.;\"\ue000]{0,50}?\b"
    r"(?:(?:headed|led|(?:co-)?chaired|presided over|represented) (?:jointly )?by|includ(?:ed|ing)) "
    rf"(?:the |its |their |his |her )?(?P<who>{listed('PERSON')})"
)
_PRESENT = re.compile(r"\b(?:headed|chaired|presided over|attended) by |\b(?:participation|presence|chairmanship) of ")
_PAIR = 2
_HEADS_AT_HOME = frozenset(("president", "premier", "chancellor", "king"))


def named_in(cast: Cast, skeleton: Skeleton, words: str | None, subject: Subject) -> tuple[Actor, ...]:
    """The actors that a captured run of the skeleton stands for, pronouns settled; empty for an empty slot."""
    if not words:
        return ()
    out: list[Actor] = []
    for ref in skeleton.named(_NATION.sub(" ", _WHO.sub(", ", words))):
        out += cast.members(ref, _just_named(cast, skeleton, ref) or subject.many)
    if re.search(r"\b[Tt]hey\b", words):
        own: tuple[Actor, ...] = ()
        if "they" in words:
            refs = cast.within(skeleton.sentence.begin, skeleton.sentence.end)
            own = subject_after(cast, refs, Subject()).many
        out += own or subject.many or cast.principals
    elif re.search(r"\b(?:[Hh]e|[Ss]he)\b", words):
        out += subject.one
    return tuple(out)


def _just_named(cast: Cast, skeleton: Skeleton, ref: Ref) -> tuple[Actor, ...]:
    """The two whom a sentence names before it speaks of them: "Berg told Kamau when the two men met"."""
    if ref.type != "group" or ref.mention.name in STATE_WORDS:
        return ()
    before = cast.within(skeleton.sentence.begin, ref.begin)
    people = tuple(dict.fromkeys(a for r in before if r.type == "person" for a in r.actors))
    return people if len(people) == _PAIR and len({a.country for a in people}) == _PAIR else ()


def acting(skeleton: Skeleton, found: Match) -> str | None:
    """The words of the first side, without whom an adverbial before it names: "At the invitation of X, Y visited …"."""
    words = found.groupdict().get("a")
    if words and ", " in words and _LEANS_ON.search(skeleton.text, 0, found.start("a")):
        return words.partition(", ")[2]
    return words


def pronoun(skeleton: Skeleton, found: Match, subject: Subject) -> Subject:
    """Whom the pronouns of a frame stand for: in "X visited Oslo, where she met Y" the sentence itself says it."""
    words = found.groupdict().get("a") or ""
    if words in ("he", "she") and _SUBORDINATE.fullmatch(skeleton.text, 0, found.start("a")):
        after = _MAIN.match(skeleton.text, found.end())
        people = skeleton.named(after["who"]) if after else []
        return Subject(people[0].actors, subject.many) if people else subject
    before = skeleton.text[: found.start("a")] if words in ("he", "she") else ""
    fronted = FRONTED.match(before)
    if fronted:  # "Before visiting Norway, Kamau went to Peru, where he met …"
        before = before.partition(", ")[2]
    people = [r for r in skeleton.named(before) if r.type == "person" and not r.mention.possessive]
    if not people or fronted and skeleton.text[found.start("a") - 7 : found.start("a")] != " where ":
        return subject
    return Subject(people[0].actors, subject.many)


def whose_heads(
    cast: Cast, skeleton: Skeleton, found: Match, side: str, states: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """Who "the leaders of Norway and Kenya" on a side are, where the article names them all; () where it does not."""
    if not states or not found.groupdict().get(side) or any(actor.kind != "state" for actor in states):
        return ()
    return heads_before(cast, skeleton, found.start(side), states) or _heads_behind(cast, skeleton, found, side, states)


def _heads_behind(
    cast: Cast, skeleton: Skeleton, found: Match, side: str, states: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """The persons who are meant where an office stands behind states: "the Norwegian and Kenyan [presidents]"."""
    begin, end = found.span(side)
    office = _OFFICE_BEHIND.match(found.string, begin, end + _OFFICE_REACH) if len(states) > 1 else None
    heads = cast.heads_of(office["office"].lower(), states) if office else ()
    return heads if len({head.name.split()[-1] for head in heads}) == len(states) else ()


def heads_before(cast: Cast, skeleton: Skeleton, at: int, states: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The persons who are meant where states are named at `at` behind an office: "the presidents of [states]"."""
    office = _OFFICE_OF.search(skeleton.text, 0, at)
    return cast.heads_of(office[1].lower(), states) if office else ()


def led(cast: Cast, skeleton: Skeleton, frame: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors of a frame, each state whose delegation somebody led replaced by that person."""
    states = {a for a in actors if a.kind == "state"}
    end = frame.end("b") if frame.groupdict().get("b") else frame.end()
    found = _LED.match(skeleton.text, end) if states else None
    if not found:
        return actors
    named = named_in(cast, skeleton, found["who"], Subject())
    leaders = {s: a for a in reversed(named) if (s := cast.served(a)) in states}
    return tuple(dict.fromkeys(leaders.get(a, a) for a in actors))


def present(skeleton: Skeleton, end: int) -> tuple[Actor, ...]:
    """The persons who chaired or attended what a frame up to `end` tells of, by the rest of its sentence."""
    found = _PRESENT.search(skeleton.text, end)
    people = skeleton.named(skeleton.text[found.end() :]) if found else []
    return tuple(a for r in people if r.type == "person" for a in r.actors)


def represented(cast: Cast, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors without states for which one of their persons is there: "met Kamau and other Kenyan officials"."""
    served = {cast.served(a) for a in actors if a.kind == "person"}
    return tuple(a for a in actors if a.kind != "state" or a not in served)


def at_home(cast: Cast) -> tuple[Actor, ...]:
    """The head of the government that publishes the page, the state where the article does not name one."""
    ranked = sorted(cast.figures.items(), key=lambda item: item[1].first)
    heads = tuple(a for a, figure in ranked if a.country == cast.home and figure.heads & _HEADS_AT_HOME)[:1]
    return heads or state_at(cast, cast.home)


def state_at(cast: Cast, code: str) -> tuple[Actor, ...]:
    """The state of a place, as the article's actor; empty where the code is."""
    if not code:
        return ()
    name = cast.state_names.get(code, code)
    return (cast.states.get(code) or Actor(kind="state", name=name, key=code, country=code),)


def lacking(cast: Cast, actors: tuple[Actor, ...]) -> str:
    """Why actors make no contact of two sides; "" if they do."""
    if len(actors) < 2:
        return "fewer than two actors"
    served = {a: s.key or s.name for a in actors if (s := cast.served(a))}
    sides = {served.get(a) or f"{a.kind}:{a.key or a.name}" for a in actors if a.kind != "body"}
    if len(sides) < 2:
        return "one side only"
    if all(a.kind == "organization" for a in actors):
        return "organizations only"
    if len(set(served.values())) > 1 or any(a.kind == "organization" for a in actors):
        return ""
    # A head of state or government whose state the article leaves open is a side all the same.
    stateless_head = any(a.kind == "person" and not a.country and cast.figures[a].heads for a in actors)
    return "" if stateless_head else "one side only"
