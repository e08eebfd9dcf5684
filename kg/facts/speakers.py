"""Who the subject of a verb of speech is: names, a state by its people, an office, a noun that takes somebody up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.cast import Ref
from kg.facts import writings
from kg.facts.institutions import institution
from kg.facts.sayings import Saying
from kg.facts.sides import heads_before
from kg.facts.silence import all_states
from kg.facts.skeleton import NUMBER, TYPES, Skeleton
from kg.facts.voices import Voices
from kg.model import Actor

_P, _S, _A = (f"{TYPES[n]}{NUMBER}" for n in ("person", "state", "adjective"))
# Who speaks for a state or an organization whose name stands before or after: "Norwegian officials", "EU leaders".
OFFICIALS = (
    r"(?i:diplomats?|officials?|sources?|ministers?|spokes\w+|lawmakers?|leaders?|media|authorities|statement"
    r"|delegations?|government|administration|mission|embassy|negotiators?|envoys?|representatives?|diplomacy"
    r"|military|members?|member states|allies|ambassadors?|governments|presidents?|parliament|cabinet|council|senate"
    r"|premiers?|secretary|chancellor|chief|head|side|foreign ministers)"
)
# "U.S. allies" are others; "NATO allies" are its members.
_ALLIES = re.compile(rf"[{TYPES['state']}{TYPES['adjective']}]{NUMBER}(?:'s?)? (?:[a-z-]+ )*allies$")
_SPOKESMEN = re.compile(rf"(?:.* )?{OFFICIALS}")
# "The EU's foreign policy arm", "the Security Council's sanctions committee".
_ORGAN = re.compile(
    rf"(?:[Tt]he )?{TYPES['organization']}{NUMBER}(?:'s?)? (?:(?!of\b|and\b|in\b)[A-Za-z-]+ ){{0,3}}(?i:arm|committee"
    r"|council|commission|bureau|board|panel|secretariat|agency|assembly|branch|wing|organ|body|department|division|office"
    r"|monitors?|observers?|inspectors?|watchdog|experts?|investigators?|peacekeepers)"
)
# "A group of Norwegian diplomats".
_SOME_OF = re.compile(
    r"^(?:[Aa] (?:group|number|handful|majority|team)|[Dd]ozens|[Hh]undreds|[Ss]ome|[Mm]ost|[Ss]everal|[Oo]ne|[Tt]wo"
    r"|[Tt]hree) of (?:the |its |their )?"
)
_LISTS = re.compile(r",| and ")
_HEAD_ENDS = re.compile(r" (?:of|from|for|between|in|at|to) ")
# Where an owner's name ends: at the preposition behind it.
_POSTED = re.compile(
    rf"(?<=[{''.join(TYPES.values())}]{NUMBER})(?:'s?)?(?: [A-Za-z-]+){{1,4}} (?:to|for|in|at|on|with) "
)
# "the minister, Anna Berg", "the head of the mission in the capital, Norwegian Anna Berg,".
_APPOSED = re.compile(rf"(?: (?:at|for|in|on|to|of) [^,.;:\"\ue000]{{2,40}},|,)? (?:the )?(?:{_A} )?(?P<who>{_P})")
_EXPLAINED = re.compile(r", (?P<who>(?:an?|the|its) [^,.;\"]{2,60}),")
_STYLED = re.compile(r"(?:His|Her) (?:Royal )?(?:Highness|Majesty|Excellency)")
# "the Union of Lakes (UOL) said": the short name is the one that is known.
_IN_BRACKETS = re.compile(rf" \((?:the )?(?P<who>[{TYPES['state']}{TYPES['organization']}].)\)")
_BODY = re.compile(rf"(?:[Tt]he )?{TYPES['body']}{NUMBER}")
# "A diplomat close to the talks", "officials familiar with them".
_BESIDE = re.compile(r"(?<=[a-z]) (?:close|familiar|privy|present|involved|briefed)$")
_OWNER = re.compile(f"{_P}(?=')")
_WITHOUT_NAMES = frozenset(("officials", "diplomats"))
_SOME_OFFICIAL = re.compile(r"(?:(?i:an?|another|one|two|three|some|several|senior|top|other|the) )*(?i:officials?)")
_OF_HIS = re.compile(
    rf"{_P}'s? (?:[A-Za-z-]+ ){{0,4}}?(?:(?P<aide>chief of staff|press secretary|aides?|advis[eo]rs?|spokes\w+|envoy)"
    r"|lawyers?|attorneys?|wife|husband|son|daughter|brother|sister|father|mother|family|supporters?|allies|critics?"
    r"|opponents?|rivals?|campaign|predecessor|successor|party|friends?|colleagues?)"
)
_HIS = re.compile(r"(?i:his|her) ")
# "The 42-year-old": who was spoken of last.
_AGED = re.compile(r"[Tt]he \d\d-year-old(?: [a-z-]+){0,3}")
# "The court", "the Oslo-based organization": the one that was named before.
_INSTITUTION = re.compile(
    r"(?:[Tt]he (?:[^,.;]{1,20}-based |world |regional |global )?|-based )"
    r"(?:(?:ruling|opposition|militant|armed|rebel|state|private) )?"
    r"(?P<noun>court|tribunal|organi[sz]ation|bloc|alliance|agency|union|commission|newspaper|paper|daily|magazine|party"
    r"|company|bank|firm|group|movement|militia|command)"
)
_JOINT = re.compile(r"(?:[Aa]|[Tt]he|[Tt]heir) joint (?:press )?(?:statement|communiqu[eé]|declaration|release)\b")
_NATIONAL = re.compile(
    rf"(?:[Tt]he )?[{TYPES['state']}{TYPES['adjective']}]{NUMBER}(?:'s)? "
    rf"(?:(?!(?:and|or|with|of|for|to)\b)[a-z-]+ ){{0,3}}{_P}"
)
_COUNCIL = re.compile(r"(?:[Tt]he )?(?:[Mm]embers of the )?(?:Security Council|General Assembly)(?: members)?")
# "He and Kamau".
_HE_AND = re.compile(r"(?:He|he|She|she) and ")
_PRONOUN = re.compile(r"(?i:he|she|they|it|we|i|him|her|them|(?:the )?(?:two|both|three)(?: of them)?)")


class Speaking(NamedTuple):
    """Who speaks; `organ` says that an organ, its spokesperson or its statement does for them.

    `relays` says that it is a spokesperson or a body, who as often tells what others said.
    """

    actors: tuple[Actor, ...]
    organ: bool = False
    relays: bool = False


NOBODY = Speaking(())


class Speakers:
    """Tells who the subjects of sayings are; `voices` keeps who spoke before."""

    def __init__(self, voices: Voices) -> None:
        self.voices, self.cast = voices, voices.cast

    def of(self, skeleton: Skeleton, saying: Saying) -> Speaking:
        """Who speaks; nobody where the words for the subject name nobody who can."""
        if beside := _BESIDE.search(saying.who):
            saying = replace(saying, who=saying.who[: beside.start()])
        who = saying.who
        if saying.kind == "participial" and who in ("him", "them", "her", "us", "me"):
            return NOBODY  # "depicts him calling for war"
        if saying.kind == "inserted" and who.lower() in ("he", "she"):
            return Speaking(self.voices.he(who.lower()))  # whose words stand before, names others
        if _PRONOUN.fullmatch(who) or _STYLED.fullmatch(who):
            return Speaking(self.voices.named(skeleton, who, saying.begin))
        if _AGED.fullmatch(who):
            return Speaking(self.voices.he())
        if taken_up := self._taken_up(skeleton, saying):
            return taken_up
        if self.voices.organs.calls(who):
            if not _BODY.fullmatch(who) and (named := self._apposed(skeleton, saying)):
                return Speaking(named)
            last = self.voices.he() if _HIS.match(who) else self.voices.last
            actors = self.voices.organs.speakers(skeleton, who, last)
            if actors:
                return Speaking(actors, organ=True, relays=self.voices.organs.relays(who))
        without_names = (r.mention for r in skeleton.named(who) if r.mention.name in _WITHOUT_NAMES)
        if self.voices.officials and any(not one.key for one in without_names):
            return Speaking(self.voices.officials, organ=True)
        short = _IN_BRACKETS.match(skeleton.text, saying.begin + len(who))
        if not (refs := skeleton.named(who)) and short:
            return Speaking(self.voices.named(skeleton, short["who"], saying.begin))
        if not refs:
            apposed = self._apposed(skeleton, saying) or self.voices.called(who.lower())
            return Speaking(apposed) if apposed else self._explained(skeleton, saying)
        return Speaking(self._named(skeleton, saying, refs))

    def _taken_up(self, skeleton: Skeleton, saying: Saying) -> Speaking | None:
        """Who speaks where a text, an institution or officials do whom words before name; None for other subjects."""
        who = saying.who
        if by := writings.author(skeleton, saying):
            issuing = self.of(skeleton, replace(saying, who=by[0], begin=by[1])).actors
            if issuing:
                return Speaking(issuing, organ=True)
        if (saying.kind == "inserted" or who[0] in "Aa") and _JOINT.match(who) and len(self.cast.dyad()) > 1:
            return Speaking(self.cast.dyad(), organ=True)
        if _COUNCIL.fullmatch(who) and (whole := self.voices.organs.of_the_un()):
            return Speaking(whole)
        if called := _INSTITUTION.fullmatch(who):
            whole = institution(self.cast, self.voices.organs, called["noun"].lower(), skeleton.origin(saying.begin))
            if whole:
                return Speaking(whole)
        if _SOME_OFFICIAL.fullmatch(who) and self.voices.officials_near():
            return Speaking(self.voices.officials, organ=True)
        return None

    def _named(self, skeleton: Skeleton, saying: Saying, refs: Sequence[Ref]) -> tuple[Actor, ...]:
        """Those whom a subject names, or for whom it stands by a name in it."""
        who, at = saying.who, saying.begin
        if _HE_AND.match(who):
            return tuple(dict.fromkeys((*self.voices.he(), *(a for ref in refs for a in self.voices.named_by(ref)))))
        if who.endswith(" and I"):
            own = self.voices.named(skeleton, "we", at)
            return tuple(dict.fromkeys((*(a for ref in refs for a in self.voices.named_by(ref)), *own)))
        if _NATIONAL.fullmatch(who):
            return self.voices.named_by(refs[-1])  # "South Africa's Berg", "Bangladeshi worker Jo Lima"
        who = _SOME_OF.sub("", who)
        head = _HEAD_ENDS.split(who, maxsplit=1)[0]
        if who[0] == TYPES["person"]:  # "Berg of Norway" is one, "Berg, together with the heads of …" as well
            people = [ref for ref in refs if ref.type in ("person", "group")]
            # "Berg's spokesman, Jo Lima" is one, "Berg's lawyer" none whom the article names.
            owners = [skeleton.behind(one[0]) for one in _OWNER.finditer(who)]
            named = [ref for ref in people if not ref.mention.possessive and ref not in owners]
            if not named and (of_his := _OF_HIS.fullmatch(who)):
                return self.cast.behalf(people[0].actors) if of_his["aide"] else ()
            people = named or people
            return tuple(dict.fromkeys(actor for ref in people for actor in self.voices.named_by(ref)))
        if len(head) > 1 and TYPES["person"] <= head[-2] <= TYPES["body"]:
            if refs[-1].type == "body" and not _LISTS.search(head):
                return self.voices.named_by(refs[-1])  # "China's Global Times"
            actors = self.voices.named(skeleton, who, at)
            heads = heads_before(self.cast, skeleton, at, actors) if len(actors) > 1 and all_states(actors) else ()
            return heads or actors
        if apposed := self._apposed(skeleton, saying):
            return apposed
        if _ORGAN.fullmatch(who):
            return self.voices.named_by(refs[0])
        if not _SPOKESMEN.fullmatch(head) or _ALLIES.search(who):
            return ()
        if holder := self.voices.holder(refs, head):
            return holder
        owner = _POSTED.split(who, maxsplit=1)[0]  # "the UN envoy for Mali", "a group of ambassadors of Peru to Kenya"
        actors = self.voices.named(skeleton, owner, at)
        first = next(number for number, char in enumerate(who) if char in TYPES.values())
        heads = heads_before(self.cast, skeleton, at + first, actors) if len(actors) > 1 and all_states(actors) else ()
        return heads or actors

    def _explained(self, skeleton: Skeleton, saying: Saying) -> Speaking:
        """For whom somebody speaks who is told in an apposition: "One of the sources, a US official, said"."""
        told = _EXPLAINED.match(skeleton.text, saying.begin + len(saying.who))
        who = told["who"] if told else ""
        refs = skeleton.named(who)
        if self.voices.organs.calls(who):
            actors = self.voices.organs.speakers(skeleton, who, self.voices.last)
            return Speaking(actors, organ=True, relays=True) if actors else NOBODY
        return Speaking(self.voices.named_by(refs[0])) if len(refs) == 1 and _SPOKESMEN.fullmatch(who) else NOBODY

    def _apposed(self, skeleton: Skeleton, saying: Saying) -> tuple[Actor, ...]:
        """The person whose name follows what they are called: "the Norwegian minister, Anna Berg, said"."""
        found = _APPOSED.match(skeleton.text, saying.begin + len(saying.who))
        if found is None or saying.begin < saying.at < found.end():
            return ()
        return tuple(a for ref in skeleton.named(found["who"]) for a in ref.actors)
