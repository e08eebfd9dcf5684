"""Whose a text is as a whole: who issues it together, who signs it, who publishes it, whose meeting it reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.cast import Cast, Ref
from kg.facts import letters
from kg.facts.issued import SPEAKS
from kg.facts.rules import listed
from kg.facts.skeleton import Skeleton
from kg.model import Actor
from kg.text import Document

_ISSUED_TOGETHER = re.compile(
    r"(?:statement|declaration) (?:of|by) (?:the )?(?P<who>(?:foreign |defen[cs]e )?(?:ministers|leaders|presidents)"
    r"|heads of (?:state|government))|joint (?:statement|declaration|communiqu|press (?:statement|release))"
    r"|(?:leaders|ministers)['’] (?:statement|declaration|communiqu)"
    r"|chair(?:man|woman|person)?['’]s (?:statement|summary)|communiqu[eé] of"
)
_RELEASED = re.compile(r"\b(?:statement|declaration|communiqu[eé]) was (?:released|issued) by\b")
_PRESS = re.compile(r"(?i)\b(?:press|media|minutes|summary)\b")
_SUBJECT = re.compile(
    r",? (?i:on|regarding|concerning|about|condemning|supporting|at|during|following|after) (?!behalf)"
)
_WE = re.compile(r"\b[Ww]e\b|\b[Oo]ur\b|\bI\b")
_SIGNED = re.compile(
    r"[A-Z][^,\n:]{3,50}, (?:the )?(?:U\.S\. |Deputy |Assistant |Acting |Prime |Foreign |Vice |Department |Ministry "
    r"|Press |Principal |Under )*(?:Secretary|President|Minister|Chancellor|Premier|Ambassador|Commissioner"
    r"|High Representative|Administrator|Director|Spokes(?:person|man|woman))\b[^.:\n]{0,60}"
)
# A title that says whose words the text is: "Statement by President Kamau on the floods".
_WHOSE = re.compile(
    r"\b(?:[Ss]tatement|[Mm]essage|[Aa]ddress|[Rr]emarks|[Ll]etter|[Dd]eclaration) (?:by|from|of) (?:the )?"
    rf"(?P<who>{listed('PERSON')})"
)
# "Norway and Kenya sign joint declaration": news of a text, not the text.
_NEWS_OF = re.compile(r"\b(?:sign|adopt|ink|conclude|negotiate|finali[sz]e)(?:d|s|ed|ing)?\b")
# "Spokesperson's statement on a reference in the joint statement of Norway and Peru": of what others issued.
_ON_ANOTHER = re.compile(
    r"\b(?:statement|remarks|comments?|reaction|response|reply)\b.*\b(?:on|to|about|regarding|in)\b"
)
_WITH = re.compile(r"joint (?:press )?(?:statement|declaration|communiqu[eé]) with ")
# A line above the text with an office and a name, in capitals or not; no sentence.
_LETTERHEAD = re.compile(r"(?i)(?![-–—])[^.!?\"]{0,60}\b(?:minister|secretary|president|ambassador)\b[^.!?\"]{0,90}")
# "NEWS RELEASE BY ANNA BERG, MP": the line above a politician's text.
_RELEASED_BY = re.compile(r"(?i)\b(?:news|media|press) (?:release|statement) (?:by|from)(?: the)?(?: hon\.?)? $")
_ONE = re.compile(r"(?<![\w'])(?:I|[Mm]y)(?![\w'.])")
# "Weekly Media Briefing by the Spokesperson", "Spokesperson's Press Briefing".
_BRIEFING = re.compile(
    r"(?i)\b(?:press|media|weekly|regular) (?:briefing|conference)s?\b.*\bspokes(?:person|man|woman)"
    r"|\bspokes(?:person|man|woman)(?:'s|’s)? .*\b(?:briefing|press conference)\b"
    r"|^spokes(?:person|man|woman)(?:'s|’s)? statement\b"
)
# A line with a name and offices: no sentence, for it ends without a stop.
_CARD = re.compile(r"[^!?;\"\n]{4,160}[^.!?:;\"\n]")
_IN_OFFICE = re.compile(r"(?:Shadow )?(?:Prime |Foreign )?(?:Minister|President|Chancellor|Premier)\b")
_OF_OFFICE = re.compile(r"\b(?i:minister|president|premier|chancellor)\b")
_QUOTATION = re.compile(r'"[^"]*(?:"|$)')
# So many of a text's sentences must speak in the first person before its publisher is thought to, and so many before
# the spokesperson is to whom a readout is attributed.
_ENOUGH, _GOOD = 0.15, 0.3


def signer(cast: Cast, skeletons: Sequence[Skeleton]) -> tuple[Actor, ...]:
    """Whose words the whole text is, where it speaks in the first person outside quotations and turns.

    The person whom a line or a letterhead above it names with an office, whom its title names as its author, else the
    government that publishes it.
    """
    if briefer := _briefer(cast):
        return briefer
    body = [s for s in skeletons if s.sentence.kind == "body"]
    if silent := _silent_author(cast, skeletons, body):
        return silent
    if signed := letters.signers(cast, skeletons):
        return signed
    own = publisher(cast)
    if letters.states_of_itself(cast, skeletons, own):
        return own
    said = [_in_first_person(cast, s) for s in body if cast.document.view[s.sentence.end - 1] in ".!"]
    if not any(said) or any(s.sentence.kind == "turn" for s in skeletons):
        return ()
    share = sum(said) / len(said)
    for skeleton in [s for s in skeletons if s.sentence.kind != "title"][:2]:
        people = _people(cast, skeleton)
        words = cast.document.view[skeleton.sentence.begin : skeleton.sentence.end]
        if _SIGNED.fullmatch(words) and people and people[0].begin == skeleton.sentence.begin:
            return people[0].actors
    if author := _author(cast, skeletons, share):
        return author
    attributed = any(s.sentence.kind == "attribution" for s in skeletons)
    if share >= _GOOD and _OF_OFFICE.search(cast.document.article.outlet or ""):
        return publisher(cast)  # "I" of a minister whose name the page has lost
    return () if share < _ENOUGH or attributed or _is_quoted(cast, body) else publisher(cast)


def _silent_author(cast: Cast, skeletons: Sequence[Skeleton], body: Sequence[Skeleton]) -> tuple[Actor, ...]:
    """Whose text it is that a politician publishes under his name and that nowhere tells of him: his own words."""
    if not _IN_OFFICE.match(cast.document.article.outlet or ""):
        return ()
    for skeleton in [s for s in skeletons if s.sentence.kind != "title"][:3]:
        people = _people(cast, skeleton)
        words = cast.document.view[skeleton.sentence.begin : skeleton.sentence.end]
        headed = len(people) == 1 and people[0].begin == skeleton.sentence.begin and _CARD.fullmatch(words)
        if not headed:
            continue
        told = (r for s in body if s is not skeleton for r in _people(cast, s) if r.actors == people[0].actors)
        return () if any(told) else people[0].actors
    return ()


def _briefer(cast: Cast) -> tuple[Actor, ...]:
    """Whose words a ministry's press briefing is: the publisher's one spokesperson, else the publisher."""
    if not cast.home or not _BRIEFING.search(cast.document.article.title or ""):
        return ()
    own = (actor for actor in cast.figures if actor.country == cast.home)
    found = [a for a in own if cast.figures[a].is_spokesperson]
    return tuple(found) if len(found) == 1 else publisher(cast)


def _author(cast: Cast, skeletons: Sequence[Skeleton], share: float) -> tuple[Actor, ...]:
    """The officials whom the title, or the one whom a letterhead or an attribution names as the author of the text.

    A spokesperson to whom a readout is attributed is its author only where a good share of it (0 to 1) is in the first
    person.
    """
    for skeleton in skeletons[:8]:
        sentence = skeleton.sentence
        people, words = _people(cast, skeleton), cast.document.view[sentence.begin : sentence.end]
        if sentence.kind == "title":
            told = _WHOSE.search(skeleton.text)
            if authors := tuple(
                dict.fromkeys(a for p in skeleton.named(told["who"] if told else "") for a in p.actors)
            ):
                return authors
            continue
        people = [p for p in people if not p.mention.definite]  # an office alone names nobody
        attributed = sentence.kind == "attribution" and share >= _GOOD
        released = len(people) == 1 and _RELEASED_BY.search(words[: people[0].begin - sentence.begin])
        headed = _is_letterhead(words, people) or _is_signature(cast, words, people) or released
        if not attributed and not headed:
            continue
        if len(people) == 1:
            return people[0].actors
    return ()


def _is_letterhead(words: str, people: Sequence[Ref]) -> bool:
    """Whether a line names an official and little else."""
    named = sum(ref.end - ref.begin for ref in people)
    return bool(_LETTERHEAD.fullmatch(words)) and 2 * named > len(words)


def _is_signature(cast: Cast, words: str, people: Sequence[Ref]) -> bool:
    """Whether a line is the name of one official of the government that publishes the text: "The Hon Anna Berg MP"."""
    one = people[0] if len(people) == 1 else None
    if one is None or not cast.home or 2 * (one.end - one.begin) <= len(words):
        return False
    if words[0] in "-–—" or words[-1] in ".!?:;":  # "– Anna Berg, May 2020": whose the words above are
        return False
    country = one.actors[0].country
    return country == cast.home or not country and bool(_IN_OFFICE.match(cast.document.article.outlet or ""))


def _is_quoted(cast: Cast, body: Sequence[Skeleton]) -> bool:
    """Whether sentences are one person's, who says "I", or stand in quotation marks: no state's own words."""
    said = (cast.document.view[s.sentence.begin : s.sentence.end] for s in body)
    return any(words.startswith('"') or _ONE.search(words) for words in said)


def publisher(cast: Cast) -> tuple[Actor, ...]:
    """The state or organization that publishes the text; nobody for an agency."""
    if not cast.home:
        organizations = (r.actors for r in cast.every if r.type == "organization" and r.mention.key == cast.publisher)
        return next(organizations, ())
    name = cast.state_names.get(cast.home, cast.home)
    return (cast.states.get(cast.home) or Actor(kind="state", name=name, key=cast.home, country=cast.home),)


def _in_first_person(cast: Cast, skeleton: Skeleton) -> bool:
    """Whether a sentence says "we" or "I" outside quotation marks."""
    words = cast.document.view[skeleton.sentence.begin : skeleton.sentence.end]
    return bool(SPEAKS.search(_QUOTATION.sub("", words)))


def _people(cast: Cast, skeleton: Skeleton) -> list[Ref]:
    refs = cast.within(skeleton.sentence.begin, skeleton.sentence.end)
    return [r for r in refs if r.type == "person" and r.actors]


def convener(cast: Cast, skeletons: Sequence[Skeleton]) -> tuple[Actor, ...]:
    """The organization whose meeting a text reports ("The Meeting expressed …"): the first in the title or the lead."""
    for skeleton in (*_of_kind(skeletons, "title"), *_of_kind(skeletons, "body")[:2]):
        refs = cast.within(skeleton.sentence.begin, skeleton.sentence.end)
        conveners = [r for r in refs if r.type == "organization"]
        if conveners:  # "Joint EAC-SADC Summit": both
            view = cast.document.view
            joint = [r for r in conveners[1:2] if view[conveners[0].end : r.begin] in ("-", "–", " and ", " – ")]
            return tuple(dict.fromkeys(a for r in (conveners[0], *joint) for a in r.actors))
    return ()


def issuers(cast: Cast, skeletons: Sequence[Skeleton]) -> tuple[Actor, ...]:
    """The states that issue the text itself, where it is a joint statement in the first person plural."""
    title = (cast.document.article.title or "").lower()
    issued = _ISSUED_TOGETHER.search(title)
    if not issued or _NEWS_OF.search(title, 0, issued.start()) or _ON_ANOTHER.search(title, 0, issued.start()):
        return ()
    if released := _released(cast, skeletons):
        return released
    told = _of_kind(skeletons, "title")[:1]
    both = len(set(_states(cast, told[0]))) > 1 or bool(cast.home and _WITH.search(title)) if told else False
    if not _WE.search(cast.document.view) and not both:
        return ()
    places = (("attribution", 1), ("title", None), ("body", 3))
    about = _topic(cast, told[0]) if told else frozenset()
    for skeleton in (one for kind, count in places for one in _of_kind(skeletons, kind)[:count]):
        own = publisher(cast) if skeleton.sentence.kind == "title" and _WITH.search(title) else ()
        named = tuple(dict.fromkeys((*own, *_states(cast, skeleton))))
        others = tuple(actor for actor in named if actor not in about)
        found = others if len(others) > 1 else named
        organization = skeleton.sentence.kind == "title" and any(a.kind == "organization" for a in found)
        if len(found) > 1 or organization:  # "G7 leaders' statement": all of them
            return (cast.heads_of(issued["who"], found) if issued["who"] else _in_person(cast, found)) or found
    return ()


def narrates(document: Document) -> bool:
    """Whether a text of several is a press release that tells of their meeting: it nowhere says "we"."""
    released = _PRESS.search(document.article.title or "")
    return bool(released) and not _WE.search(document.view)


def _in_person(cast: Cast, issuers: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The two who issue a text for their states, where one in office publishes it and the text names both."""
    people = cast.principals
    named = all(actor.kind == "person" for actor in people) and set(cast.behalf(people)) == set(issuers)
    return people if named and _IN_OFFICE.match(cast.document.article.outlet or "") else ()


