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

from kg.facts.frames import Clause, Frame, Group, Kind, Run, Verbs, Words
from kg.facts.nesting import Nesting
from kg.facts.words import vocabulary

__all__ = ["Clause", "Kind", "Run", "Verbs", "clauses"]

# These open a phrase as often as a clause: "after the talks, …".
_PHRASAL = frozenset("after before since until till as once when like ahead where".split())
_CONTRASTING = frozenset("while whereas although though".split())
_WITHIN = frozenset("of from for between".split())


@lru_cache(maxsize=256)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a skeleton's text, in the order of their verbs."""
    return _Reader(text).read()


class _Reader:
    """Reads the groups of words of a sentence from left to right."""

    def __init__(self, text: str) -> None:
        self.words = Words(text)
        self.open = Nesting(len(text))
        self.at = 0
        self.before = self.beyond = ""  # the kinds of the group before, and of the one before it
        self.noun: Run | None = None  # the last noun phrase, with those joined to it
        self.part: Run | None = None  # the last of those
        self.free = self.after_pause = self.joined = False  # how it stands
        self.governor = ""  # the last preposition

    def read(self) -> tuple[Clause, ...]:
        steps = {
            "V": self._verb, "N": self._nouns, "I": self._participle, "T": self._infinitive, "K": self._that,
            "W": self._relative, "U": self._subordinate, "P": self._pause, "S": self._stop, "R": self._colon,
            "Q": self._preposition,
        }  # fmt: skip
        for at, group in enumerate(self.words.groups):
            self.at = at
            if group.kind in "BA":
                continue
            if step := steps.get(group.kind):
                step(group)
            self.beyond, self.before = self.before, group.kind
        return self.open.ended()

    def _kind(self, ahead: int) -> str:
        """The kind of a group that follows."""
        following = self.words.groups[self.at + ahead : self.at + ahead + 1]
        return following[0].kind if following else ""

    # Nouns

    def _nouns(self, group: Group) -> None:
        run, top, before = self.words.run(group), self.open.top, self.before
        if before == "C" and self.beyond in ("N", "P") and self.noun and not self._opens_clause():
            self._join(run)
            return
        self.joined, self.after_pause, self.free = before == "C", before == "P", before != "Q"
        if before == "Q" and self._governed(run):
            return
        self.noun = self.part = run
        if before == "Q":
            return
        if before == "P" and top.verbs and not self.open.root.subject and self.open.root in self.open.stack:
            del self.open.stack[1:]  # "After Berg met Kamau, they …": what stands before the subject is over
            top = self.open.top
        if before == "N" and top.waits and self.words.letters[group.last - 1] != "X":
            self.open.push(Frame("relative", run[0], run))
        elif top.subject is None and top.verbs is None:
            top.subject = run
            top.begin = run[0] if top is self.open.root else min(top.begin, run[0])

    def _opens_clause(self) -> bool:
        """Whether ", and" joins a clause with a subject of its own: "met Kamau, and Lima said …"."""
        return self._kind(1) == "V" and self.beyond == "P" and not self.open.top.waits

    def _join(self, run: Run) -> None:
        """One more item of a list of nouns."""
        assert self.noun is not None
        top = self.open.top
        if top.subject and top.waits and (top.subject[1] == self.noun[1] or self.beyond == "P" or self.free):
            top.subject, top.commas = (top.subject[0], run[1]), 0
        if top.agent and top.agent[1] == self.noun[1]:
            top.agent = (top.agent[0], run[1])
        told = self.open.found[-1] if self.open.found else top
        if told.kind == "according" and told.subject and told.subject[1] == self.noun[1]:
            told.subject = (told.subject[0], run[1])
        self.noun, self.part = (self.noun[0], run[1]), run

    def _governed(self, run: Run) -> bool:
        """A noun after a preposition: the agent of a passive, whose words something is, or neither.

        Tells whether it is a part of the subject.
        """
        top = self.open.top
        if self.governor == "according to":
            frame = Frame("according", run[0], run)
            frame.verbs = self.words.verbs(self.words.groups[self.at - 1])
            self.open.add(frame)
        elif self.governor == "by" and top.verbs and (top.verbs.passive or top.verbs.open) and not top.agent:
            top.agent = run
        elif top.subject and top.waits and self.noun == top.subject and self.governor in _WITHIN:
            self.noun = self.part = top.subject = (top.subject[0], run[1])
            self.free = True
            return True
        return False

    # Verbs

    def _verb(self, group: Group) -> None:
        if self.before == "C" and self.open.top.verbs is None and self.open.top.kind == "subordinate":
            self.open.stack.pop()  # "as a mediator and said"
        verbs, top = self.words.verbs(group), self.open.top
        outer = self.open.waiting() if self.before != "C" else None
        if top.verbs is None:
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
        elif top.verbs.open and top.kind != "participial":
            top.verbs = verbs  # "the deal signed in Oslo will help": the first was a participle

    def _first_verb(self, top: Frame, verbs: Verbs) -> None:
        if top.subject is None and top.kind in ("relative", "complement") and self.noun:
            top.subject, top.kind, top.own = self.noun, "relative", False
        elif top.subject is None and (subject := self._subject_behind(verbs)):
            self.open.begin("inserted", subject, verbs, inside=False)
            return
        elif top.subject is None and self.before == "N" and self.noun:
            top.subject = self._last_name(self.noun)  # "During the meeting Berg said"
        aside = verbs.open and top.commas % 2 and self.before == "N"  # "Berg, in a note sent today, said"
        if top.subject and not aside:
            self._give(top, verbs)

    def _give(self, frame: Frame, verbs: Verbs) -> None:
        frame.paused = self.before == "P"
        self.open.give(frame, verbs)

    def _of_new_subject(self, top: Frame, verbs: Verbs) -> bool:
        """A verb right after a noun that is no subject yet: ", Berg said", "and Lima said", "said Kenya will"."""
        assert self.part is not None and self.noun is not None
        telling = top.verbs and self.words.text[top.verbs.head : top.verbs.end].lower() in vocabulary().telling
        if self.after_pause:
            says_before = self._kind(1) not in ("K", "N", "R", "L", "T", "V")
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

    def _subject_behind(self, verbs: Verbs) -> Run | None:
        """The subject of a verb that stands before it: ""…," said Berg"."""
        if self.before not in ("L", "P") or not verbs.simple or self._kind(1) != "N":
            return None
        group = self.words.groups[self.at + 1]
        named = self.before == "L" or self.words.letters[group.last - 1] in "Pp"
        inverts = self.words.text[verbs.head : verbs.end].lower() in vocabulary().inverting
        return self.words.run(group) if named and inverts and self._kind(2) not in ("V", "N", "K", "R") else None

    def _coordinate(self, verbs: Verbs) -> None:
        """A further verb of a subject: of the innermost clause in the same tense, after a comma of the outermost."""
        self.open.leave_unlike(verbs, paused="P" in (self.before, self.beyond))
        frame = Frame("coordinate", verbs.begin, self.open.stack.pop().subject, own=False)
        self.open.push(frame)
        if frame.subject:
            self.open.give(frame, verbs)

    def _last_name(self, run: Run) -> Run | None:
        """The name at the end of a phrase, if one stands there."""
        named = "\ue000" <= self.words.text[run[1] - 2] <= "\ue004"
        return (run[1] - 2, run[1]) if named else None

    # What opens and ends clauses

    def _participle(self, group: Group) -> None:
        """ "…, adding that", "while stressing", "with both sides agreeing", "officials saying"."""
        verbs, stack = self.words.verbs(group), self.open.stack
        if self.before == "N" and self.noun:
            kind: Kind = "absolute" if self.governor == "with" and not self.free else "participial"
            self.open.participle(verbs, self.part if self.free else self.noun, self.noun[0], kind)
        elif self.before == "C" and any(frame.kind == "participial" for frame in stack):
            while stack[-1].kind != "participial":
                stack.pop()
            self.open.participle(verbs, stack.pop().subject, verbs.begin)
        elif self.before in ("P", "", "L"):
            self.open.participle(verbs, self.open.speaking(), verbs.begin)
        elif self.before == "U" and len(stack) > 1:
            stack.pop()
            self.open.participle(verbs, self.open.top.subject, verbs.begin)

    def _infinitive(self, group: Group) -> None:
        top = self.open.top
        if top.verbs and top.subject and self.before != "Q":
            frame = Frame("infinitive", self.words.starts[group.first], top.subject, own=False)
            frame.verbs, frame.depth = self.words.verbs(group), len(self.open.stack)
            self.open.add(frame)

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
        if top.kind == "subordinate" and top.verbs is None and top.opener in _PHRASAL:
            self.open.stack.pop()
        if self.open.top.waits:
            self.open.top.commas += 1

    def _stop(self, group: Group) -> None:
        self.open.stack.clear()
        self.open.push(Frame("coordinate", self.words.ends[group.first]))

    def _colon(self, group: Group) -> None:
        if self.open.top.verbs:
            self.open.push(Frame("complement", self.words.ends[group.first]))

    def _preposition(self, group: Group) -> None:
        self.governor = self.words.low(group)
