"""One sentence -> what is heard in it: its speakers and what they do by speaking, each with its run of the view."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from kg.facts import attaching, relaying, speaking
from kg.facts.acts import UNDERTAKES, act_announced, act_borne, act_by, act_of, act_reported, act_told
from kg.facts.addressees import Addressees
from kg.facts.behalf import on_behalf
from kg.facts.clauses import Run, clauses
from kg.facts.gatherings import Gatherings
from kg.facts.heard import Heard, alone, told, trimmed
from kg.facts.items import Items
from kg.facts.sayings import Saying, sayings
from kg.facts.silence import all_states, says_nothing, speaks_not_inside
from kg.facts.skeleton import NUMBER, TYPES, Skeleton
from kg.facts.speakers import NOBODY, Speakers, Speaking
from kg.facts.unsaid import Unsaid, unknown
from kg.facts.voices import Voices
from kg.facts.voicing import voiced
from kg.model import Actor

# In a list of what several said: "- Foreign Minister Anna Berg: "We agree."".
_LABELLED = re.compile(rf"(?:[-–—•*·] ?)?(?P<who>{TYPES['person']}{NUMBER})(?: \([^()]{{2,40}}\))?: (?=\")")
_QUOTED_BEFORE = re.compile(r"[,.?!]\" ?(?:the |[a-z]+ )?$")
_SAYS = re.compile(r"(?:said|says|stated|commented|declared|added|wrote|[a-z]+ the following)\b")
_NOTHING_MORE = re.compile(r"(?:,? in part,?)?[^,;:\"]{0,60}:$")
# As much as a hearer takes: "… told reporters in Oslo."; more may follow where and when, and what is done besides.
_SHORT = 40
_BESIDES = re.compile(r",| (?:in|on|at|during|after|as|while|when|before|following)\b")
# Conjunctions after which somebody else speaks, in a clause of the reporter's own.
_BESIDE = frozenset(("while", "whereas", "although", "though", "after", "before", "because", "since", "as"))
_INDEPENDENT, _CLOSING = frozenset(("main", "coordinate")), frozenset(("inserted", "according"))
# A second verb of a subject: words that are told follow ("… and considered forecasts" tells none).
_CLEAR = re.compile(
    r"[^.,;]{0,40}? that\b|(?:said|says|told|added|wrote|stress|emphasi|underlin|underscor|note|highlight"
    r"|reiterat|reaffirm|express|voic|point|recall|explain|confirm|announc|declar|affirm|recogni|acknowledg)"
)
# Who tells what others said.
_IT_IS_REPORTED = re.compile(r"It (?:was|is|has been|had been)(?: also| widely| later)? (?:reported|announced)\b")
_REPORTS = re.compile(r"(?:report(?:s|ed)|quote[sd]|writes|wrote|notes)\b")
_SOURCES = re.compile(r"(?:[A-Za-z-]+ )*(?i:sources?|reports?|media|newspapers?|agency|agencies|papers?|outlets?)")


class Hearing:
    """Hears one sentence after another; `voices` is what was heard before."""

    def __init__(self, voices: Voices) -> None:
        self.voices, self.cast = voices, voices.cast
        self.speakers = Speakers(voices)
        self.addressees = Addressees(self.speakers)
        self.gatherings = Gatherings(voices)
        self.unsaid = Unsaid(voices, self.speakers)
        self.items = Items(self.cast.document.view)

    def sentence(self, skeleton: Skeleton, inside: bool) -> list[Heard]:
        """What is heard in a sentence, in order; `inside` says that a quotation is open where it begins."""
        text = speaking.masked(skeleton.text, inside)
        self.voices.here = skeleton.sentence.paragraph
        self.voices.organs.note(skeleton)
        heard = self._heard_in(skeleton, text, inside)
        self.voices.organs.written(skeleton, heard[-1].speakers if heard else ())
        return heard

    def _heard_in(self, skeleton: Skeleton, text: str, inside: bool) -> list[Heard]:
        if label := _LABELLED.match(skeleton.text):
            speakers = skeleton.named(label["who"])[0].actors
            return [told(skeleton, speakers, act_of(skeleton.text[label.end() :]), "say.front")]
        if skeleton.may["unnamed"] and speaking.UNNAMED.search(text):
            self.voices.unnamed = True
        said = sayings(text) if skeleton.may["says"] else ()
        if text.endswith(":") and self._announces(skeleton, said):
            return []
        heard = self._told_in_quotes(skeleton) or self._told(skeleton, text, said)
        if heard and text.endswith(":") and self.items.begin(heard[-1], text):
            self.voices.remember(heard[-1].speakers, skeleton.sentence.paragraph)
            return []
        if item := self.items.next(skeleton, text, own=bool(heard)):
            return [item]
        if heard := heard or self._in_view(skeleton, text):
            return heard
        if any(_SAYS.match(one.verb) and unknown(one.who) for one in said):
            self.voices.forget(named=True)  # somebody spoke whom the article does not introduce
        return self.gatherings.heard(skeleton, said) or self.unsaid.heard(skeleton, text, inside)

    def _announces(self, skeleton: Skeleton, said: Sequence[Saying]) -> bool:
        """Whether a sentence only says who says what stands below it: "Foreign Minister Anna Berg said:"."""
        if author := self.voices.organs.announced(skeleton.text):
            self.voices.remember(author, skeleton.sentence.paragraph)
            self.voices.below = author
            return True
        for one in said:
            speakers = self.speakers.of(skeleton, one).actors
            if speakers and _SAYS.match(one.verb) and _NOTHING_MORE.match(skeleton.text, one.end):
                self.voices.remember(speakers, skeleton.sentence.paragraph)
                self.voices.below = speakers
                return True
        return False

    def _told(self, skeleton: Skeleton, text: str, said: Sequence[Saying]) -> list[Heard]:
        """What the clauses of a sentence say: those that stand beside each other, else those within another."""
        who = {one: self._who(skeleton, one) for one in said}
        close = next((one for one in said if who[one].actors and self._closes(one)), None)
        inside = {one.subject for one in clauses(text) if one.kind == "complement"}
        beside = [one for one in said if self._stands_beside(one, inside) and not one.borne]
        if any(not who[one].actors and self._interrupts(text, one) for one in said):
            beside = [one for one in beside if not self._is_held(one, who[one].actors)]
        fronts = self._fronts(skeleton, beside, who)
        first = next((one for one in beside if who[one].actors), None)
        if relay := close or first:
            told_on = [one for one in said if one is not relay and relaying.is_told_on(one, relay)]
            if inner := self._told_on(skeleton, told_on, who, relay):
                return inner
        if close:
            return [self._closed(skeleton, close, who[close])]
        return fronts or self._reported(skeleton, said, who) or self._attached(skeleton, said, who)

    def _told_on(
        self, skeleton: Skeleton, told_on: Sequence[Saying], who: Mapping[Saying, Speaking], relay: Saying
    ) -> list[Heard]:
        """What a spokesperson, a state or a minister tells that others said; nothing where they speak themselves."""
        by, whose = who[relay], relaying.owner(skeleton, relay)
        told_on = [one for one in told_on if relaying.may_be_inside(one, whose)]
        said_by = dict(who) | {one: Speaking(whose) for one in told_on if whose and one.who.lower() in ("he", "she")}
        speakers = [said_by[one].actors for one in told_on if said_by[one].actors]
        theirs = relaying.of_the_head(self.cast, by, speakers, quoted=bool(told_on) and relay.begin > told_on[0].end)
        if not theirs and not relaying.relays(self.cast, by):
            return []
        inner = [replace(one, by=by.actors) for one in self._fronts(skeleton, told_on, said_by)]
        named = any(len(h.speakers) > 1 or actor.kind != "state" for h in inner for actor in h.speakers)
        return inner if named else []

    def _told_in_quotes(self, skeleton: Skeleton) -> list[Heard]:
        """Whose words a quotation reports at its head: ""The King said he was glad," his spokesman told the press"."""
        said = relaying.quoted(skeleton.text)
        who = {one: self._who(skeleton, one) for one in said}
        inner = self._told_on(skeleton, said[:1], who, said[1]) if said and who[said[1]].actors else []
        return [replace(one, begin=skeleton.sentence.begin, end=skeleton.sentence.end) for one in inner]

    def _reported(self, skeleton: Skeleton, said: Sequence[Saying], who: Mapping[Saying, Speaking]) -> list[Heard]:
        """What papers and sources say that others said: "The Beacon reports that Berg rejected the plan"."""
        told_by = next((one for one in said if one.kind == "main"), None)
        relayed = (
            _IT_IS_REPORTED.match(skeleton.text)
            or told_by
            and (_REPORTS.match(told_by.verb) or _SOURCES.fullmatch(told_by.who))
        )
        inner = [one for one in said if one.kind == "complement" and not speaks_not_inside(one)] if relayed else []
        return self._fronts(skeleton, inner, who)

    def _who(self, skeleton: Skeleton, one: Saying) -> Speaking:
        """Who speaks in a clause, nobody where it reports no speech of theirs."""
        speaking = self.speakers.of(skeleton, one)
        issued = bool(self.voices.joint) and not speaking.relays
        if (
            one.kind == "coordinate"
            and not one.clause.own
            and act_by(one.verb) is None
            and not _CLEAR.match(one.verb + skeleton.text[one.end :])
        ):
            return NOBODY
        silent = speaking.actors and says_nothing(skeleton, one, speaking.actors, issued=issued)
        return NOBODY if silent else speaking

    @staticmethod
    def _closes(one: Saying) -> bool:
        """Whether the words told may stand before their speaker."""
        own = one.kind == "main" or one.kind == "coordinate" and one.clause.depth == 0
        return one.kind in _CLOSING or one.borne and own

    @staticmethod
    def _stands_beside(one: Saying, inside: Collection[Run | None]) -> bool:
        """Whether a clause is the reporter's own: no clause inside another one, no participle.

        `inside` are the subjects of clauses inside others: "said Norway was ready but stressed" tells of Norway.
        """
        kind, opener = one.kind, one.clause.opener
        if kind == "coordinate" and not one.clause.own and one.clause.subject in inside:
            return False
        return kind in _INDEPENDENT or kind == "infinitive" or kind == "subordinate" and opener in _BESIDE

    def _closed(self, skeleton: Skeleton, one: Saying, by: Speaking) -> Heard:
        """ "…, X said", "according to X", "was praised by X": the words may stand on either side."""
        speakers = by.actors
        self.voices.spoke(skeleton, one.who, speakers, organ=by.organ)
        to = self.addressees.of(skeleton, one, speakers)
        return replace(self._closed_by(skeleton, one, by), addressees=to, behalf=on_behalf(skeleton, one))

    def _closed_by(self, skeleton: Skeleton, one: Saying, by: Speaking) -> Heard:
        speakers = by.actors
        if one.borne:
            return told(skeleton, speakers, act_borne(one.verb, skeleton.text), "say.agent")
        if one.kind == "according":
            rule = "say.organ" if by.organ else "say.according"
            return told(skeleton, speakers, act_of(self._said(skeleton, one.end, None, speakers)), rule)
        begin, end = min(one.begin, one.at), max(one.end, one.begin + len(one.who))
        act = act_reported(
            one.verb, self._said(skeleton, 0, begin, speakers), self._said(skeleton, end, None, speakers)
        )
        rule = "say.organ" if by.organ else "say.inverted" if one.inverted else "say.inserted"
        return told(skeleton, speakers, act, rule)

    def _fronts(self, skeleton: Skeleton, said: Sequence[Saying], who: Mapping[Saying, Speaking]) -> list[Heard]:
        """ "X said that …, while Y stressed …": each with its own part of the sentence."""
        heard: list[Heard] = []
        last: Saying | None = None
        for one in said:
            if heard and who[one].actors == heard[-1].speakers and not heard[-1].addressees:
                # "praised the plan and thanked Kenya": one statement, and whom its second half is said to.
                heard[-1] = replace(heard[-1], addressees=self.addressees.of(skeleton, one, who[one].actors))
            if not who[one].actors or last and (one.begin <= last.begin or who[one].actors == heard[-1].speakers):
                continue
            if heard and last and self._is_inside(one, last, who[one].actors, heard[-1].speakers):
                continue
            front = self._front(skeleton, one, who[one])
            if heard and last:
                cut = skeleton.origin(one.begin)
                own = self._front(skeleton._replace(text=skeleton.text[: one.begin]), last, who[last])
                heard[-1] = replace(own, begin=heard[-1].begin, end=trimmed(self.cast.document.view, cut))
                front = replace(front, begin=cut)
            heard.append(front)
            last = one
        return heard

    def _is_inside(self, one: Saying, last: Saying, state: tuple[Actor, ...], speakers: tuple[Actor, ...]) -> bool:
        """Whether a clause goes on with what somebody says of his state: "He said that …, and Norway is urging"."""
        goes_on = one.kind == "coordinate" and one.clause.verbs.tense == "present" != last.clause.verbs.tense
        return goes_on and all_states(state) and not all_states(speakers) and state == self.cast.behalf(speakers)

    def _front(self, skeleton: Skeleton, one: Saying, by: Speaking) -> Heard:
        """ "X said that …": the subject comes first."""
        speakers, rest = by.actors, skeleton.text[one.end :]
        self.voices.spoke(skeleton, one.who, speakers, organ=by.organ)
        act = act_told(one.verb, self._said(skeleton, one.end, None, speakers))
        begin = min(one.begin, one.clause.subject[0]) if one.clause.subject else one.begin
        short = len(rest) < _SHORT
        if (
            act_by(one.verb) is None
            and (short or _BESIDES.match(rest))
            and _QUOTED_BEFORE.search(skeleton.text[:begin])
        ):
            # The words quoted stand before their speaker.
            quoted = act_of(self._said(skeleton, 0, begin, speakers))
            act = quoted if short or quoted != "affirm" else act
        if self.voices.signs_for(speakers):
            speakers = self.voices.joint or self.voices.below
        elif self._for_its_state(one, speakers):
            speakers = self.voices.last
        if alone(speakers) and UNDERTAKES.match(one.verb + rest):
            act = "pledge"
        act = act_announced(one.verb, act, rest, speakers=len(speakers), sides=len(self.cast.behalf(speakers)))
        to = self.addressees.of(skeleton, one, speakers, conveys=act in ("convey", "appreciate"))
        rule = "say.organ" if by.organ else "say.front"
        heard = replace(told(skeleton, speakers, act, rule), addressees=to, behalf=on_behalf(skeleton, one))
        if one.kind == "coordinate" and one.clause.own and one.begin > 0 and speakers != self.voices.joint:
            heard = replace(heard, begin=skeleton.origin(one.begin))  # "the two met, and Berg said": only her part
        return heard

    def _said(self, skeleton: Skeleton, begin: int, end: int | None, speakers: tuple[Actor, ...]) -> str:
        """A part of a sentence in the voice of its speakers, of whom "he" and "she" are taken to be."""
        return voiced(skeleton, skeleton.text[begin:end], self.cast.behalf(speakers), speakers)

    def _for_its_state(self, one: Saying, speakers: tuple[Actor, ...]) -> bool:
        """Whether a state's stance stands inside somebody's reported speech rather than being reported of the state."""
        named = one.who[0] != "\ue001" and not re.match(r"[HhSsTtIiWw]", one.who)
        if not (named and all_states(speakers) and self.voices.are_of_last(speakers)):
            return False
        return act_by(one.verb) is not None or one.verb in speaking.HELD_BY_STATES

    def _attached(self, skeleton: Skeleton, said: Sequence[Saying], who: Mapping[Saying, Speaking]) -> list[Heard]:
        """Of a sentence of the reporter what participles and relative clauses say: ", adding …", "that Y denies"."""
        for one in said:
            if who[one].actors and attaching.tells(skeleton.text, one, who[one].actors):
                return [self._front(skeleton, one, who[one])]
        denied = (one for one in said if who[one].actors and attaching.denies(one))
        return [attaching.denial(self.cast.document.view, skeleton, one, who[one].actors) for one in denied]

    @staticmethod
    def _interrupts(text: str, one: Saying) -> bool:
        """Whether a subject and a verb that says stand between commas: "Trade, analysts said, will grow"."""
        between = text.endswith(", ", 0, one.begin) and text.startswith(",", one.end)
        return bool(_SAYS.match(one.verb)) and (one.kind == "inserted" or one.kind == "main" and between)

    @staticmethod
    def _is_held(one: Saying, speakers: tuple[Actor, ...]) -> bool:
        """Whether a clause tells what states think, in words of others: "Oslo, officials said, recognizes"."""
        return all_states(speakers) and one.clause.verbs.tense == "present" and act_by(one.verb) is None

    def _in_view(self, skeleton: Skeleton, text: str) -> list[Heard]:
        """ "In Berg's view", "in the words of Berg"."""
        found = speaking.pattern("view").search(text) if skeleton.may["view"] else None
        speakers = self.voices.named(skeleton, found["who"] or found["owner"], found.start()) if found else ()
        if not found or not speakers:
            return []
        return [told(skeleton, speakers, act_of(self._said(skeleton, found.end(), None, speakers)), "say.according")]
