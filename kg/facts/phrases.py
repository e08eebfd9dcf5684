"""The noun phrases of a sentence while it is read: the subject of an open clause, a part of it, or something else."""

from __future__ import annotations

import re

from kg.facts.frames import Frame, Group, Run, Verbs, words_of
from kg.facts.nesting import Nesting
from kg.facts.words import vocabulary

# These open a phrase as often as a clause: "after the talks, …".
PHRASAL = frozenset("after before since until till as once when like ahead where".split())
_JOINED = re.compile(r" (?:of|between|with|from|for|in) ")
_WITHIN = frozenset("of from for between".split())

# What ends a clause that a speaker closes; as many groups of words may stand before it.
_PAUSES = frozenset(("", "P", "S", "L", "R"))
_AHEAD = 12
# Phrases or a relative clause, then the verb: "with knowledge of the matter said", "who took part in the talks said".
_CLOSES = re.compile(r"(?:(?:QN)+|WA?V[QNTA]*)(?P<verb>V)(?:QN|N|A)*")


class Phrases:
    """The words of a sentence, the clauses open at one of its groups, and the noun phrase before it."""

    def __init__(self, text: str) -> None:
        self.words = words_of(text)
        self.open = Nesting(len(text))
        self.at = 0
        self.before = self.beyond = ""  # the kinds of the group before, and of the one before it
        self.noun: Run | None = None  # the last noun phrase, with those joined to it
        self.part: Run | None = None  # the last of those
        self.object: Run | None = None  # the last that no preposition governs
        self.free = self.after_pause = self.joined = False  # how it stands
        self.gerund = False  # the last participle stands after a preposition
        self.governor = ""  # the last preposition
        self.subject: Run | None = None  # that of the sentence before the last semicolon

    def following(self, ahead: int) -> str:
        """The kind of a group that follows."""
        following = self.words.groups[self.at + ahead : self.at + ahead + 1]
        return following[0].kind if following else ""

    def nouns(self, group: Group) -> None:
        run, before = self.words.run(group), self.before
        outer = self.open.waiting() if before == "C" and self.beyond == "P" and self.following(1) == "V" else None
        if outer and outer.subject and self.words.letters[group.last - 1] in "PSO":
            self.open.leave_to(outer)  # "Berg, who came on Monday, and Kamau met"
            outer.subject, outer.commas = (outer.subject[0], run[1]), 0
            self.noun, self.part = outer.subject, run
            return
        if before == "C" and self.beyond == "L" and self.following(1) == "V":
            self._end_phrases()  # 'a step to a "better world", and Berg said'
        if before == "C" and self.beyond in ("N", "P") and self.noun and not self._opens_clause():
            self._join(run)
            return
        self.joined, self.after_pause, self.free = before == "C", before in ("P", "L"), before != "Q"
        if before == "Q" and self._governed(run):
            return
        self.noun = self.part = run
        if before == "Q":
            return
        self.object = run
        self._place(group, run)

    def _may_close(self, person: bool) -> bool:
        """Whether a person after a pause may be who says all before; in a clause within one without a verb, none is."""
        return self.before == "P" and person and self.open.top.verbs is not None and self.open.waiting() is None

    def _end_phrases(self) -> None:
        """What looked like clauses and has no verb is over: "as a step"."""
        while len(self.open.stack) > 1 and self.open.top.kind == "subordinate" and self.open.top.verbs is None:
            self.open.stack.pop()

    def _place(self, group: Group, run: Run) -> None:
        """A noun that is governed by nothing: the subject of an open clause, of one inside it, or an object."""
        top, root, before = self.open.top, self.open.root, self.before
        person = self.words.letters[group.last - 1] in "Pp"
        fronted = before == "P" and not root.subject and root in self.open.stack
        if fronted and (top.verbs or person and self.following(1) == "V"):
            del self.open.stack[1:]  # "After Berg met Kamau, they …": what stands before the subject is over
            top = root
        if before == "P" and person and top is root and top.waits and self._is_adverb(top.subject):
            top.subject, top.commas = run, 0
        elif self._may_close(person) and self.following(1) == "P" and self.following(2) != "C":
            self.open.push(Frame("inserted", run[0], run))  # "Trade will grow, Berg, a minister, said"
        elif before == "P" and top.verbs and self._says_at_the_end(group):
            self.open.push(Frame("inserted", run[0], run))  # "Trade will grow, an official close to the talks said"
        elif before == "N" and top.waits and self.words.letters[group.last - 1] != "X":
            if person and self.following(1) == "V" and self.following(2) not in ("V", "", "P"):
                top.subject = run  # a title, and the name
            else:
                self.open.push(Frame("relative", run[0], run))
        elif top.subject is None and top.verbs is None:
            top.subject = run
            top.begin = run[0] if top is root else min(top.begin, run[0])

    def is_of_a_text(self, top: Frame, verbs: Verbs) -> bool:
        """Whether a text speaks that was issued after something: "A statement issued after the talks said"."""
        root, text = self.open.root, self.words.text
        if verbs.open or top.verbs or top.kind != "subordinate" or top.opener not in PHRASAL or not top.subject:
            return False
        if self.open.stack[0] is not root or not (root.verbs and root.verbs.open and root.subject):
            return False  # another clause stands in the place of all, or it has a verb of its own
        occasion = _JOINED.split(text[slice(*top.subject)], maxsplit=1)[0]
        unnamed = not any("\ue000" <= char <= "\ue005" for char in occasion)
        return unnamed and text[slice(*root.subject)].split()[-1].lower() in vocabulary().tellers

    def _says_at_the_end(self, group: Group) -> bool:
        """Whether after a pause somebody without a name closes a sentence, with other words before the verb."""
        ahead: list[str] = []
        while len(ahead) < _AHEAD and (kind := self.following(len(ahead) + 1)) not in _PAUSES:
            ahead.append(kind)
        closes = _CLOSES.fullmatch("".join(ahead))
        if closes is None:
            return False
        words = vocabulary()
        named = self.words.letters[group.last - 1] in "PG"
        if not named and not any(
            word in words.tellers or word in words.offices for word in self.words.low(group).split()
        ):
            return False
        verbs = self.words.verbs(self.words.groups[self.at + 1 + closes.start("verb")])
        return verbs.simple and self.words.text[verbs.head : verbs.end] in words.inverting

    def _follows(self, verbs: Verbs) -> bool:
        """Whether the preposition stands right after a verb that may be a participle: "signed by Norway"."""
        return verbs.open and self.words.ends[self.words.groups[self.at - 2].last - 1] == verbs.end

    def named(self, run: Run | None) -> bool:
        """Whether a run of words has a name in it."""
        return run is not None and any("\ue000" <= char <= "\ue005" for char in self.words.text[slice(*run)])

    def _is_adverb(self, run: Run | None) -> bool:
        """Whether what looks like a subject has neither a name nor an article: "Late, Berg said"."""
        return run is not None and not self.named(run) and " " not in self.words.text[slice(*run)]

    def _opens_clause(self) -> bool:
        """Whether ", and" joins a clause with a subject of its own: "met Kamau, and Lima said …"."""
        if self.following(1) != "V" or self.open.top.waits:
            return False
        letters, groups = self.words.letters, self.words.groups
        if letters[groups[self.at].first] == "p":
            return True  # "a friend of ours and I thank him"
        unlike = letters[groups[self.at].last - 1] in "PGSOp" and letters[groups[self.at - 2].last - 1] in "nj#"
        return self.beyond == "P" or unlike

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
        elif self.governor == "by" and top.verbs and not top.agent and (top.verbs.passive or self._follows(top.verbs)):
            top.agent = run
        elif top.subject and self.beyond == "N" and top.waits and self.noun == top.subject and self.governor in _WITHIN:
            self.noun = self.part = top.subject = (top.subject[0], run[1])
            self.free = True
            return True
        return False
