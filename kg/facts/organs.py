"""Speakers without a name: the state for which a ministry, an office, a spokesperson or a statement speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg import lexicon
from kg.cast import Cast, Ref
from kg.facts.skeleton import NUMBER, TYPES, Skeleton
from kg.model import Actor

_S, _A, _P, _O, _B = (f"{TYPES[n]}{NUMBER}" for n in ("state", "adjective", "person", "organization", "body"))
# What an organ is called, by the sort of it that "the ministry", "the office" … takes up again.
_SORTS = {
    "ministry": "ministry|department|foreign office|foreign service|diplomatic agency",
    "embassy": "embassy|high commission|consulate(?:[- ]general)?|(?:permanent |diplomatic )?mission|chancery",
    "office": "office|presidency|presidential (?:palace|administration|court|secretariat)|palace|chancellery"
    "|royal court|press (?:service|office)|communications directorate|premiership",
    "force": "military|army|armed forces|navy|air force|coast ?guard|joint chiefs(?: of staff)?|general staff|police"
    "|(?:security|intelligence) (?:services?|agency|council)",
    "government": "government|cabinet|authorities|administration|leadership",
}
_ORGANS = "|".join(_SORTS.values())
_DOCUMENTS = (
    "(?:press |joint |official )?(?:statement|release)|readout|communiqu[eé]|commentary|message(?: of [a-z]+)?|telegram"
    "|letter|tweet|post"
)
_SPEAKING = (
    r"spokes(?:person|man|woman|people|persons)|officials?|press service|press office|statement|communiqu[eé]|readout"
    r"|sources?"
)
# Words that stand between "the" and an organ: "the Presidential Office", "its foreign ministry".
_KINDRED = r"(?:(?!(?:of|to|in|on|at|by|for|with|and|or|that|which|who|from|said|as)\b)[A-Za-z'-]+ ){0,3}?"
_WHOSE = rf"(?:(?:\b(?i:the|an?) )?(?:{_S}|{_A}|{_P}|{_O})(?:'s?)? |\b(?i:the|its|his|her|their|a|an|another) )"
_OF = rf"(?: (?:of|for) (?:the )?(?:{_S}|{_P}|{_O}))?"
_ORGAN = rf"{_WHOSE}{_KINDRED}(?i:{_ORGANS})(?:'s)?{_OF}(?: (?i:{_SPEAKING}))?"
# "a spokesman for the ministry", "State Department officials", "Berg's spokesperson", "a spokesperson".
_SPOKEN_FOR = (
    rf"\b(?i:an?|the|its|another) (?:[a-z-]+ ){{0,2}}?(?i:{_SPEAKING}) (?:for|of|from|at|in|with|by)"
    rf" (?:the )?(?:{_ORGAN}|{_KINDRED}(?i:{_ORGANS}){_OF}|{_B}|{_S}|{_P}'s (?:office|government|team)|{_P})"
    rf"|(?:\b(?i:the|an?|its|another) )?(?:[A-Za-z][a-z-]+ ){{0,2}}?(?:(?:{_S}|{_A})(?:'s?)? (?={_B}))?"
    rf"(?:{_B}|{_P}|{_S}|{_A}|{_O})(?:'s?)? {_KINDRED}(?i:{_SPEAKING}|office|aides?|team)"
    r"|\b(?i:an?|the|its) (?:[a-z-]+ )?(?i:spokes(?:person|man|woman))"
    r"|(?:(?i:an?|the|one|another|senior|top|some|several|other|two|three|unnamed|local) )*"
    r"(?i:government|administration|ministry|foreign ministry|military|presidential) (?i:officials?)"
)
_DOCUMENT = rf"\b(?i:the|this|its) (?i:{_DOCUMENTS})"
_SUBJECT = re.compile(rf"{_SPOKEN_FOR}|{_ORGAN}|{_DOCUMENT}|(?:\b(?i:its|the) )?{_B}(?: (?:of|for) (?:the )?{_S})?")
_OF_STATE = re.compile(rf"{_B} (?:of|for) (?:the )?{_S}$")
_RELAYS = re.compile(rf"{_SPOKEN_FOR}|{_B}")
_SORT = re.compile(rf"\b(?:{'|'.join(f'(?P<{sort}>{words})' for sort, words in _SORTS.items())})\b", re.I)
_NAMED = re.compile(
    rf"(?<!-)(?:{_S}|{_A}|{_P})(?:'s?)? {_KINDRED}(?i:{_ORGANS})\b|(?i:embassy|mission) of (?:the )?{_S}"
)
_PERSON = re.compile(r"\b(?i:spokes(?:person|man|woman)|official|source)\b")
# "Government officials said": whose, only the sentence can tell; an administration is American.
_OWNERLESS = re.compile(r"(?:[A-Za-z]+ )*officials?")
_COUNTRYS = re.compile(r"\b(?:country|nation)'s ")
_OWN = re.compile(r"(?i:its|his|her|their) ")
_IS_DOCUMENT = re.compile(rf"(?:the|this|its) (?:{_DOCUMENTS})", re.I)
_WRITTEN = re.compile(rf"\b(?P<joint>[Jj]oint )?(?:{_DOCUMENTS})\b")
_READS = re.compile(
    r"(?:The|His|Her|This|Its) (?:[a-z]+ )?(?:letter|message|telegram|statement) (?:reads?|sa(?:id|ys)|states?|stated)"
    r"(?:,? (?:as follows|in full|in part|among other things))?:"
)
_SENDS = re.compile(
    r"\b(?:sent|sends|addresse[sd]|wrote|writes) (?:an? |his |her )?(?:[a-z]+ ){0,3}(?:letter|message|telegram)\b"
)
# Names of the ministries of several states, of which the lexicon knows one.
_OF_SEVERAL = frozenset(("Foreign Office", "Department of Foreign Affairs", "Ministry of External Affairs"))
# "the Prime Minister's Office (PMO)".
_SHORTENED = re.compile(rf"(?P<who>{_ORGAN}) \((?:the )?(?P<name>[A-Z][A-Za-z]*[A-Z])\)")
_SHORT = re.compile(r" \((?:the )?(?P<name>[A-Z][A-Za-z]*[A-Z])\)")
_ABROAD = frozenset(("embassy",))


class Organs:
    """Whose the organs are that an article calls by their sort alone; it reads the sentences in order.

    `author` is whose statement, message or readout was spoken of last, `spokesman` for whom a spokesperson without a
    name spoke last, `land` the state that was named first in the last sentence that names one.
    """

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.author: tuple[Actor, ...] = ()
        self.spokesman: tuple[Actor, ...] = ()
        self.land: tuple[Actor, ...] = ()
        self._last: dict[str, Actor] = {}
        self._called: dict[str, Actor] = {}  # by the letters that an article introduces: "(MFA)"

    def note(self, skeleton: Skeleton) -> None:
        """Keep the organs that a sentence names with their owner."""
        for ref in skeleton.refs:
            if isinstance(ref, Ref) and ref.type == "body" and (state := self.owner(ref)) and state.kind != "body":
                self._keep(self._words(ref), state)
                self._last[ref.mention.key] = state
                if short := _SHORT.match(self.cast.document.view, ref.end):
                    self._called[short["name"]] = state
        for called in _SHORTENED.finditer(skeleton.text) if "(" in skeleton.text else ():
            for actor in self.speakers(skeleton, called["who"], ()):
                self._called[called["name"]] = actor
        opening = next((r for r in skeleton.refs if isinstance(r, Ref) and r.type in ("state", "adjective")), None)
        self.land = opening.actors if opening else self.land
        for found in _NAMED.finditer(skeleton.text):
            if state := self._owned(skeleton.named(found[0])):
                self._keep(found[0], state)

    def owner(self, ref: Ref) -> Actor | None:
        """Who speaks where a body does: the state named beside it, the lexicon's, that of the same body before, the
        whole; a party, a company or a group speaks for itself.
        """
        key = ref.mention.key
        if self._is_a_party(ref):
            return ref.actors[0]
        if key not in lexicon.owners() and key not in lexicon.generic() and key not in lexicon.wholes():
            return ref.actors[0]
        if state := self.cast.owner(ref):
            return state
        if code := self.cast.owners.get(key, ""):
            home = self._at_home() or self._first_state(code) if self._words(ref) in _OF_SEVERAL else ()
            return home[0] if home else self._state(code)
        return self._last.get(key) or self._whole(key) or self._reported_from()

    def _is_a_party(self, ref: Ref) -> bool:
        """Whether "Congress" is the party of India: in opposition, or in a report from there."""
        if self._words(ref) != "Congress":
            return False
        before = self.cast.document.view[max(0, ref.begin - 12) : ref.begin]
        return before.endswith("opposition ") or "IN" in (self.cast.home, self.cast.agency, self.cast.here[1])

    def _reported_from(self) -> Actor | None:
        """The state from which a report comes and of which it speaks, for a ministry of which it says no more."""
        code = self.cast.here[1] or ""
        return self.cast.states.get(code) if self.cast.document.dateline_city and not self.cast.home else None

    def _first_state(self, code: str) -> tuple[Actor, ...]:
        """The state that an article names first where it nowhere names another one."""
        states = (r.actors for r in self.cast.every if r.type in ("state", "adjective") and r.actors)
        return () if code in self.cast.states else next(states, ())

    def calls(self, who: str) -> bool:
        """Whether the words for a speaker are those for an organ, its spokesperson or its statement."""
        return bool(_SUBJECT.fullmatch(who)) or who.removeprefix("the ").removeprefix("The ") in self._called

    def relays(self, who: str) -> bool:
        """Whether the words for a speaker are those for a spokesperson or a body, not for a government itself."""
        return bool(_RELAYS.fullmatch(who))

    def speakers(self, skeleton: Skeleton, who: str, last: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Who speaks where the words `who` do, those for an organ; () where that cannot be told.

        `last` are those who spoke last.
        """
        if _IS_DOCUMENT.fullmatch(who):
            return self.author
        if short := self._called.get(who.removeprefix("the ").removeprefix("The ")):
            return (short,)
        if _OWN.match(who) and (own := self._acting(skeleton, who, last)):
            return own
        refs = skeleton.named(who)
        if _OF_STATE.search(who):
            body = self.owner(refs[-2])
            return (body,) if body and body.kind == "body" else refs[-1].actors
        if refs:
            state = self._owned(refs) or self._unnamed(skeleton, refs)
            return (state,) if state else ()
        found = _SORT.search(who)
        sort = found.lastgroup if found and found.lastgroup else ""
        if _OWN.match(who):
            return self._nation(skeleton)
        if _COUNTRYS.search(who):
            return self.land
        if sort == "ministry" and sort in self._last:
            return (self._last[sort],)
        if _OWNERLESS.fullmatch(who):
            us = self.cast.states.get("US") if "dministration" in who else None
            return (us,) if us else self._nation(skeleton)
        if "dministration" in who and "US" in self.cast.states:
            return (self.cast.states["US"],)
        if sort in self._last:
            return (self._last[sort],)
        if sort in _ABROAD or not sort:
            return tuple(self._last.values()) if len(set(self._last.values())) == 1 else ()
        whose = self._there(skeleton) or self._nation(skeleton) or self._at_home()
        served = self.cast.behalf(last)
        return whose or (served if len(served) == 1 and sort == "government" else ())

    def _there(self, skeleton: Skeleton) -> tuple[Actor, ...]:
        """The state of the place with which a sentence begins: "In Belgrade, the government said"."""
        fronted = next((a for a in skeleton.adjuncts if a.at == 0 and a.kind in ("place", "country")), None)
        refs = [skeleton.refs[number] for number in fronted.refs] if fronted else []
        code = next((ref.mention.key for ref in refs if isinstance(ref, Ref) and len(ref.mention.key) == 2), "")
        return (self._state(code),) if code else ()

    def _acting(self, skeleton: Skeleton, who: str, last: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Whose "its ministry" is: the one state or organization named before it, else that of who spoke last."""
        before = skeleton.named(skeleton.text[: skeleton.text.find(who)])
        if not who.lower().startswith("its"):
            own = self.cast.behalf(next((ref.actors for ref in before if ref.type == "person"), last))
            return own if len(own) == 1 else ()
        named = tuple(dict.fromkeys(a for r in before if r.type in ("state", "organization") for a in r.actors))
        own = named if len(named) == 1 else self.cast.behalf(last)
        return own if len(own) == 1 else ()

    def spoke(self, who: str, speakers: tuple[Actor, ...]) -> None:
        """Keep for whom a spokesperson spoke, whom "he" means from then on."""
        if _PERSON.search(who):
            self.spokesman = speakers

    def written(self, skeleton: Skeleton, speakers: tuple[Actor, ...]) -> None:
        """Keep whose statement a sentence speaks of: that of who speaks in it, of the two sides where they issue it."""
        found = _WRITTEN.search(skeleton.text)
        if found and (speakers or found["joint"]):
            self.author = speakers or self.cast.dyad()

    def announced(self, text: str) -> tuple[Actor, ...]:
        """Whose letter or message stands below a sentence that says no more: "The letter reads as follows:"."""
        return (self.author or self._sender()) if _READS.fullmatch(text) else ()

    def _sender(self) -> tuple[Actor, ...]:
        """Who sends a letter by the title: "President Kamau sent a letter to the King of Norway"."""
        sends = _SENDS.search(self.cast.document.view, 0, self.cast.document.title_end)
        people = (r.actors for r in self.cast.within(0, sends.start()) if r.type == "person") if sends else iter(())
        return next(people, ())

    def _keep(self, words: str, state: Actor) -> None:
        if found := _SORT.search(words):
            self._last[found.lastgroup or ""] = state

    def _owned(self, refs: Iterable[Ref]) -> Actor | None:
        """The state or organization that words name as the owner of an organ, by its official too."""
        for ref in refs:
            owner = self.owner(ref) if ref.type == "body" else next(iter(self.cast.behalf(ref.actors)), None)
            if owner:
                return owner
        return None

    def _unnamed(self, skeleton: Skeleton, refs: Iterable[Ref]) -> Actor | None:
        """The state of a ministry without an owner: that of the one last named, else that of the article."""
        if not any(ref.type == "body" and _SORT.search(self._words(ref)) for ref in refs):
            return None
        known = self._last.get("ministry")
        if known and known.key == "US" and any("Ministry" in self._words(ref) for ref in refs):
            known = next(iter(self.land), None)  # the United States have departments
        there = next(iter(self._there(skeleton)), None)  # "In Oslo, the Defense Ministry said"
        return there or known or next(iter(self._nation(skeleton) or self._at_home()), None)

    def _whole(self, key: str) -> Actor | None:
        """The organization whose organ a body is, under its name in the article."""
        whole = lexicon.wholes().get(key, "")
        if not whole:
            return None
        named = (ref.actors[0] for ref in self.cast.every if ref.type == "organization" and ref.mention.key == whole)
        name = next(o.name for o in lexicon.organizations() if o.key == whole)
        return next(named, Actor(kind="organization", name=name, key=whole))

    def of_the_un(self) -> tuple[Actor, ...]:
        """The United Nations where an article names them or they publish it: whose the Security Council is."""
        named = any(r.mention.key == "UN" or lexicon.wholes().get(r.mention.key) == "UN" for r in self.cast.every)
        if not named and self.cast.publisher != "UN":
            return ()
        told = (r.actors[0] for r in self.cast.every if r.type == "organization" and r.mention.key == "UN" and r.actors)
        return (next(told, Actor(kind="organization", name="United Nations", key="UN")),)

    def _words(self, ref: Ref) -> str:
        return self.cast.document.view[ref.begin : ref.end]

    def _nation(self, skeleton: Skeleton) -> tuple[Actor, ...]:
        """The one state whose officials a sentence names, or whose government by who leads it."""
        refs = self.cast.within(skeleton.sentence.begin, skeleton.sentence.end)
        led = (r for r in refs if r.type == "person" or r.type == "state" and r.mention.definite)
        served = self.cast.behalf(a for ref in led for a in ref.actors)
        return served if len(served) == 1 else ()

    def _at_home(self) -> tuple[Actor, ...]:
        """The state that publishes the article, whose agency reports, or from where it does, if the article names it.

        Agencies report on a whole region from one city.
        """
        here = self.cast.here[1] if self.cast.here[1] in self.cast.states else self._dateline()
        code = self.cast.home or here or self.cast.agency
        return (self._state(code),) if code else ()

    def _dateline(self) -> str:
        """The code of the state that a dateline names instead of a city: "KUWAIT, June 2"."""
        run = self.cast.document.dateline_city
        place = self.cast.document.view[slice(*run)].title() if run else ""
        return next((actor.key for actor in self.cast.states.values() if place and actor.name == place), "")

    def _state(self, code: str) -> Actor:
        name = self.cast.state_names.get(code, code)
        return self.cast.states.get(code) or Actor(kind="state", name=name, key=code, country=code)
