"""Sentences with no verb of speech of their own: issued texts, open quotations, passives about talks."""

from __future__ import annotations

import re

from kg.facts import continuing, speaking
from kg.facts.acts import act_issued, act_of
from kg.facts.clauses import clauses
from kg.facts.heard import Heard, told
from kg.facts.issued import asserts, tells_only, undertaking
from kg.facts.quoting import crediting
from kg.facts.sayings import Saying
from kg.facts.skeleton import Skeleton
from kg.facts.speakers import Speakers
from kg.facts.speech import lexis, passive_in
from kg.facts.voices import Voices
from kg.facts.voicing import voiced
from kg.model import Actor

# A subject with a name that is nobody's of the article: "Jo Lima", not "The talks" nor "\ue000".
_UNKNOWN = re.compile(r"(?<!\w)[A-Z][a-z]+ [A-Z][a-z]+$")
# A line above a part of the text, of a few quoted words.
_HEADING = re.compile(r"[\"'][^\".!?,;]{2,50}[\"']")
_MISGIVINGS = re.compile(r"\b(?:[Cc]oncern|[Oo]bjection|[Dd]oubt|[Ff]ear)s?\b")
# As many paragraphs on, words in marks are somebody else's than who spoke last.
_FAR = 3
_SENTENCE = re.compile(r"(?:[A-Za-z]+[^A-Za-z]+){4}[A-Za-z]{2,}")


def unknown(who: str) -> bool:
    """Whether a subject ends with a name that is nobody's of the article."""
    return bool(_UNKNOWN.search(who))


class Unsaid:
    """Hears sentences in which no clause tells that somebody speaks; `voices` is what was heard before."""

    def __init__(self, voices: Voices, speakers: Speakers) -> None:
        self.voices, self.speakers, self.cast = voices, speakers, voices.cast

    def heard(self, skeleton: Skeleton, text: str, inside: bool) -> list[Heard]:
        """What is heard in a sentence, at most one statement; `inside`: a quotation is open where it begins."""
        words = self.cast.document.view[skeleton.sentence.begin : skeleton.sentence.end]
        quoted = inside or words.startswith('"')
        if not quoted and self._is_issued(skeleton, words):
            return self._issued(skeleton, words)
        if self.voices.below and self._ends_below(skeleton):
            self.voices.below = ()
        if self.voices.below and not quoted and words.endswith((".", "!", '."', '!"')):
            return [self._all_of(skeleton, self.voices.below, "quote.below")]
        if quoted or continuing.dashed(self.cast, skeleton):
            if _HEADING.fullmatch(words):
                return []
            self.voices.below = ()
            speakers = self._quoted(skeleton, text)
            return [self._all_of(skeleton, speakers, "quote.open")] if speakers else []
        if heard := self._passive(skeleton, text):
            return [heard]
        if continuing.goes_on(self.voices, skeleton, words):
            return [self._all_of(skeleton, self.voices.last, "say.continued")]
        return []

    def _is_issued(self, skeleton: Skeleton, words: str) -> bool:
        """Whether a sentence is a statement of whoever issues the whole text."""
        joint = self.voices.joint if skeleton.sentence.begin < self.voices.letter_ends else ()
        whole = words.endswith((".", ";", "; and", '"')) and _SENTENCE.search(words)
        return bool(joint and whole) and not tells_only(skeleton.text, joint) and asserts(skeleton.text)

    def _issued(self, skeleton: Skeleton, words: str) -> list[Heard]:
        joint, last = self.voices.joint, self.voices.last
        act = act_issued(self._said(skeleton, joint), together=len(joint) > 1)
        if self.voices.narrates and act == "affirm":
            return []  # a press release of two, which tells of their meeting
        issuing = last if words.startswith("They ") and len(last) > 1 else undertaking(skeleton, joint)
        return [told(skeleton, issuing, act, "joint-statement")]

    def _passive(self, skeleton: Skeleton, text: str) -> Heard | None:
        """ "It was agreed", "concern was expressed": by those who talked."""
        principals = self.cast.principals
        passive = passive_in(text) if skeleton.may["passive"] else None
        if passive and passive["verb"] == "raised" and not _MISGIVINGS.search(text[: passive.start()]):
            passive = None  # topics
        if passive and passive["verb"] == "decided" and not (self.cast.home or self.cast.agency):
            passive = None  # by whom, a paper leaves open
        if passive and (text.startswith(" by ", passive.end()) or self._only_told_by_the_way(text, passive.start())):
            return None
        if not passive or not principals or speaking.BY_SOMEBODY.search(text[passive.end() :]):
            return None
        people = tuple(a for a in principals if a.kind == "person") or principals
        return told(skeleton, people[:2], lexis().passive_act.get(passive["verb"]) or act_of(text), "say.passive")

    def _only_told_by_the_way(self, text: str, at: int) -> bool:
        """Whether a paper tells a passive in a clause within another: "hours after a truce was agreed"."""
        if self.cast.home or self.cast.agency:
            return False
        inner = next((c for c in clauses(text) if at <= c.verbs.begin <= at + 2), None)
        return inner is not None and inner.kind not in ("main", "coordinate")

    def _all_of(self, skeleton: Skeleton, speakers: tuple[Actor, ...], rule: str) -> Heard:
        return told(skeleton, speakers, act_of(self._said(skeleton, speakers)), rule)

    def _ends_below(self, skeleton: Skeleton) -> bool:
        """Whether a text that marks of quotation set off at its margin has ended above a sentence."""
        view = self.cast.document.view
        line = view.rfind("\n", 0, skeleton.sentence.begin) + 1
        before = view.rfind("\n", 0, max(0, line - 1)) + 1
        return view[before : before + 1] == ">" != view[line : line + 1]

    def _quoted(self, skeleton: Skeleton, text: str) -> tuple[Actor, ...]:
        """Whose words a sentence quotes without a verb of speech: whom it credits with them, else who spoke last."""
        clause = crediting(skeleton.text, text)
        if clause is None or clause.subject is None:
            return self.voices.last if self.voices.here <= self.voices.paragraph + _FAR else ()
        who, begin = text[slice(*clause.subject)], clause.subject[0]
        one = Saying(clause, clause.kind, who, begin, "said", clause.verbs.begin, clause.verbs.end)
        speakers = self.speakers.of(skeleton, one).actors
        if not speakers:
            self.voices.forget(named=unknown(who))
        return speakers

    def _said(self, skeleton: Skeleton, speakers: tuple[Actor, ...]) -> str:
        """A sentence in the voice of its speakers."""
        return voiced(skeleton, skeleton.text, self.cast.behalf(speakers), speakers)
