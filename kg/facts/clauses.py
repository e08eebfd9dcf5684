"""The clauses of a sentence: who does what in it, wherever the subject and its verb stand.

    clauses(text) -> tuple[Clause, ...]

`text` is a skeleton's (`kg.facts.skeleton`), also with its quotations masked; all positions are positions in it. A
clause is told from its verb group; what stands between a subject and its verb does not matter (appositions, relative
clauses, participles, prepositional phrases, brackets). The kinds:

- `main` "X met Y"; `coordinate` "…, thanked him and (Z) said": a further verb of the subject, or one with its own
- `subordinate` "while X said …", its conjunction in `opener`; `relative` "who met Y", "that X denies"
- `complement` "that Y will help", "X said Y will help" (the second)
- `participial` ", adding …", "Speaking in Oslo, …"; `absolute` "with X adding"; `infinitive` "to thank Y"
- `inserted` "…, X said", "…," said X"; `according` "according to X", of which these words are the verb

Those whose subject stands with another verb have it as theirs, and `own` is False. One pass over the words gives their
classes (`kg.facts.words`), one over the classes groups them (`kg.facts.frames`), one over the groups joins subjects
and verbs (`kg.facts.nesting`): the cost is linear. It is shallow: where a sentence can be read in two ways the nearer
one wins, and whoever uses a clause looks at what its subject and its verb are.
"""

from __future__ import annotations

from functools import lru_cache

from kg.facts.frames import Clause, Frame, Group, Kind, Run, Verbs
from kg.facts.phrases import PHRASAL, Phrases
from kg.facts.words import vocabulary

__all__ = ["Clause", "Kind", "Run", "Verbs", "clauses"]

_SAYS = frozenset(("said", "says", "announced", "added"))
_CONTRASTING = frozenset("while whereas although though".split())
# As long as "they".
_PRONOUN = 5


@lru_cache(maxsize=256)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a skeleton's text, in the order of their verbs."""
    return _Reader(text).read()


