"""Who may be speaking: the last speaker, whom pronouns stand for, and who issues the text as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.cast import Cast, Ref
from kg.facts.skeleton import Skeleton
from kg.facts.subjects import Subject
from kg.model import Actor

_ISSUED_TOGETHER = re.compile(
    r"(?:statement|declaration) (?:of|by) (?:the )?(?P<who>(?:foreign |defen[cs]e )?(?:ministers|leaders|presidents)"
    r"|heads of (?:state|government))|joint (?:statement|declaration|communiqu|press (?:statement|release))"
    r"|(?:leaders|ministers)['’] (?:statement|declaration|communiqu)"
    r"|chair(?:man|woman|person)?['’]s (?:statement|summary)|communiqu[eé] of"
)
_RELEASED = re.compile(r"\b(?:statement|declaration|communiqu[eé]) was (?:released|issued) by\b")
_SUBJECT = re.compile(r" (?:on|regarding|concerning|about|condemning|supporting|at|during|following|after) (?!behalf)")
_WE = re.compile(r"\b[Ww]e\b|\b[Oo]ur\b|\bI\b")
_SIGNED = re.compile(
    r"[A-Z][^,\n:]{3,50}, (?:the )?(?:U\.S\. |Deputy |Assistant |Acting |Prime |Foreign |Vice |Department |Ministry "
    r"|Press |Principal |Under )*(?:Secretary|President|Minister|Chancellor|Premier|Ambassador|Commissioner"
    r"|High Representative|Administrator|Director|Spokes(?:person|man|woman))\b[^.:\n]{0,60}"
)
_NOBLE = re.compile(r"(?:Sheikha?|Shaikh|King|Queen|Sultan|Emir|Amir|Prince(?:ss)?)\b|.* (?:bin|bint|ibn) ")
_ONE_OF = re.compile(r" (?:diplomat|lawmaker|official|negotiator|envoy|minister|representative|leader)$")
# A title that says whose words the text is: "Statement by President Kamau on the floods".
_WHOSE = re.compile(r"\b(?:[Ss]tatement|[Mm]essage|[Aa]ddress|[Rr]emarks|[Ll]etter|[Dd]eclaration) (?:by|from|of) ")
# A line above the text with an office and a name, in capitals or not; no sentence.
_LETTERHEAD = re.compile(r"(?i)[^.!?\"]{0,60}\b(?:minister|secretary|president|ambassador)\b[^.!?\"]{0,90}")
_SPEAKS = re.compile(r"(?<![\w'])(?:[Ww]e|I)(?![\w'.])")
_ONE = re.compile(r"(?<![\w'])(?:I|[Mm]y)(?![\w'.])")
_QUOTATION = re.compile(r'"[^"]*(?:"|$)')
# So many of a text's sentences must speak in the first person before its publisher is thought to, and so many before
# the spokesperson is to whom a readout is attributed.
_ENOUGH, _GOOD = 0.15, 0.3


class Voices:
    """What a reader keeps in mind of the speakers while walking the sentences of an article.

    `joint` are the states that issue the text, `convener` the organization whose meeting it reports; both may be empty.
    `last` spoke last, in the paragraph `paragraph`; `here` is the paragraph of the sentence being read. What stands
    below a line that announces it belongs to `below`, until somebody else speaks or is quoted. `unnamed` says that
    those who spoke last have no name ("diplomats said").
    """

    def __init__(self, cast: Cast, skeletons: Sequence[Skeleton]) -> None:
        self.cast = cast
        self.joint = issuers(cast, skeletons) or _signer(cast, skeletons)
        self.convener = _convener(cast, skeletons)
        self.subject = Subject()
        self.last: tuple[Actor, ...] = ()
        self.below: tuple[Actor, ...] = ()
        self.unnamed = False
        self.paragraph = self.here = -1

    def named(self, skeleton: Skeleton, who: str) -> tuple[Actor, ...]:
        """The speakers that a captured run of a skeleton stands for, pronouns settled."""
        refs = skeleton.named(who)
        if described := self._described(refs, who):
            return described
        if refs:
            return tuple(dict.fromkeys(actor for ref in refs for actor in self._actors(ref)))
        word = who.strip().lower()
        if word.startswith(("his ", "her ")):
            return self._styled()
        if word in ("he", "she", "him", "her", "his"):
            return self.last if self._one_person() else self.subject.one
        if word in ("they", "them") and self.unnamed:
            return ()
        if word in ("they", "them"):
            if len(self.last) > 1:
                return self.last
            return self.subject.many or (self.cast.principals if self._tells_of_principals() else ())
        if word == "it":
            return self.last if self.last and all(a.kind != "person" for a in self.last) else ()
        return self.joint

    def _styled(self) -> tuple[Actor, ...]:
        """Whom "His Highness" means: of those spoken of last the one who bears such a style, else whom "he" means."""
        he = self.last if self._one_person() else self.subject.one
        noble = [a for a in (*he, *self.subject.one, *self.cast.principals, *self.cast.figures) if _NOBLE.match(a.name)]
        return tuple(noble[:1]) or he

    def _described(self, refs: Sequence[Ref], who: str) -> tuple[Actor, ...]:
        """The person last spoken of whom "the Kenyan diplomat" means; () for all other words."""
        if len(refs) != 1 or refs[0].type not in ("adjective", "state") or not _ONE_OF.search(who):
            return ()
        last = self.last if self._one_person() else self.subject.one
        return last if last and last[0].country == refs[0].actors[0].key else ()

    def spokesperson(self) -> tuple[Actor, ...]:
        """The one spokesperson of the article, else the state or organization that publishes it."""
        found = [a for a, figure in self.cast.figures.items() if "spokesperson" in figure.heads]
        return tuple(found) if len(found) == 1 else _publisher(self.cast)

    def are_of_last(self, speakers: tuple[Actor, ...]) -> bool:
        """Whether speakers are the state of the person who spoke last, in the same paragraph."""
        near = self.paragraph == self.here and self._one_person()
        return near and len(speakers) == 1 and self.last[0].country == speakers[0].key

    def signs_for(self, speakers: tuple[Actor, ...]) -> bool:
        """Whether speakers are the state in whose name one person signs the whole text."""
        signer = self.joint or self.below
        signed = len(signer) == 1 and signer[0].kind == "person"
        return signed and len(speakers) == 1 and signer[0].country == speakers[0].key

    def remember(self, speakers: tuple[Actor, ...], paragraph: int) -> None:
        """Keep the speakers of a sentence for those that follow it."""
        self.unnamed = False
        if speakers != self.below:
            self.below = ()
        self.last, self.paragraph = speakers, paragraph
        if len(speakers) > 1:
            self.subject = Subject(self.subject.one, speakers)
        elif speakers and speakers[0].kind == "person":
            self.subject = Subject(speakers, self.subject.many)

    def forget(self) -> None:
        """Somebody without a name spoke: what goes on is nobody's that the article names."""
        self.last, self.unnamed, self.below = (), True, ()

    def _tells_of_principals(self) -> bool:
        """Whether a text is of a contact: it says so, or is a government's own and has persons for its sides."""
        people = any(a.kind == "person" for a in self.cast.principals)
        return self.cast.met or bool(self.cast.home) and people

    def _one_person(self) -> bool:
        return len(self.last) == 1 and self.last[0].kind == "person"

    def _actors(self, ref: Ref) -> tuple[Actor, ...]:
        if ref.type == "body" and (state := self.cast.owner(ref)):
            return (state,)
        return self.cast.members(ref, self.subject.many if len(self.subject.many) > 1 else self.joint)