def _topic(cast: Cast, title: Skeleton) -> frozenset[Actor]:
    """The states that the title of a joint text names as what it is about: "Joint Statement on Kenya"."""
    begin, end = title.sentence.begin, title.sentence.end
    subject = _SUBJECT.search(cast.document.view, begin, end)
    refs = cast.within(subject.start(), end) if subject else ()
    return frozenset(actor for ref in refs if ref.type == "state" for actor in ref.actors)


def _released(cast: Cast, skeletons: Sequence[Skeleton]) -> tuple[Actor, ...]:
    """The persons by whom a text says that it was released together: "The following statement was released by …"."""
    for skeleton in (*_of_kind(skeletons, "attribution")[:1], *_of_kind(skeletons, "body")[:2]):
        begin, end = skeleton.sentence.begin, skeleton.sentence.end
        if _RELEASED.search(cast.document.view, begin, end):
            refs = cast.within(begin, end)
            people = tuple(dict.fromkeys(a for r in refs if r.type == "person" for a in r.actors))
            if len(people) > 1:
                return people
    return ()


def _states(cast: Cast, skeleton: Skeleton) -> Iterator[Actor]:
    """The states that a sentence names, by their officials too; of a title only before its subject ("… on …")."""
    begin, end = skeleton.sentence.begin, skeleton.sentence.end
    subject = _SUBJECT.search(cast.document.view, begin, end) if skeleton.sentence.kind == "title" else None
    if (
        subject
        and len({cast.served(r.actors[0]) for r in cast.within(begin, subject.start()) if r.actors} - {None}) > 1
    ):
        end = subject.start()
    for ref in cast.within(begin, end):
        if ref.type in ("state", "adjective", "organization"):
            yield from ref.actors
        elif ref.type == "person" and (state := cast.served(ref.actors[0])):
            yield state


def _of_kind(skeletons: Sequence[Skeleton], kind: str) -> list[Skeleton]:
    return [s for s in skeletons if s.sentence.kind == kind]
