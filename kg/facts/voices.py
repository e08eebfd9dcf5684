"""Who may be speaking: the last speaker, whom pronouns and descriptions stand for, and who issues the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.cast import Cast, Ref
from kg.facts import letters
from kg.facts.issuing import convener, issuers, narrates, publisher, signer
from kg.facts.organs import Organs
from kg.facts.skeleton import Skeleton
from kg.facts.subjects import Subject, may_be, nearer
from kg.model import Actor

_NOBLE = re.compile(r"(?:Sheikha?|Shaikh|King|Queen|Sultan|Emir|Amir|Prince(?:ss)?)\b|.* (?:bin|bint|ibn) ")
_ALL = frozenset(("they", "them", "the two", "two", "both", "the three", "three", "the two of them"))
# What somebody is called, where an office is known -> the offices that go with it.
_OFFICES = {
    "minister": re.compile("minister|secretary"), "secretary": re.compile("secretary"),
    "chancellor": re.compile("premier|foreign minister"), "premier": re.compile("premier"),
    "president": re.compile("president"), "ambassador": re.compile("ambassador|representative"),
    "envoy": re.compile("envoy|ambassador|representative"),
    "sovereign": re.compile("^president|king|sultan|emir|general secretary|supreme leader|premier|chancellor"),
    "speaker": re.compile("speaker|chair"),
    "secretary-general": re.compile("secretary-general|secretary general"),
    "chairman": re.compile("chair"), "chairwoman": re.compile("chair"), "chairperson": re.compile("chair"),
}  # fmt: skip
_PERSONS = frozenset(
    (
        *_OFFICES, "official", "negotiator", "lawmaker", "politician", "head", "host", "guest", "spokesperson",
        "spokesman", "spokeswoman", "king", "prince", "commissioner", "governor", "director", "dignitary",
        "leader", "chief", "diplomat",
        "statesman", "senator", "visitor",
    )
)  # fmt: skip
_UNNAMED = frozenset(("official", "source", "diplomat", "aide", "adviser"))
_OFFICIAL = re.compile(
    r"(?i:secretary[- ]general|minister|president|premier|chancellor|ambassador|envoy|king|queen"
    r"|commissioner|leader|chief|diplomat|official|source|aide|adviser|negotiator)$"
)
_PEOPLE = re.compile(
    r"(?i:officials|sources|diplomats|authorities|leaders|negotiators|ministers|lawmakers|aides)$|(?i:members) of\b"
)
_FEW = 1
_UNNAMED_ONES = re.compile(r"(?i:officials?|diplomats?)$")
_NAME = re.compile("[\ue000-\ue008].")
_ONE_OF = re.compile(r" (?:diplomat|lawmaker|official|negotiator|envoy|minister|representative|leader)$")


class Voices:
    """What a reader keeps in mind of the speakers while walking the sentences of an article.

    `joint` are the states that issue the text, `convener` the organization whose meeting it reports; both may be empty.
    `narrates` says that those who issue it tell of their meeting. Below `letter_ends`, a place of the view, stand the
    notes of a letter.
    `last` spoke last, in the paragraph `paragraph`; `people` is the state for which several without names spoke, whom
    "they" means while they are the last, `officials` for whom "the officials" do; `here` is the paragraph of the
    sentence being read. What stands below a line that announces it belongs to `below`, until somebody else speaks or is
    quoted. `unnamed` says that those who spoke last have no name ("diplomats said"); `acting` is the person of whom the
    sentence just before tells that they did something, where nobody speaks in it.
    """

    def __init__(self, cast: Cast, skeletons: Sequence[Skeleton]) -> None:
        self.cast = cast
        self.joint = issuers(cast, skeletons) or signer(cast, skeletons)
        self.letter_ends = letters.ends(cast, skeletons)
        self.narrates = len(self.joint) > 1 and narrates(cast.document)
        self.convener = convener(cast, skeletons)
        self.organs = Organs(cast)
        self.subject = Subject()
        self.last: tuple[Actor, ...] = ()
        self.people: tuple[Actor, ...] = ()
        self.officials: tuple[Actor, ...] = ()
        self._officials_in = -1
        self.below: tuple[Actor, ...] = ()
        self.unnamed = False
        self.acting: tuple[Actor, ...] = ()
        self.paragraph = self.here = -1

    def named(self, skeleton: Skeleton, who: str, at: int = 0) -> tuple[Actor, ...]:
        """The speakers that a captured run of a skeleton stands for, pronouns settled; `at` is where it begins."""
        refs = skeleton.named(who)
        if described := self._described(refs, who) or self._same_office(refs):
            return described
        if refs:
            return tuple(dict.fromkeys(actor for ref in refs for actor in self._actors(ref)))
        word = who.strip().lower()
        if word.startswith("the ") and word not in _ALL:
            return self.called(word)
        if word.startswith(("his ", "her ")):
            return self._styled()
        if word in ("he", "she", "him", "her", "his"):
            return nearer(skeleton, at, word) or self.he(word)
        if word in _ALL and self.unnamed:
            return ()
        if word in _ALL:
            if len(self.last) > 1 and set(self.cast.behalf(self.subject.many)) == set(self.last):
                return self.subject.many  # a document spoke for the states of those of whom the text tells
            if len(self.last) > 1 or word == "they" and self.last == self.people != ():
                return self.last
            return self.subject.many or (self.cast.principals if self._tells_of_principals() else ())
        if word == "it":
            return self.last if self.last and all(a.kind != "person" for a in self.last) else ()
        return self.joint or (publisher(self.cast) if word == "we" and self.cast.home else ())

    def he(self, word: str = "") -> tuple[Actor, ...]:
        """Whom "he" means: the person, or the spokesperson without a name, who spoke last, else the last subject.

        Of `word` they are the first whom it may mean, as far as their names tell.
        """
        either = (self.acting, self._speaking(), self.subject.one)
        return next((one for one in either if one and self._may_mean(word, one)), ())

    @staticmethod
    def _may_mean(word: str, one: tuple[Actor, ...]) -> bool:
        return one[0].kind != "person" or may_be(word, one[0].name)

    def _speaking(self) -> tuple[Actor, ...]:
        """The one who spoke last, where that was a person or, just before, a spokesperson without a name."""
        spokesman = self.last == self.organs.spokesman != () and self.here <= self.paragraph + 1
        return self.last if self._one_person() or spokesman else ()

    def called(self, word: str) -> tuple[Actor, ...]:
        """Whom "the minister" or "the guest" means: who spoke last and may be called so, or one of the two sides."""
        if word == "the secretary general":
            word = "the secretary-general"
        called = word.removesuffix(" of state").removesuffix(" of government").split()[-1]
        if called not in _PERSONS and called not in _UNNAMED or not word.startswith("the "):
            return ()
        if called in ("host", "guest"):
            return self._side(called)
        speaking = self._speaking()
        of_spokesman = speaking == self.organs.spokesman
        if called == "source" or called.startswith("spokes") or called in _UNNAMED and of_spokesman:
            return speaking if of_spokesman else ()
        for one in (speaking, self.subject.one):
            if one and self._may_be(one[0], called) and (self._held(one[0]) or not self._holders(called)):
                return one
        if called == "secretary-general" and not any(self._may_be(actor, called) for actor in self.cast.figures):
            whole = publisher(self.cast) if not self.cast.home else ()
            return whole or tuple(a for a in self.cast.dyad() if a.kind == "organization")[:1]
        if called not in _OFFICES:
            return ()
        found = self._holders(called)
        return found if len(found) == 1 else ()

    def _holders(self, called: str) -> tuple[Actor, ...]:
        """The persons of the article who hold an office that goes by a noun; () for a noun that tells of none."""
        if called not in _OFFICES:
            return ()
        return tuple(actor for actor in self.cast.figures if self._held(actor) and self._may_be(actor, called))

    def _held(self, actor: Actor) -> str:
        """The offices of a person, in one string; "" where none is known."""
        figure = self.cast.figures.get(actor)
        return " ".join(figure.heads) if figure else ""

    def _may_be(self, actor: Actor, called: str) -> bool:
        """Whether a person may be called by a noun: no office is known that the noun does not fit."""
        held = self._held(actor)
        return (
            not held and called != "secretary-general" or called not in _OFFICES or bool(_OFFICES[called].search(held))
        )

    def holder(self, refs: Sequence[Ref], who: str) -> tuple[Actor, ...]:
        """The one person of the article who holds an office of a state: "Norway's minister", named elsewhere."""
        called = who.lower().split()[-1]
        if called == "minister" and who.lower().endswith("prime minister"):
            called = "premier"
        codes = {actor.key for ref in refs for actor in ref.actors if ref.type in ("state", "adjective")}
        if called == "leader":
            called, who = "sovereign", ""
        if called not in _OFFICES or len(codes) != 1:
            return ()
        office = _NAME.split(who)[-1].removeprefix("'s").strip().lower()
        theirs = [actor for actor in self.cast.figures if actor.country in codes and self._held(actor)]
        exact = [actor for actor in theirs if office in self.cast.figures[actor].heads]
        found = exact or [actor for actor in theirs if _OFFICES[called].search(self._held(actor))]
        found = found or [actor for actor in theirs if self._held(actor) == "counterpart"]
        return tuple(found) if len(found) == 1 else ()

    def named_by(self, ref: Ref) -> tuple[Actor, ...]:
        """The actors behind one reference."""
        return self._same_office((ref,)) or self._actors(ref)

    def _side(self, called: str) -> tuple[Actor, ...]:
        """The one person of the two sides who is at home, the host, or who is not, the guest."""
        home = self.cast.home or self.cast.here[1] or self.cast.agency
        people = [a for a in self.cast.principals if a.kind == "person"]
        found = [a for a in people if (a.country == home) is (called == "host")]
        return tuple(found) if home and len(found) == 1 else ()

    def _styled(self) -> tuple[Actor, ...]:
        """Whom "His Highness" means: of those spoken of last the one who bears such a style, else whom "he" means."""
        he = self.last if self._one_person() else self.subject.one
        noble = [a for a in (*he, *self.subject.one, *self.cast.principals, *self.cast.figures) if _NOBLE.match(a.name)]
        return tuple(noble[:1]) or he

    def _described(self, refs: Sequence[Ref], who: str) -> tuple[Actor, ...]:
        """The person last spoken of whom "the Kenyan diplomat" means; () for all other words."""
        if len(refs) != 1 or refs[0].type not in ("adjective", "state", "organization") or not _ONE_OF.search(who):
            return ()
        last = self.last if self._one_person() else self.subject.one
        served, whose = self.cast.served(last[0]) if last else None, refs[0].actors[0]
        return last if served and (served.key or served.name) == (whose.key or whose.name) else ()

    def _same_office(self, refs: Sequence[Ref]) -> tuple[Actor, ...]:
        """Who spoke last for "the minister", where of that person no office but that of a counterpart is known."""
        called = refs[0].mention if len(refs) == 1 and refs[0].type == "person" else None
        if not called or not called.definite or not called.offices or not self._one_person():
            return ()
        if any(office.of for office in called.offices):
            return ()
        figure = self.cast.figures.get(self.last[0])
        theirs = all(head.endswith("counterpart") for head in figure.heads) if figure else False
        return self.last if theirs and len(called.offices[0].title.split()) == 1 else ()

    def spokesperson(self) -> tuple[Actor, ...]:
        """The one spokesperson of the article, else the state or organization that publishes it."""
        found = [a for a, figure in self.cast.figures.items() if "spokesperson" in figure.heads]
        return tuple(found) if len(found) == 1 else publisher(self.cast)

    def are_of_last(self, speakers: tuple[Actor, ...]) -> bool:
        """Whether speakers are the state of the person who spoke last, in the same paragraph.

        They are not in a paper, where it is the reporter who tells what a state holds.
        """
        official = self.cast.home or self.cast.agency
        # An agency gives a guest's words a paragraph to each topic.
        here = self.here in (self.paragraph, self.paragraph + 1 if self.cast.agency else self.paragraph)
        near = bool(official) and here and self._one_person()
        return near and len(speakers) == 1 and self.last[0].country == speakers[0].key

    def signs_for(self, speakers: tuple[Actor, ...]) -> bool:
        """Whether speakers are the state in whose name one person signs the whole text."""
        signer = self.joint or self.below
        signed = len(signer) == 1 and signer[0].kind == "person"
        return signed and len(speakers) == 1 and signer[0].country == speakers[0].key

    def spoke(self, skeleton: Skeleton, who: str, speakers: tuple[Actor, ...], *, organ: bool) -> None:
        """Keep in what words a speaker was called: whom "he" and "they" mean where these are people without names."""
        if organ:
            self.organs.spoke(who, speakers)
        refs = skeleton.named(who[-2:])
        called = self.cast.document.view[refs[0].begin : refs[0].end] if refs else who
        if _OFFICIAL.search(called) and all(actor.kind != "person" for actor in speakers):
            self.organs.spokesman = speakers
        self.people = speakers if _PEOPLE.search(called) else ()
        if _UNNAMED_ONES.search(called) and all(actor.kind != "person" for actor in speakers):
            self.officials, self._officials_in = speakers, self.here

    def officials_near(self) -> bool:
        """Whether officials without names spoke a few paragraphs before."""
        return bool(self.officials) and self.here <= self._officials_in + _FEW

    def remember(self, speakers: tuple[Actor, ...], paragraph: int) -> None:
        """Keep the speakers of a sentence for those that follow it."""
        self.unnamed, self.acting = False, ()
        if speakers != self.organs.spokesman:
            self.organs.spokesman = ()
        if speakers != self.below:
            self.below = ()
        if speakers != self.people:
            self.people = ()
        self.last, self.paragraph = speakers, paragraph
        told_of = set(self.cast.behalf(self.subject.many)) == set(speakers)
        if len(speakers) > 1 and not told_of:
            self.subject = Subject(self.subject.one, speakers)
        elif speakers and speakers[0].kind == "person":
            self.subject = Subject(speakers, self.subject.many)

    def forget(self, *, named: bool = False) -> None:
        """Somebody spoke who is nobody of the article: what goes on is nobody's that it names.

        `named` says that they have a name, so that "he" and "she" mean them.
        """
        self.last, self.unnamed, self.below = (), True, ()
        if named:
            self.acting, self.subject = (), Subject((), self.subject.many)

    def _tells_of_principals(self) -> bool:
        """Whether a text is of a contact: it says so, or is a government's own and has persons for its sides."""
        people = any(a.kind == "person" for a in self.cast.principals)
        return self.cast.met or bool(self.cast.home) and people

    def _one_person(self) -> bool:
        return len(self.last) == 1 and self.last[0].kind == "person"

    def _actors(self, ref: Ref) -> tuple[Actor, ...]:
        if ref.type == "body" and (state := self.organs.owner(ref)):
            return (state,)
        return self.cast.members(ref, self.subject.many if len(self.subject.many) > 1 else self.joint)