class _Reader(Phrases):
    """Reads the groups of words of a sentence from left to right."""

    def read(self) -> tuple[Clause, ...]:
        steps = {
            "V": self._verb, "N": self.nouns, "I": self._participle, "T": self._infinitive, "K": self._that,
            "W": self._relative, "U": self._subordinate, "P": self._pause, "S": self._stop, "R": self._colon,
            "Q": self._preposition,
        }  # fmt: skip
        for at, group in enumerate(self.words.groups):
            self.at = at
            if group.kind in "BA" or self._is_age(group):
                continue
            if step := steps.get(group.kind):
                step(group)
            self.beyond, self.before = self.before, group.kind
        return self.open.ended()

    def _is_age(self, group: Group) -> bool:
        """Whether a number stands between commas after a subject: "Berg, 54, said"."""
        alone = group.kind == "N" and self.words.letters[group.first : group.last] == "#"
        return alone and self.open.top.waits and self.before == "P" and self.following(1) == "P"

    # Verbs

    def _verb(self, group: Group) -> None:
        if self.before == "C" and self.open.top.verbs is None and self.open.top.kind == "subordinate":
            self.open.stack.pop()  # "as a mediator and said"
        self.gerund = False
        verbs, top = self.words.verbs(group), self.open.top
        if self.before == "U" and verbs.open and top.kind == "subordinate" and top.subject is None:
            self.open.stack.pop()  # "If implemented, the deal would help"
            return
        outer = self.open.waiting() if self.before != "C" else None
        if self._interrupts(top, verbs):
            return
        if self.is_of_a_text(top, verbs):
            self.open.leave_to(self.open.root)
            self.open.root.verbs = verbs
        elif top.verbs is None:
            self._first_verb(top, verbs)
        elif outer and self.before != "N":
            self._give(outer, verbs)
        elif subject := self._subject_behind(verbs):
            self.open.begin("inserted", subject, verbs, inside=False)
        elif self.before == "N" and self.free and self._of_new_subject(top, verbs):
            pass
        elif outer:
            self._give(outer, verbs)
        elif self.before in ("C", "P") and not (self.before == "P" and top.verbs.open and top.paused):
            self._coordinate(verbs)
        elif top.verbs.broken and verbs.simple or self._replaces(top, verbs):
            top.verbs, top.agent = verbs, None
        elif self._tells(top) and self.object and self.object[0] >= top.verbs.end and not verbs.open:
            self.open.begin("complement", self.object, verbs)  # "said the minister of trade will come"

    def _replaces(self, top: Frame, verbs: Verbs) -> bool:
        """Whether the first verb was a participle, and this is the clause's: "the deal signed in Oslo will help"."""
        if not (top.verbs and top.verbs.open and top.bare) or top.kind == "participial" or self._tells(top):
            return False
        return not verbs.open or top.agent is not None or self.following(1) in ("N", "K", "T")

    def _interrupts(self, top: Frame, verbs: Verbs) -> bool:
        """A name and its verb between commas, before the verb of what is told: "The plan, Berg said, is good"."""
        listed = top.subject and self.noun and top.subject[1] == self.noun[1]
        if not (self.before == "N" and self.after_pause and top.waits and self.part) or listed:
            return False
        if self.following(1) not in ("P", "L", ""):
            if self.named(self.part) and not self.named(top.subject) or self.part[1] - self.part[0] < _PRONOUN:
                top.subject, top.commas = self.part, 0  # "An hour before, he had told …"
            return False
        frame = Frame("inserted", self.part[0], self.part)
        frame.verbs = verbs
        self.open.add(frame)
        return True

    def _first_verb(self, top: Frame, verbs: Verbs) -> None:
        if top.subject is None and top.kind in ("relative", "complement") and self.noun:
            top.subject, top.kind, top.own = self.noun, "relative", False
        elif top.subject is None and (subject := self._subject_behind(verbs)):
            self.open.begin("inserted", subject, verbs, inside=False)
            return
        elif top.subject is None and self.before == "N" and self.noun:
            top.subject = self._last_name(self.noun)  # "During the meeting Berg said"
        elif self._closes_with_its_speaker(verbs) and (behind := self._subject_behind(verbs)):
            self.open.begin("inserted", behind, verbs, inside=False)  # "Students steal, said the White House"
            return
        elif top.subject is None and top.kind == "coordinate" and self.before in ("S", "C", "A") and self.subject:
            top.subject, top.own = self.subject, False  # "discussed trade; reaffirmed their support; and agreed"
        # "Berg, in a note sent today, said", "Berg, joined by Kamau, said"
        inside = self.before == "N" and top.commas % 2 and self.following(1) != "K"
        aside = verbs.open and (inside or self.before == "P" and self._next() == "by")
        if top.subject and not aside:
            self._give(top, verbs)

    def _give(self, frame: Frame, verbs: Verbs) -> None:
        frame.paused, frame.bare = self.before == "P", self.following(1) in ("Q", "V", "P") or self._next() == "as"
        self.open.give(frame, verbs)

    def _of_new_subject(self, top: Frame, verbs: Verbs) -> bool:
        """A verb right after a noun that is no subject yet: ", Berg said", "and Lima said", "said Kenya will"."""
        assert self.part is not None and self.noun is not None
        telling = self._tells(top)
        if self.after_pause:
            says_before = self.following(1) not in ("K", "N", "R", "L", "T", "V") or self._told_a_hearer(verbs)
            self.open.begin("inserted" if says_before else "main", self.part, verbs, inside=False)
        elif self.joined or not telling and self.part != self.noun and self.open.waiting() is None:
            self.open.begin("coordinate", self.part, verbs, inside=self.beyond != "P")
        elif self.beyond == "N" and not telling:
            self.open.begin("relative", self.part, verbs)  # "praised the plan Berg proposed"
        elif not telling and (verbs.open or self.open.waiting() or top.verbs and top.verbs.open):
            return verbs.open and not self.open.waiting()  # "praised the progress made"
        else:
            self.open.begin("complement", self.noun, verbs)
        return True

    def _told_a_hearer(self, verbs: Verbs) -> bool:
        """Whether a verb has nothing behind it but its hearer: "Norway will help, Berg assured Kamau in Lima"."""
        hears = self.words.text[verbs.head : verbs.end].lower() in vocabulary().hearing
        return hears and self.following(1) == "N" and self.following(2) in ("", "P", "Q", "S")

    def _closes_with_its_speaker(self, verbs: Verbs) -> bool:
        """Whether after a pause a verb and a name end a sentence: "…, said Kenya"."""
        ends = self.before == "P" and self.following(1) == "N" and self.following(2) in ("", "P")
        return ends and self.words.text[verbs.head : verbs.end].lower() in _SAYS

    def _tells(self, frame: Frame) -> bool:
        """Whether a clause without "that" may follow the verb of a clause."""
        verbs = frame.verbs
        return verbs is not None and self.words.text[verbs.head : verbs.end].lower() in vocabulary().telling

    def _next(self) -> str:
        """The words of the group that follows, in small letters."""
        following = self.words.groups[self.at + 1 : self.at + 2]
        return self.words.low(following[0]) if following else ""

    def _subject_behind(self, verbs: Verbs) -> Run | None:
        """The subject of a verb that stands before it: ""…," said Berg"."""
        if self.before not in ("L", "P") or not verbs.simple or self.following(1) != "N":
            return None
        group, ahead = self.words.groups[self.at + 1], 2
        if self.following(2) == "N" and self.words.letters[self.words.groups[self.at + 2].last - 1] == "P":
            group, ahead = self.words.groups[self.at + 2], 3  # "said analyst Jo Lima"
        named = self.before == "L" or self.words.letters[group.last - 1] in "Pp"
        named = named or self.words.low(group, last=True) in vocabulary().tellers
        named = named or self._closes_with_its_speaker(verbs) and self.words.letters[group.last - 1] in "SOB"
        inverts = self.words.text[verbs.head : verbs.end].lower() in vocabulary().inverting
        ends = self.following(ahead) not in ("V", "N", "K", "R")
        issued = (
            self.following(ahead) == "V" and self.following(ahead + 1) == "Q"
        )  # "said a statement issued by Norway"
        issued = issued and self.words.low(group, last=True) in vocabulary().tellers
        return self.words.run(group) if named and inverts and (ends or issued) else None

    def _coordinate(self, verbs: Verbs) -> None:
        """A further verb of a subject: of the innermost clause in the same tense, after a comma of the outermost."""
        if verbs.open and self.before == "P" and self.following(1) == "Q" and self._in_present():
            return  # "is a result of the decision, announced today"
        self.open.leave_unlike(verbs, paused="P" in (self.before, self.beyond))
        frame = Frame("coordinate", verbs.begin, self.open.stack.pop().subject, own=False)
        self.open.push(frame)
        if frame.subject:
            self.open.give(frame, verbs)

    def _in_present(self) -> bool:
        return self.open.top.verbs is not None and self.open.top.verbs.tense in ("present", "modal")

    def _last_name(self, run: Run) -> Run | None:
        """The name at the end of a phrase, if one stands there."""
        named = "\ue000" <= self.words.text[run[1] - 2] <= "\ue004"
        return (run[1] - 2, run[1]) if named else None

    # What opens and ends clauses

    def _participle(self, group: Group) -> None:
        """ "…, adding that", "while stressing", "with both sides agreeing", "officials saying"."""
        verbs, stack = self.words.verbs(group), self.open.stack
        self.gerund = self.gerund and self.before in ("C", "P") or self.before == "Q"
        if self.before == "N" and self._says_of_the_subject(group):
            self.open.participle(verbs, self.open.speaking(), verbs.begin)  # "addressed the University of Lima saying"
        elif self.before == "N" and self.noun:
            kind: Kind = "absolute" if self.governor == "with" and not self.free else "participial"
            self.open.participle(verbs, self.part if self.free else self.noun, self.noun[0], kind)
        elif self.before in ("C", "P") and self.gerund:
            pass  # "on preventing, identifying and curbing"
        elif self.before == "Q" and self.governor == "by" and self.open.top.verbs and self.open.top.subject:
            self.open.participle(verbs, self.open.top.subject, verbs.begin, opener="by")
        elif self.before == "C" and any(frame.kind == "participial" for frame in stack):
            while stack[-1].kind != "participial":
                stack.pop()
            self.open.participle(verbs, stack.pop().subject, verbs.begin)
        elif self.before in ("P", "", "L"):
            self.open.participle(verbs, self.open.speaking(), verbs.begin)
        elif self.before == "U" and len(stack) > 1:
            stack.pop()
            self.open.participle(verbs, self.open.top.subject, verbs.begin)

    def _says_of_the_subject(self, group: Group) -> bool:
        """Whether "saying" stands behind a place or a thing, which say nothing themselves."""
        at = self.words.groups[self.at - 1].last - 1
        spoken = self.words.letters[at] in "XnB" and self.governor != "with"
        return spoken and self.words.low(group) == "saying" and bool(self.open.top.verbs and self.open.top.subject)

    def _infinitive(self, group: Group) -> None:
        top = self.open.top
        if top.verbs and top.subject and self.before != "Q":
            frame = Frame("infinitive", self.words.starts[group.first], top.subject, own=False)
            frame.verbs, frame.depth = self.words.verbs(group), len(self.open.stack)
            self.open.add(frame)
        elif top is self.open.root and top.waits and self.before == "N" and not self.open.headline:
            self.open.headline = self.words.verbs(group)

    def _that(self, group: Group) -> None:
        if self.open.top.verbs is None:
            self.open.leave("subordinate")
        noun = self.words.low(self.words.groups[self.at - 1], last=True) if self.before == "N" else ""
        if self.before == "C":
            self.open.leave("complement", "relative")
        top = self.open.top
        hearer = self.free and top.verbs and top.subject  # "told reporters that"
        about = noun and noun not in vocabulary().contents and not hearer
        self.open.push(Frame("relative" if about else "complement", self.words.starts[group.first], opener="that"))

    def _relative(self, group: Group) -> None:
        if self.before == "C":
            self.open.leave("relative")
        self.open.push(Frame("relative", self.words.starts[group.first], opener=self.words.low(group)))

    def _subordinate(self, group: Group) -> None:
        opener = self.words.low(group)
        if self.before in ("P", "S") and self.open.root.verbs or opener in _CONTRASTING:
            self.open.leave_finished()
        self.open.push(Frame("subordinate", self.words.starts[group.first], opener=opener))

    def _pause(self, _: Group) -> None:
        top = self.open.top
        if top.kind == "subordinate" and top.verbs is None and top.opener in PHRASAL:
            self.open.stack.pop()
        if self.open.top.waits:
            self.open.top.commas += 1

    def _stop(self, group: Group) -> None:
        first = self.open.stack[0]
        self.subject = first.subject if first.subject and first.verbs else self.subject
        self.open.stack.clear()
        self.open.push(Frame("coordinate", self.words.ends[group.first]))

    def _colon(self, group: Group) -> None:
        if self.open.top.verbs:
            self.open.push(Frame("complement", self.words.ends[group.first]))

    def _preposition(self, group: Group) -> None:
        self.governor = self.words.low(group)
