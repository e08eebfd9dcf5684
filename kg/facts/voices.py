"""Who may be speaking: the last speaker, whom pronouns stand for, and who issues the text as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.cast import Cast, Ref
from kg.facts.skeleton import Skeleton
from kg.facts.subjects import Subject
from kg.model import Actor

_ISSUED_TOGETHER = re.compile(
    r"joint (?:statement|declaration|communiqu|press (?:statement|release))|leaders' (?:statement|declaration)"
)
_RELEASED = re.compile(r"\b(?:statement|declaration|communiqu[eé]) was (?:released|issued) by\b")
_SUBJECT = re.compile(r" (?:on|regarding|concerning|about|condemning|supporting) (?!behalf)")
_WE = re.compile(r"\b[Ww]e\b|\b[Oo]ur\b|\bI\b")
_SIGNED = re.compile(
    r"[A-Z][^,\n:]{3,50}, (?:the )?(?:U\.S\. |Deputy |Assistant |Acting |Prime |Foreign |Vice "
    r"|Under )*(?:Secretary|President|Minister"
    r"|Chancellor|Premier|Ambassador|Commissioner|High Representative|Administrator|Director)\b[^.:\n]{0,60}"
)


class Voices:
    """What a reader keeps in mind of the speakers while walking the sentences of an article.

    `joint` are the states that issue the text, `convener` the organization whose meeting it reports; both may be empty.
    `last` spoke last, in the paragraph `paragraph`; `here` is the paragraph of the sentence being read.
    """

    def __init__(self, cast: Cast, skeletons: Sequence[Skeleton]) -> None:
        self.cast = cast
        self.joint = issuers(cast, skeletons) or _signer(cast, skeletons)
        self.convener = _convener(cast, skeletons)
        self.subject = Subject()
        self.last: tuple[Actor, ...] = ()
        self.paragraph = self.here = -1

    def named(self, skeleton: Skeleton, who: str) -> tuple[Actor, ...]:
        """The speakers that a captured run of a skeleton stands for, pronouns settled."""
        refs = skeleton.named(who)
        if refs:
            return tuple(dict.fromkeys(actor for ref in refs for actor in self._actors(ref)))
        word = who.strip().lower()
        if word in ("he", "she", "him", "her"):
            return self.last if self._one_person() else self.subject.one
        if word in ("they", "them"):
            return self.last if len(self.last) > 1 else self.subject.many or self.cast.principals
        if word == "it":
            return self.last if self.last and all(a.kind != "person" for a in self.last) else ()
        return self.joint

    def are_of_last(self, speakers: tuple[Actor, ...]) -> bool:
        """Whether speakers are the state of the person who spoke last, in the same paragraph."""
        near = self.paragraph == self.here and self._one_person()
        return near and len(speakers) == 1 and self.last[0].country == speakers[0].key

    def signs_for(self, speakers: tuple[Actor, ...]) -> bool:
        """Whether speakers are the state in whose name one person signs the whole text."""
        signed = len(self.joint) == 1 and self.joint[0].kind == "person"
        return signed and len(speakers) == 1 and self.joint[0].country == speakers[0].key

    def remember(self, speakers: tuple[Actor, ...], paragraph: int) -> None:
        """Keep the speakers of a sentence for those that follow it."""
        self.last, self.paragraph = speakers, paragraph
        if len(speakers) > 1:
            self.subject = Subject(self.subject.one, speakers)
        elif speakers and speakers[0].kind == "person":
            self.subject = Subject(speakers, self.subject.many)

    def _one_person(self) -> bool:
        return len(self.last) == 1 and self.last[0].kind == "person"

    def _actors(self, ref: Ref) -> tuple[Actor, ...]:
        if ref.type == "body" and (state := self.cast.owner(ref)):
            return (state,)
        return self.cast.members(ref, self.subject.many if len(self.subject.many) > 1 else ())


def _signer(cast: Cast, skeletons: Sequence[Skeleton]) -> tuple[Actor, ...]:
    """Whose words the whole text is, where a line with a name and an office opens it and it speaks in the first person.

    A spokesperson signs for what others said; so no spokesperson.
    """
    for skeleton in [s for s in skeletons if s.sentence.kind != "title"][:2]:
        words = cast.document.view[skeleton.sentence.begin : skeleton.sentence.end]
        if not _SIGNED.fullmatch(words) or not _WE.search(cast.document.view, skeleton.sentence.end):
            continue
        people = [r for r in cast.within(skeleton.sentence.begin, skeleton.sentence.end) if r.type == "person"]
        if people and people[0].begin == skeleton.sentence.begin:
            return people[0].actors
    return ()


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
    if not _ISSUED_TOGETHER.search(title):
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
        if len(found) > 1:
            return found
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
