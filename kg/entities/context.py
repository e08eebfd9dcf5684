"""Whose official somebody is by the words around the name, where no title says it: what the sentence speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.entities.people import Person
from kg.text import Document, Mention

_COUNTERPART = re.compile(r"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir) counterparts?,? (?:the )?$")
# Whom the publisher's officials meet: "She met with the Coordinator Ola Lie and separately with Admiral Jo Bekar".
_MET = re.compile(
    r"(?:(?:\bmee?t|talks|discussions|spoke|meeting|co-chair|separately)(?: [a-z]+){0,2} with|\bcalled on"
    r"|\b(?:meet|met|meeting|see))(?: the)? $"
)
_FOREIGN = re.compile(
    r"(?i:minister|president|king|premier|speaker|director-general|coordinator|commander|chief of (?:the|staff|defen))"
)
# As far before a sentence the state counts of which the one before it speaks.
_NEAR = 200
_SPOKESMAN = re.compile(r"(?i:spokes(?:man|woman|person))")
_ENVOY, _EMBASSY = re.compile(r"(?i:ambassador|charg[eé])"), re.compile(r"(?:'s)? [Ee]mbassy\b")
_ITS_MINISTRY = re.compile(r"(?:'s?)? (?:[A-Z][a-z]+ ){0,2}[Mm]inistry\b")
_MINISTRY = re.compile(
    r"(?i:ministry spokes(?:man|woman|person)|spokes(?:man|woman|person) (?:for|of) the (?:[a-z]+ )?ministry)"
)
_ACTS = re.compile(r" (?:on [A-Z]\w+day )?(?:has |have |is |was )?[a-z]+(?:ed|s|ing|id)\b")
# Between two in a row of persons with titles after their names.
_ROW = re.compile(r",?(?: and)?(?: also)? ?(?:with )?")
_ATTRIBUTED = re.compile(r",? (?:has |also )?(?:said|says|told|announced|added|confirmed)\b")
# "In Kenya I met President X", "a visit to Kenya, where he held talks with President X".
_IN_STATE = re.compile(
    r"(?:While )?[Ii]n (?:the )?"
    r"|(?:During|On|In the course of) (?:his|her|my|our|their|the|a)(?: [a-z-]+){0,3} (?:visit|trip) to (?:the )?"
)
# What may stand before the state with which a sentence begins.
_LED = re.compile(r"(?:(?:Meanwhile|However|Earlier|Separately|Also|In response|But|And|On \w+day),? )?(?:[Tt]he )?")
_GOES_ON = re.compile(r" (?!and\b)[a-z][^.;]*,? (?:with|after|as|when|while|and|through) (?:the |its )?")
_IN, _COMMA = re.compile(r"(?:Meanwhile,? )?[Ii]n "), re.compile(r",? (?:the )?")
_WHERE = re.compile(r",? where\b")
_MEETS = re.compile(
    r"\b(?:met(?! in)|called on|h(?:eld|old|ave|ad) [^,.;]{0,30}(?:talks|discussions|meetings?) with"
    r"|spoke with|was received by|received by|meets?)\b"
)
# "Foreign Secretary Ola Lie underlined Kenya's commitment": who speaks of a state's own will speaks for it.
_ON_ITS = re.compile(r",? (?:has |have |had |also |today ){0,2}[a-z]+(?:ed|es|s)? (?:[a-z-]+ ){0,2}$")
_OWN_WILL = re.compile(
    r"'s (?:[a-z-]+ ){0,3}(?:commitment|position|support|readiness|desire|resolve|stance|concerns?|gratitude"
    r"|appreciation|condolences|determination|willingness|solidarity|policy)\b"
)


# "Mr. Lima (Kenya): …", "Ms. Berg (Norway) (spoke in French): …".
_FOR_A_STATE = re.compile(r" \([A-Z][^()\n]{2,60}\)(?: \([^()\n]{2,40}\))? ?:")


def delegated(document: Document, mention: Mention) -> bool:
    """Whether the label of a turn calls somebody with the state spoken for, as the records of an assembly do."""
    sentence = document.sentence_at(mention.begin)
    label = sentence is not None and sentence.kind == "label"
    return label and bool(_FOR_A_STATE.match(document.view, mention.name_end))


def attributed(view: str, end: int) -> bool:
    """Whether a name that ends at `end` is of who said the words before it: "…, spokesman Ola Lie said"."""
    return bool(_ATTRIBUTED.match(view, end))


class Context:
    """One article, asked for what it says around the first mention of a person."""

    def __init__(self, document: Document, names: Sequence[Mention], mentions: Sequence[Mention], home: str) -> None:
        self.document, self.view, self.home = document, document.view, home
        self.states = [m for m in names if m.type in ("state", "adjective")]
        self.places = [m for m in names if m.type == "place"]
        self.mentions = mentions
        self.ordered = sorted(mentions, key=lambda m: m.begin)

    def state(self, person: Person) -> str:
        """The code of the state that the first sentence about an official speaks of as theirs; "" where none is."""
        first = min((self.mentions[i] for i in person.mentions), key=lambda m: m.begin)
        sentence = self.document.sentence_at(first.begin)
        if sentence is None or not first.offices:
            return ""
        if self._opposite(first):
            return self._abroad(first, sentence.begin)
        told = self._spoken_for(first, sentence.begin) or self._will_of(first) or self._met_in(first, sentence.begin)
        told = told or self._of_the_embassy(first, sentence.begin) or self._of_the_ministry(first)
        return told or self._of_the_subject(first, sentence.begin) or self._there(first, sentence.begin)

    def _abroad(self, first: Mention, begin: int) -> str:
        """The state of whom the publisher's own meet: the last one named in the sentence that begins at `begin`.

        Failing that, the only one in the article's title; failing that, the last one of the sentence before.
        """
        others = [m for m in self.states if m.key != self.home and m.begin < first.begin]
        if others and others[-1].begin >= begin:
            return others[-1].key
        headed = {m.key for m in others if m.begin < self.document.title_end}
        before = [m.key for m in others if m.begin >= max(begin - _NEAR, self.document.title_end)]
        return headed.pop() if len(headed) == 1 else before[-1] if before else ""

    def opposite(self, person: Person) -> bool:
        """Whether somebody is called a counterpart, or met by the publisher's own, so of another state than theirs."""
        return any(self._opposite(self.mentions[i]) for i in person.mentions)

    def _opposite(self, mention: Mention) -> bool:
        before = [o for o in mention.offices if o.begin < mention.name_begin]
        begin = max((o.begin for o in before), default=mention.begin)
        if _COUNTERPART.search(self.view, max(0, begin - 24), begin):
            return True
        office = next(iter(before or mention.offices), None)
        if not office or not self.home or not _FOREIGN.search(office.title):
            return False
        start = before[0].begin if before else mention.begin
        return bool(_MET.search(self.view, max(0, start - 40), start)) or self._met_with_others(mention)

    def _met_with_others(self, mention: Mention) -> bool:
        """Whether a list in which somebody stands begins with who is met."""
        at = bisect_left(self.ordered, mention.begin, key=lambda m: m.begin)
        while at and _ROW.fullmatch(self.view, self.ordered[at - 1].end, self.ordered[at].begin):
            at -= 1
        start = self.ordered[at].begin
        return start < mention.begin and bool(_MET.search(self.view, max(0, start - 40), start))

    def _of_the_embassy(self, first: Mention, begin: int) -> str:
        """The state whose embassy a sentence speaks of, for the ambassador whom it goes on to name."""
        if not _ENVOY.search(first.offices[0].title):
            return ""
        near = [m for m in self.states if begin <= m.begin < first.begin and _EMBASSY.match(self.view, m.end)]
        return near[-1].key if near else ""

    def _of_the_ministry(self, first: Mention) -> str:
        """The state whose ministry was named before, for the spokesman of a ministry without a state.

        Failing that, the one with which a report opens: "Kenya protested …".
        """
        if self.home or not _MINISTRY.search(first.offices[0].title):
            return ""
        near = (m for m in self.states if first.begin - _NEAR < m.begin < first.begin)
        if named := [m.key for m in near if _ITS_MINISTRY.match(self.view, m.end)]:
            return named[-1]
        if led := self._led_by(first):
            return led
        body = next((s for s in self.document.sentences if s.begin >= self.document.title_end), None)
        opening = [m for m in self.states if body and m.type == "state" and m.begin == body.begin < first.begin]
        return opening[0].key if opening and _ACTS.match(self.view, opening[0].end) else ""

    def _led_by(self, first: Mention) -> str:
        """The state with which the sentence about a spokesman or the one before it begins: "China called on both.".

        Not the United States, which have no ministries.
        """
        at = bisect_left(self.document.sentences, first.begin, key=lambda s: s.end)
        for sentence in reversed(self.document.sentences[max(0, at - 1) : at + 1]):
            begins = (m for m in self.states if m.type == "state" and sentence.begin <= m.begin < first.begin)
            led = next((m for m in begins if _LED.fullmatch(self.view, sentence.begin, m.begin)), None)
            if led and led.key != "US" and first.begin - sentence.begin < 2 * _NEAR:
                return led.key
        return ""

    def _spoken_for(self, first: Mention, begin: int) -> str:
        """The state of the first official of the sentence, for the spokesman to whom it is attributed."""
        if not _SPOKESMAN.search(first.offices[0].title) or not attributed(self.view, first.end):
            return ""
        before = sorted((m for m in self.mentions if begin <= m.begin < first.begin), key=lambda m: m.begin)
        return next((o.of for m in before for o in m.offices if o.of_kind == "state"), "")

    def _met_in(self, first: Mention, begin: int) -> str:
        """The state abroad in which a sentence has somebody met: "In Kenya, where …, I met President Jo Lima"."""
        for state in reversed(self.states + [p for p in self.places if begin <= p.begin < first.begin]):
            if not begin <= state.begin < first.begin or state.type == "adjective" or state.key == self.home:
                continue
            opened = _IN_STATE.fullmatch(self.view, begin, state.begin) or _WHERE.match(self.view, state.end)
            if opened and _MEETS.search(self.view, state.end, first.begin):
                return state.key
        return ""

    def _of_the_subject(self, first: Mention, begin: int) -> str:
        """The state that a sentence begins with, of whose official it goes on: "Kenya protested, with Minister X …"."""
        within = [m for m in self.states if begin <= m.begin < first.begin]
        if len(within) != 1 or within[0].type != "state" or not _LED.fullmatch(self.view, begin, within[0].begin):
            return ""
        gap = self.view[within[0].end : first.begin]
        return within[0].key if _GOES_ON.fullmatch(gap) and not _MEETS.search(gap) else ""

    def _there(self, first: Mention, begin: int) -> str:
        """The state of the town where a report has somebody speak: "In Nairobi, Trade Minister Jo Lima said …"."""
        if self.home:
            return ""
        for place in self.places:
            led = begin <= place.begin < first.begin and _IN.fullmatch(self.view, begin, place.begin)
            if led and _COMMA.fullmatch(self.view, place.end, first.begin):
                return place.key
        return ""

    def _will_of(self, first: Mention) -> str:
        for state in self.states:
            if first.end < state.begin < first.end + 60 and _OWN_WILL.match(self.view, state.end):
                return state.key if _ON_ITS.fullmatch(self.view, first.end, state.begin) else ""
        return ""