def _signer(cast: Cast, skeletons: Sequence[Skeleton]) -> tuple[Actor, ...]:
    """Whose words the whole text is, where it speaks in the first person outside quotations and turns.

    The person whom a line or a letterhead above it names with an office, whom its title names as its author, else the
    government that publishes it.
    """
    body = [s for s in skeletons if s.sentence.kind == "body"]
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
    return () if share < _ENOUGH or attributed or _is_quoted(cast, body) else _publisher(cast)


def _author(cast: Cast, skeletons: Sequence[Skeleton], share: float) -> tuple[Actor, ...]:
    """The one official whom the title, a letterhead or an attribution names as the author of the text.

    A spokesperson to whom a readout is attributed is its author only where a good share of it (0 to 1) is in the first
    person.
    """
    for skeleton in skeletons[:8]:
        sentence = skeleton.sentence
        people, words = _people(cast, skeleton), cast.document.view[sentence.begin : sentence.end]
        if sentence.kind == "title":
            told = _WHOSE.search(words)
            people = [p for p in people if told and p.begin <= sentence.begin + told.end() + 4]
        elif not (sentence.kind == "attribution" and share >= _GOOD) and not _is_letterhead(words, people):
            continue
        if len(people) == 1:
            return people[0].actors
    return ()


def _is_letterhead(words: str, people: Sequence[Ref]) -> bool:
    """Whether a line names an official and little else."""
    named = sum(ref.end - ref.begin for ref in people)
    return bool(_LETTERHEAD.fullmatch(words)) and 2 * named > len(words)


def _is_quoted(cast: Cast, body: Sequence[Skeleton]) -> bool:
    """Whether sentences are one person's, who says "I", or stand in quotation marks: no state's own words."""
    said = (cast.document.view[s.sentence.begin : s.sentence.end] for s in body)
    return any(words.startswith('"') or _ONE.search(words) for words in said)


def _publisher(cast: Cast) -> tuple[Actor, ...]:
    """The state or organization that publishes the text; nobody for an agency."""
    if not cast.home:
        organizations = (r.actors for r in cast.every if r.type == "organization" and r.mention.key == cast.publisher)
        return next(organizations, ())
    name = cast.state_names.get(cast.home, cast.home)
    return (cast.states.get(cast.home) or Actor(kind="state", name=name, key=cast.home, country=cast.home),)


def _in_first_person(cast: Cast, skeleton: Skeleton) -> bool:
    """Whether a sentence says "we" or "I" outside quotation marks."""
    words = cast.document.view[skeleton.sentence.begin : skeleton.sentence.end]
    return bool(_SPEAKS.search(_QUOTATION.sub("", words)))


def _people(cast: Cast, skeleton: Skeleton) -> list[Ref]:
    refs = cast.within(skeleton.sentence.begin, skeleton.sentence.end)
    return [r for r in refs if r.type == "person" and r.actors]


def _convener(cast: Cast, skeletons: Sequence[Skeleton]) -> tuple[Actor, ...]:
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
    if not issued:
        return ()
    if released := _released(cast, skeletons):
        return released
    told = _of_kind(skeletons, "title")[:1]
    both = len(set(_states(cast, told[0]))) > 1 if told else False
    if not _WE.search(cast.document.view) and not both:
        return ()
    places = (("attribution", 1), ("title", None), ("body", 3))
    for skeleton in (one for kind, count in places for one in _of_kind(skeletons, kind)[:count]):
        found = tuple(dict.fromkeys(_states(cast, skeleton)))
        organization = skeleton.sentence.kind == "title" and any(a.kind == "organization" for a in found)
        if len(found) > 1 or organization:  # "G7 leaders' statement": all of them
            return (cast.heads_of(issued["who"], found) if issued["who"] else ()) or found
    return ()


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
