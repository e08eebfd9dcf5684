"""How clauses stand inside each other while a sentence is read from left to right."""

from __future__ import annotations

from kg.facts.frames import Clause, Frame, Kind, Run, Verbs

# No writer nests deeper; what does would cost time.
_DEEPEST = 12
_INDEPENDENT = frozenset(("main", "coordinate", "inserted"))
_DEPENDENT = frozenset(("complement", "participial", "relative", "subordinate"))


class Nesting:
    """The clauses that are open, the innermost last, and those whose verb was found, in the order of their verbs."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.root = Frame("main", 0)
        self.stack = [self.root]
        self.found: list[Frame] = []
        self._opening: list[Frame] = []  # participles before their subject
        self.headline: Verbs | None = (
            None  # an infinitive that is the verb where there is no other: "Berg to visit Lima"
        )

    @property
    def top(self) -> Frame:
        return self.stack[-1]

    def push(self, frame: Frame) -> None:
        """Open a clause inside the innermost."""
        if len(self.stack) > _DEEPEST:
            self.stack.pop()
        self.stack.append(frame)
        frame.depth = len(self.stack) - 1

    def leave_to(self, frame: Frame) -> None:
        """End the clauses inside an open one."""
        while self.stack[-1] is not frame:
            self.stack.pop()

    def give(self, frame: Frame, verbs: Verbs) -> None:
        """An open clause gets its verb; those inside it are over."""
        self.leave_to(frame)
        frame.verbs = verbs
        self.add(frame)

    def begin(self, kind: Kind, subject: Run, verbs: Verbs, *, inside: bool = True) -> None:
        """A clause of which subject and verb are both known, inside the innermost or in the place of all."""
        if not inside:
            self.stack.clear()
        frame = Frame(kind, min(subject[0], verbs.begin), subject)
        self.push(frame)
        self.give(frame, verbs)

    def add(self, frame: Frame) -> None:
        """Keep a clause that has its verb; participles before it get its subject."""
        self.found.append(frame)
        if self._opening and frame.subject and frame.kind in _INDEPENDENT and frame.depth == 0:
            for participle in self._opening:
                participle.subject = frame.subject
            self._opening.clear()

    def participle(
        self, verbs: Verbs, subject: Run | None, begin: int, kind: Kind = "participial", opener: str = ""
    ) -> None:
        """A clause of a participle, whose subject may still be to come."""
        frame = Frame(kind, begin, subject, opener, own=False)
        frame.verbs = verbs
        self.push(frame)
        self.add(frame)
        if subject is None:
            self._opening.append(frame)

    def waiting(self) -> Frame | None:
        """The innermost clause around the one that is open that has a subject and no verb."""
        return next((frame for frame in reversed(self.stack[:-1]) if frame.waits), None)

    def speaking(self) -> Run | None:
        """The subject of which a participle after a pause is said."""
        if self.top.waits:
            return self.top.subject
        while self.top.kind in _DEPENDENT and any(frame.subject for frame in self.stack[:-1]):
            self.stack.pop()
        return self.top.subject

    def leave(self, *kinds: Kind) -> None:
        """End the innermost clauses as long as they are of some kinds."""
        while len(self.stack) > 1 and self.top.kind in kinds:
            self.stack.pop()

    def leave_finished(self) -> None:
        """End the clauses that have their verb, unless one around them waits for its own."""
        while len(self.stack) > 1 and self.top.verbs and not self.waiting():
            self.stack.pop()

    def leave_unlike(self, verbs: Verbs, *, paused: bool) -> None:
        """End the clauses whose verb stands in another tense; after a comma, those inside one in the same tense."""
        while len(self.stack) > 1:
            top = self.top
            like = top.verbs and (top.verbs.tense, top.verbs.simple) == (verbs.tense, verbs.simple)
            outer = any(f.verbs and f.subject and f.verbs.tense == verbs.tense for f in self.stack[:-1])
            if top.subject and top.kind != "participial" and like and not (paused and outer):
                break
            self.stack.pop()

    def ended(self) -> tuple[Clause, ...]:
        """The clauses with their ends."""
        if self.headline and self.root.verbs is None:
            self.root.verbs = self.headline
            self.found.insert(0, self.root)
        out: list[Clause] = []
        # By depth: where the clause after begins, and its verb, if the clause stands around the one before.
        begins = [self.length] * (_DEEPEST + 2)
        around = list(begins)
        for frame in reversed(self.found):
            assert frame.verbs is not None
            end = begins[frame.depth] if begins[frame.depth] > frame.begin else around[frame.depth]
            out.append(
                Clause(
                    kind="main" if self._stands_alone(frame) else frame.kind, begin=frame.begin,
                    end=max(end, frame.verbs.end), subject=frame.subject, verbs=frame.verbs, opener=frame.opener,
                    own=frame.own, agent=frame.agent, depth=frame.depth,
                )
            )  # fmt: skip
            inner = len(begins) - frame.depth
            begins[frame.depth :] = [frame.begin] * inner
            around[frame.depth :] = [frame.verbs.begin] * inner
        return tuple(reversed(out))

    def _stands_alone(self, frame: Frame) -> bool:
        """Whether what looked like a relative clause without a pronoun is the sentence's own: its noun has no verb."""
        return frame.kind == "relative" and frame.own and not frame.opener and self.root.verbs is None
