"""One sentence -> what is heard in it: its speakers and what they do by speaking, each with its run of the view."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.facts import continuing, speaking
from kg.facts.acts import act_announced, act_borne, act_by, act_issued, act_of, act_reported, act_told, voiced
from kg.facts.addressees import addressees
from kg.facts.heard import Heard, every, first, phrase, told, trimmed
from kg.facts.issuing import SPOKESPERSONS, tells_only, undertaking
from kg.facts.sides import heads_before
from kg.facts.silence import all_states, says_nothing, speaks_not_inside, verb_of
from kg.facts.skeleton import Skeleton
from kg.facts.speech import lexis, passive_in
from kg.facts.voices import Voices
from kg.model import Actor

_ANOTHER = re.compile(
    r"(?:[,;] (?:but|and|while|though|although|whereas)|;|\b(?:after|although|though|whereas))(?: former)? $"
)
_TALKS = re.compile(r"[Tt]he (?:meeting|talks|discussion|conversation|call|consultation)")
# As much as a hearer takes: "… told reporters in Oslo."
_SHORT = 40
_CLAUSE_ENDS = re.compile(r",|;| [-–—] |\.$|$")
_QUOTED_BEFORE = re.compile(r"[,.?!]\" ?(?:the |[a-z]+ )?$")
_SAYS = re.compile(r"(?:said|says|stated|commented|declared|added|wrote|(?:made|issued|released) the following)\b")
_NOTHING_MORE = re.compile(r"(?:,? in part,?)?[^,;:\"]{0,60}:$")
_SENTENCE = re.compile(r"[A-Za-z]{2,}(?:[^A-Za-z]+[A-Za-z]{2,}){4}")
# "agreed to:", "reaffirmed their commitment to the following points:".
_LEADS_IN = re.compile(r"\b(?:to|on|upon|that|for|as follows|(?<!including )the following(?: [a-z]+){0,2}):$")
_ITEM_ENDS = re.compile(r"[.;,]\Z|[;,] and\Z")
_ITEM = re.compile(
    r"(?P<dash>[-–—•·*])|(?P<number>\(?\d{1,2}[.)] )|(?P<letter>\(?(?:[a-z]|[ivx]{1,4})[.)] )"
    r"|(?P<ordinal>(?:First|Second|Third|Fourth|Fifth|Sixth|Last|Final)(?:ly)?, )|(?P<bare>[a-z])"
)


class Hearing:
    """Hears one sentence after another; `voices` is what was heard before."""

    def __init__(self, voices: Voices) -> None:
        self.voices, self.cast = voices, voices.cast
        self.issued = False
        self.lead: Heard | None = None
        self.mark: str | None = None  # the kind of mark that the items of the list have

    def sentence(self, skeleton: Skeleton, inside: bool) -> list[Heard]:
        """What is heard in a sentence, in order; `inside` says that a quotation is open where it begins."""
        text = speaking.masked(skeleton.text, inside)
        self.voices.here = skeleton.sentence.paragraph
        self.voices.organs.note(skeleton)
        heard = self._heard_in(skeleton, text, inside)
        self.voices.organs.written(skeleton, heard[-1].speakers if heard else ())
        return heard

    def _heard_in(self, skeleton: Skeleton, text: str, inside: bool) -> list[Heard]:
        if skeleton.may["unnamed"] and speaking.UNNAMED.search(text):
            self.voices.unnamed = True
        if text.endswith(":") and (self._announces(skeleton, text) or self._leads(skeleton, text)):
            return []
        if item := self._item(skeleton, text):
            return [item]
        one = self._according(skeleton, text) or self._inserted(skeleton, text) or self._agent(skeleton, text)
        found = None if one else first("organ", skeleton, text)
        relays = found and found.start() == 0 and self.voices.organs.relays(found["who"])
        if relays and (heard := self._organ(skeleton, text)):
            return heard
        heard = self._fronts(skeleton, text, relayed=bool(one)) if not one or self._relays(one) else []
        if one and not any(a.kind == "person" for h in heard for a in h.speakers):
            return [one]
        for way in (self._organ, self._absolute, self._relative, self._whole):
            if heard := heard or way(skeleton, text):
                return heard
        return self._unsaid(skeleton, text, inside)

    def _announces(self, skeleton: Skeleton, text: str) -> bool:
        """Whether a sentence only says who says what stands below it: "Foreign Minister Anna Berg said:"."""
        for found in every("front", skeleton, text):
            speakers = self.voices.named(skeleton, found["who"])
            if speakers and _SAYS.match(found["verb"]) and _NOTHING_MORE.match(text, found.end()):
                self.voices.remember(speakers, skeleton.sentence.paragraph)
                self.voices.below = speakers
                return True
        return False

    def _leads(self, skeleton: Skeleton, text: str) -> bool:
        """Whether a sentence says only who does what with the items of the list below it: "Both sides agreed to:"."""
        if not (heard := self._fronts(skeleton, text)) or not _LEADS_IN.search(text):
            return False
        self.voices.remember(heard[-1].speakers, skeleton.sentence.paragraph)
        self.lead = heard[-1]
        return True

    def _item(self, skeleton: Skeleton, text: str) -> Heard | None:
        """An item of the list that a sentence before it leads in; it belongs to that sentence's speakers and act."""
        found = _ITEM.match(self.cast.document.view, skeleton.sentence.begin, skeleton.sentence.end)
        mark = found.lastgroup if found else None
        if self.lead is None or mark is None or self.mark not in (None, mark):
            self.lead = self.mark = None
            return None
        self.mark = mark
        if self._fronts(skeleton, text) or not _ITEM_ENDS.search(text):
            return None  # an item that names a speaker of its own, or a mere name
        act = self.lead.act if self.lead.act != "affirm" else act_of(skeleton.text)
        return told(skeleton, self.lead.speakers, act, "list.item")

    def _according(self, skeleton: Skeleton, text: str) -> Heard | None:
        found = first("according", skeleton, text) or first("put", skeleton, text)
        if not found:
            return None
        speakers = self._who(skeleton, found["who"] or found.groupdict().get("owner") or "")
        if not speakers:
            return None
        return told(skeleton, speakers, act_of(self._said(skeleton, found.end(), None, speakers)), "say.according")

    def _inserted(self, skeleton: Skeleton, text: str) -> Heard | None:
        for name in ("inserted", "inverted"):
            for found in every(name, skeleton, text):
                if speakers := self._who(skeleton, found["who"]):
                    before = self._said(skeleton, 0, found.start(), speakers)
                    after = self._said(skeleton, found.end(), None, speakers)
                    act = act_reported(found["verb"], before, after)
                    return told(skeleton, speakers, act, f"say.{name}")
        return None

    def _agent(self, skeleton: Skeleton, text: str) -> Heard | None:
        found = first("agent", skeleton, text)
        if (
            not found
            or re.search(r"\b(?:which|that|who) $", text[max(0, found.start() - 8) : found.start()])
            or text.startswith("'", found.end())
            or text.startswith(" to be ", found.end("verb"))  # "is expected to be signed by": nobody's words
        ):
            return None
        speakers = self.voices.named(skeleton, found["who"])
        return told(skeleton, speakers, act_borne(found["verb"], text), "say.agent") if speakers else None

    def _fronts(self, skeleton: Skeleton, text: str, *, relayed: bool = False) -> list[Heard]:
        """ "X said that …, while Y stressed …": each with its own part of the sentence.

        `relayed` says that somebody else tells it, in whose words neither who only wants or expects speaks, nor "he".
        """
        heard: list[Heard] = []
        last: re.Match[str] | None = None
        for found in every("front", skeleton, text):
            if heard and not _ANOTHER.search(text[max(0, found.start() - 20) : found.start()]):
                continue
            if relayed and speaks_not_inside(found):
                continue
            one = self._front(skeleton, found)
            if not one or heard and one.speakers == heard[-1].speakers:
                continue
            if heard and last:
                cut = skeleton.origin(found.start("who"))
                own = self._front(skeleton._replace(text=skeleton.text[: found.start()]), last) or heard[-1]
                heard[-1] = replace(own, begin=heard[-1].begin, end=trimmed(self.cast.document.view, cut))
                one = replace(one, begin=cut)
            heard.append(one)
            last = found
        second = None if heard else first("second", skeleton, text)
        if second and not (relayed and speaks_not_inside(second)):
            one = self._front(skeleton, second)
            return [one] if one else []
        return heard

    def _front(self, skeleton: Skeleton, found: re.Match[str]) -> Heard | None:
        """`X said that …`: the subject comes first."""
        speakers = self._who(skeleton, found["who"], found.start("who"))
        if len(speakers) > 1 and all_states(speakers):
            speakers = heads_before(self.cast, skeleton, found.start("who"), speakers) or speakers
        if not speakers or says_nothing(skeleton, found, speakers, issued=bool(self.voices.joint)):
            return None
        verb, at = phrase(found, skeleton.text)
        rest = skeleton.text[at:]
        act = act_told(verb, self._said(skeleton, at, None, speakers))
        if act_by(verb) is None and len(rest) < _SHORT and _QUOTED_BEFORE.search(skeleton.text[: found.start()]):
            # The words quoted stand before their speaker.
            act = act_of(self._said(skeleton, 0, found.start(), speakers))
        if self.voices.signs_for(speakers):
            speakers = self.voices.joint or self.voices.below
        elif self._for_its_state(found, speakers):
            speakers = self.voices.last
        act = act_announced(verb, act, rest, speakers=len(speakers), sides=len(self.cast.behalf(speakers)))
        to = addressees(skeleton, verb, rest, conveys=act in ("convey", "appreciate"))
        # Nobody speaks to oneself: where "the President" is resolved to the hearer, the hearer is not known.
        to = tuple(actor for actor in to if actor not in speakers)
        return replace(told(skeleton, speakers, act, "say.front"), addressees=to)

    def _who(self, skeleton: Skeleton, who: str, at: int = 0) -> tuple[Actor, ...]:
        """Who speaks with a name; a ministry that speaks for its state waits until nobody else does."""
        return () if self.voices.organs.speaks(skeleton, who) else self.voices.named(skeleton, who, at)

    def _said(self, skeleton: Skeleton, begin: int, end: int | None, speakers: tuple[Actor, ...]) -> str:
        """A part of a sentence in the voice of its speakers, of whom "he" and "she" are taken to be."""
        return voiced(skeleton, skeleton.text[begin:end], self.cast.behalf(speakers), speakers)

    def _for_its_state(self, found: re.Match[str], speakers: tuple[Actor, ...]) -> bool:
        """Whether a state's stance stands inside somebody's reported speech rather than being reported of the state."""
        named = found["who"][0] != "\ue001" and not re.match(r"[HhSsTtIiWw]", found["who"])
        if not (named and all_states(speakers) and self.voices.are_of_last(speakers)):
            return False
        return act_by(verb_of(found)) is not None or verb_of(found) in speaking.HELD_BY_STATES

    def _relays(self, one: Heard) -> bool:
        """Whether a spokesperson or a state speaks, who as often tells what others said."""
        if all_states(one.speakers):
            return True
        figure = self.cast.figures.get(one.speakers[0]) if len(one.speakers) == 1 else None
        return bool(figure and any(head.endswith(SPOKESPERSONS) for head in figure.heads))

    def _organ(self, skeleton: Skeleton, text: str) -> list[Heard]:
        """What a ministry, a spokesperson or a statement says; of what it says somebody said, it is theirs."""
        for name in ("organ_according", "organ_inserted", "organ_inverted", "organ"):
            for found in every(name, skeleton, text):
                speakers = self.voices.organs.speakers(skeleton, found["who"], self.voices.last)
                if not speakers or name == "organ" and says_nothing(skeleton, found, speakers, issued=False):
                    continue
                begin, end = found.start(), found.end() + 6 * skeleton.text.startswith(" that ", found.end())
                said = skeleton.text[:begin] + "~" * (end - begin) + skeleton.text[end:]
                inside = skeleton._replace(text=said)
                if inner := self._fronts(inside, said, relayed=True) or self._absolute(inside, said):
                    return inner
                self.voices.organs.spoke(found["who"], speakers)
                before, after = self._said(skeleton, 0, begin, speakers), self._said(skeleton, end, None, speakers)
                verb = found.groupdict().get("verb", "said")
                told_after = name == "organ" and (len(after) >= _SHORT or begin < _SHORT // 2)
                act = act_told(verb, after) if told_after else act_reported(verb, before, after)
                return [told(skeleton, speakers, act, "say.organ")]
        return []

    def _absolute(self, skeleton: Skeleton, text: str) -> list[Heard]:
        """ "X met Y, with the two agreeing to …"."""
        found = first("absolute", skeleton, text)
        one = self._front(skeleton, found) if found else None
        return [one] if one else []

    def _relative(self, skeleton: Skeleton, text: str) -> list[Heard]:
        """Of a sentence of the reporter what somebody says in its relative clauses: "an attack that Kenya denies"."""
        heard: list[Heard] = []
        for found in every("relative", skeleton, text):
            end = _CLAUSE_ENDS.search(text, found.end())
            begin, stop = (skeleton.origin(at) for at in (found.start("who"), end.start() if end else len(text)))
            if speakers := self._who(skeleton, found["who"]):
                act = act_told(found["verb"], text[found.end() : end.start() if end else None])
                heard.append(Heard(speakers, act, begin, stop, "say.relative"))
        return heard

    def _whole(self, skeleton: Skeleton, text: str) -> list[Heard]:
        """What a meeting expresses, or a document of the two sides: "The Meeting expressed …", "It stresses …"."""
        convener, sides = self.voices.convener, self.cast.dyad()
        if set(convener) < set(self.voices.joint):
            convener = self.voices.joint
        if (
            convener
            and not text.endswith(":")
            and skeleton.may["convened"]
            and (found := speaking.pattern("convened").match(text))
        ):
            return [told(skeleton, convener, act_told(found["verb"], skeleton.text[found.end() :]), "say.meeting")]
        # "It" goes on only after a sentence that names the document.
        found = first("issued", skeleton, text)
        self.issued = bool(found and (found["who"] != "It" or self.issued) and len(sides) > 1)
        if found and self.issued:
            if _TALKS.match(found["who"]):
                sides = tuple(a for a in self.cast.principals if a.kind == "person") or sides
            return [told(skeleton, sides, act_told(found["verb"], skeleton.text[found.end() :]), "say.document")]
        return []

    def _unsaid(self, skeleton: Skeleton, text: str, inside: bool) -> list[Heard]:
        """Sentences with no verb of speech of their own: passives about talks, open quotations, joint statements."""
        words = self.cast.document.view[skeleton.sentence.begin : skeleton.sentence.end]
        joint, last, principals = self.voices.joint, self.voices.last, self.cast.principals
        if (
            joint
            and not inside
            and not words.startswith('"')
            and words.endswith((".", ";", "; and", '"'))
            and _SENTENCE.search(words)
            and not tells_only(skeleton.text)
        ):
            act = act_issued(self._said(skeleton, 0, None, joint), together=len(joint) > 1)
            issuing = last if words.startswith("They ") and len(last) > 1 else undertaking(skeleton, joint)
            return [told(skeleton, issuing, act, "joint-statement")]
        if self.voices.below and not inside and not words.startswith('"') and words.endswith((".", "!")):
            act = act_of(self._said(skeleton, 0, None, self.voices.below))
            return [told(skeleton, self.voices.below, act, "quote.below")]
        if inside or words.startswith('"') or continuing.dashed(self.cast, skeleton):
            said = self._said(skeleton, 0, None, last)
            return [told(skeleton, last, act_of(said), "quote.open")] if last else []
        passive = passive_in(text) if skeleton.may["passive"] else None
        if passive and principals and not speaking.BY_SOMEBODY.search(text[passive.end() :]):
            people = tuple(a for a in principals if a.kind == "person") or principals
            return [told(skeleton, people[:2], lexis().passive_act.get(passive["verb"]) or act_of(text), "say.passive")]
        if continuing.goes_on(self.voices, skeleton, words):
            return [told(skeleton, last, act_of(self._said(skeleton, 0, None, last)), "say.continued")]
        return []
