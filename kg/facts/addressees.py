"""To whom somebody speaks: the object of "told" and "urged", who stands after "conveyed … to", the other in a call."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.facts.frames import Run, noun_at, words_of
from kg.facts.rules import listed
from kg.facts.sayings import Saying
from kg.facts.skeleton import NUMBER, TYPES, Skeleton
from kg.facts.speakers import OFFICIALS, Speakers
from kg.model import Actor

# Verbs whose object hears, and those after which whoever hears stands behind "to" or "with".
_DIRECT = re.compile(
    r"(?:\w+ )*(?:told|tells?|telling|ask|asked|asks|urg(?:ed?|es)|thank(?:ed|s)?|congratulate[ds]?|felicitate[ds]"
    r"|inform(?:ed|s)?|notified|assure[ds]?|reassure[ds]?|remind(?:ed|s)?|invite[ds]?|wish(?:ed|es)|brief(?:ed|s)?|advise[ds]|warn(?:ed|s)?"
    r"|cautioned|welcome[ds]?|implore[ds]|encourage[ds]?|pressed|lobbied|petitioned|beseeched|exhorted|instructed|promise[ds]"
    r"|offer(?:ed|s)?|call(?:ed|s)? (?:up)?on|invitation to|apprised|prodded|nudged|pushed|reproached|begged|begs)"
)
_INDIRECT = re.compile(
    r"(?:said|says|wrote|writes|stressed|emphasi[sz]ed|underlined|underscored|highlighted|explained|pointed out|noted"
    r"|reiterated|conveyed|suggested|proposed|apologi[sz]ed|complained|protested|strongly protested|replied|responded"
    r"|recalled|made (?:it )?clear|outlined|reaffirmed|confirmed|announced|voiced|expressed|relayed|described|signalled"
    r"|signaled)"
)
_GIVING = frozenset(("promised", "promises", "offered", "offers"))
_TO = re.compile(r"(?:.* )?(?:appeal(?:ed|s)? to|plead(?:ed|s)? with|reach(?:ed)? out to)")
_PROTEST = re.compile(r"(?:lodged|filed|raised|took up|made|registered)\b")
_CONVEYING = re.compile(
    r"^(?:convey(?:ed|s)?|relayed|passed|sent|sends|extended|extends|offered|offers|expressed|expresses)\b"
)
_ARTICLE = r"(?:(?:the|his|her|their|visiting) ){0,2}"
# A person may stand further off; a state there is as often the aim of a journey ("thanks for the trip to Norway").
_RECEIVER = re.compile(
    rf"[^.;:\"]{{0,80}}? to {_ARTICLE}(?P<who>{listed('PERSON')})"
    rf"|(?: [a-z]+){{0,2}} to {_ARTICLE}(?P<whom>{listed('ACTOR')})"
)
_WITH = re.compile(rf"[^.;:\"]{{0,60}}? (?:with|to) {_ARTICLE}(?P<who>{listed('ACTOR')})")
# "In a call with Berg, …", "said in his letter to Norway": who hears all that is said there.
_IN_TALKS = re.compile(
    r"\b(?:[Ii]n|[Dd]uring|[Oo]n|[Aa]t|[Oo]ver) (?:an?|the|his|her|their|another) (?:[a-z-]+ ){0,2}"
    r"(?:(?:letter|message|telegram|cable|note) to|(?:call|conversation|talks?|meeting|exchange) with)"
    rf" {_ARTICLE}(?P<who>{listed('ACTOR')})(?!'| [a-z]+(?:ed|s)\b)"
)
_PRONOUN = re.compile(r"(?:him|her)$")
# "welcomed Berg's idea", "told Kenya 2 television".
_OWNED = re.compile(rf"[{''.join(TYPES.values())}]{NUMBER}'s? (?!.*{OFFICIALS}$)")
_CHANNEL = re.compile(r" (?:\d|(?:[A-Za-z]+ )?(?:television|TV|radio|newspaper|news|agency|daily|magazine)\b)")
_PEOPLE = re.compile(
    rf"(?:the |all )?(?:[a-z]+ ){{0,3}}(?:people|nation|citizens|public) of (?:the )?[{TYPES['state']}]{NUMBER}$"
)
_HEARS = frozenset(("person", "state", "organization", "body"))
_NAMES = frozenset(TYPES[name] for name in ("person", "state", "organization"))
# "the leaders of Norway and Kenya".


class Addressees:
    """Tells to whom sayings are said."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers, self.voices, self.cast = speakers, speakers.voices, speakers.cast

    def of(
        self, skeleton: Skeleton, one: Saying, said_by: tuple[Actor, ...], *, conveys: bool = False
    ) -> tuple[Actor, ...]:
        """At most two actors, none where the words name none; `conveys` says that greetings or thanks are conveyed.

        Whose greetings or efforts they are ("conveyed Berg's greetings", "welcomed Norway's efforts") does not hear.
        """
        told = (
            self._object(skeleton, one) or self._behind(skeleton, one, conveys=conveys) or self._in_talks(skeleton, one)
        )
        # Nobody speaks to oneself: where "the President" is resolved to the hearer, the hearer is not known.
        own = {*said_by, *self.cast.behalf(said_by)}
        if any(actor in said_by for actor in told):
            return ()
        return tuple(dict.fromkeys(actor for actor in told if actor.kind in _HEARS and actor not in own))[:2]

    def _object(self, skeleton: Skeleton, one: Saying) -> tuple[Actor, ...]:
        """The object of a verb that takes whoever hears, or the subject of its passive."""
        verb = one.verb
        if one.borne:
            run = one.clause.subject if _DIRECT.fullmatch(verb) else None
            return self._whom(skeleton, one, run) if run else ()
        if not _DIRECT.fullmatch(verb) and not _TO.fullmatch(verb):
            return ()
        run = noun_at(words_of(skeleton.text), one.end)
        return self._whom(skeleton, one, run) if run else ()

    def _whom(self, skeleton: Skeleton, one: Saying, run: Run) -> tuple[Actor, ...]:
        """The actors whom a noun phrase names; "him" is the other of two."""
        who = skeleton.text[slice(*run)]
        if _PRONOUN.match(who):
            return self._other(skeleton, one)
        refs = skeleton.named(who)
        if _OWNED.search(who) or _CHANNEL.match(skeleton.text, run[1]):
            return ()
        if not refs:
            return self.voices.called(who.lower()) if who.startswith("the ") else ()
        if _PEOPLE.search(who):
            return refs[-1].actors
        heard = self.speakers.of(skeleton, replace(one, who=who, begin=run[0], kind="main", borne=False)).actors
        gives = one.verb.split()[-1] in _GIVING and who[0] in (TYPES["person"], TYPES["state"]) and who[2:3] == " "
        first = gives or who[2:].startswith((" and ", ", ")) and who[0] in _NAMES  # "Kenya and its people"
        return heard or (refs[0].actors if first else ())

    def _other(self, skeleton: Skeleton, one: Saying) -> tuple[Actor, ...]:
        """Whom "him" means: the one person beside the speaker of a sentence or, where it names none, of a contact."""
        speaking = self.speakers.of(skeleton, one).actors
        before = [a for r in skeleton.named(skeleton.text[: one.end]) for a in r.actors if a.kind == "person"]
        for people in (before, self.voices.subject.many, self.cast.principals):
            others = {a for a in people if a.kind == "person" and a not in speaking}
            if others:
                return tuple(others) if len(others) == 1 and len(speaking) == 1 else ()
        return ()

    def _behind(self, skeleton: Skeleton, one: Saying, *, conveys: bool) -> tuple[Actor, ...]:
        """ "wrote to Berg", "conveyed his thanks to Kenya", "lodged a protest with Peru"."""
        rest = skeleton.text[one.end :]
        if _INDIRECT.fullmatch(one.verb) and rest.startswith(" to "):
            run = noun_at(words_of(skeleton.text), one.end + len(" to"))
            return self._whom(skeleton, one, run) if run else ()
        if conveys and _CONVEYING.search(one.verb):
            found = _RECEIVER.match(rest)
        elif _PROTEST.match(one.verb):
            found = _WITH.match(rest)
        else:
            return ()
        return _free(skeleton, rest, found)

    def _in_talks(self, skeleton: Skeleton, one: Saying) -> tuple[Actor, ...]:
        """With whom the speaker talks where the words are said, or to whom the letter goes in which they stand."""
        if one.kind not in ("main", "inserted"):
            return ()
        found = _IN_TALKS.search(skeleton.text)
        near = found is not None and (found.start() < one.begin or found.start() <= one.end + 1)
        return _free(skeleton, skeleton.text, found if near else None)


def _free(skeleton: Skeleton, text: str, found: re.Match[str] | None) -> tuple[Actor, ...]:
    """The actors of a match, unless a noun follows that they only qualify."""
    if found is None or text.startswith("'", found.end()):
        return ()
    groups = found.groupdict()
    refs = skeleton.named(groups["who"] or groups.get("whom") or "")
    return tuple(a for r in refs if r.type in _HEARS and not r.mention.possessive for a in r.actors)
