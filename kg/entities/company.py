"""Whose official somebody is by the company in which a sentence names him: a delegation, a superior, a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kg.entities.context import attributed
from kg.entities.people import PRINCIPAL, head_of_office
from kg.text import Document, Mention

_DELEGATION = re.compile(
    r"(?:[A-Z][\w.]+(?:'s?)? (?:[a-z-]+ ){0,3}(?:delegation|side|lawmakers|parliamentarians)"
    r"|delegation (?:of|from) (?:the )?[A-Z]\w+|[A-Z]\w+ one|[A-Z]\w+ (?:was|is|were|are)(?= represented))"
    r"(?: (?:at|in|to) (?:the|this) (?:[a-z-]+ ){0,2}"
    r"(?:meeting|talks|consultations?|negotiations|dialogue|session|round))?"
    r"(?: also| that|, which| which|,)?(?: convened [^,.;]{3,40} also)?"
    r"(?: (?:was |were )?(?:includ|compris|consist|represented|headed|(?:co-)?chaired|led|by|were)\w*){1,2}"
    r"(?: at [^,.;]{3,40} by a delegation led by)?"
)
_CLAUSE = re.compile(
    r"\b(?:met|meets|called|said|told|held|visited|arrived|received|paid|signed|while|[A-Z]\w+ (?:side|delegation))\b"
)
_HIS = re.compile(r"(?:[Hh]is|[Hh]er|[Tt]heir) ")
_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]he (?:country|kingdom|republic|nation)'s) (?:(?!and )[\w'-]+ ){0,5}$")
_IN_COMPANY = re.compile(
    r"\b(?:accompanied by|along with|together with|flanked by|joined by|his delegation|her delegation)\b"
)
_LED = re.compile(r",? (?:who )?(?:is |was |will be |will )?(?:led|leads?|headed|heads?|leading|heading) (?:the |a )?")
_SIGNS_FOR = re.compile(
    r",? (?:who )?(?:signed|signing|signs|spoke|inked|acted)(?: (?:it|them|the [a-z ]{3,30}))? (?:for|on behalf of) "
    r"(?:the )?(?:(?:[Gg]overnment|Republic) of (?:the )?)?"
)
_SIDE = re.compile(r"(?:'s?)? (?:[a-z-]+ ){0,2}(?:delegation|side|team)\b")
# "He was accompanied by": whom the sentence before has for its subject.
_ACCOMPANIED = re.compile(r"(?:He|She|They) (?:was|is|were|will be|has been) (?:also )?(?:accompanied|joined) by\b")
# "Jo Lima, Ola Lie and other senior Kenyan officials".
_OTHERS = re.compile(
    r",? (?:and|as well as) (?:several |many |some |two |three )?other "
    r"(?:(?:senior|top|key|high-ranking|high-level|leading) )*"
)
_FELLOWS = re.compile(
    r" (?:[a-z-]+ ){0,2}(?:officials|leaders|ministers|representatives|diplomats|lawmakers|dignitaries|commanders)\b"
)
# What stands between two in a list: "met Jo Lima, and with Ola Lie", "met Jo Lima, called on Ola Lie".
_LISTED = re.compile(r",? and (?:(?:also )?with )?|,(?: and)?(?: then| also)? (?:(?:met(?: with)?|called on) )?")
# Who is sent somewhere, "Ambassador of Norway to Kenya", "Special Envoy for Kenya", and so of another state than those
# whom he stands among: "Kenya's Ambassador to Norway Jo Lima and Secretary Lie".
SENT = re.compile(
    r"(?i:ambassador|high commissioner|consul|charg[eé]|head of mission|(?:envoy|representative) (?:to|for|on) )"
)
# Who travels, of those whom a sentence names: "At the invitation of Jo Lima, Ola Lie paid a visit".
_TRAVELS = re.compile(
    r",? (?:is |was |will )?(?:be )?(?:paid|pays?|paying|visit\w*|arriv\w+|made|making|led|travel\w+|undert\w+)\b"
)
# "President Lima's special envoy Jo Lie", "Lima's brother and adviser, Jo Lie".
_OWNS = re.compile(r"'s? (?:[a-z-]+ ){0,3}")


def _sent(mention: Mention) -> bool:
    """Whether a mention is of an envoy, who is of another state than the officials among whom he stands."""
    return any(SENT.search(office.title) for office in mention.offices)


class Company:
    """One article, asked for those beside whom it names a person. `names` are the known names, `mentions` persons'."""

    def __init__(self, document: Document, names: Sequence[Mention], mentions: Sequence[Mention]) -> None:
        self.document, self.view = document, document.view
        self.names = [m for m in names if m.type in ("state", "adjective", "organization")]
        self.begins = [m.begin for m in self.names]
        self.ordered = sorted(mentions, key=lambda m: m.begin)

    def state(self, mine: Mention, begin: int) -> str:
        """The code of the state that the sentence at `begin` gives to whom it names first with `mine`; "" for none."""
        led = (
            self._heads(mine)
            or self._signs_for(mine)
            or self._of_the_delegation(mine.begin, begin)
            or self._among_others(mine)
        )
        return led or self._its(mine, begin) or self._of_the_one_before(mine, begin)

    def superior(self, mine: Mention, begin: int) -> Mention | None:
        """Whose official or relative somebody is called, or in whose company: of the same state as they are."""
        before = self._before(mine, begin)
        if before and (owner := self._owner(mine)):
            return owner
        if _ACCOMPANIED.match(self.view, begin):
            return self._subject_before(begin)
        listed = before and _LISTED.fullmatch(self.view, before[-1].end, mine.begin)
        if listed and not _sent(before[-1]) and mine.offices and head_of_office(mine.offices[0]) not in PRINCIPAL:
            return None if attributed(self.view, mine.end) else before[-1]
        *_, beside = (None, *_IN_COMPANY.finditer(self.view, begin, mine.begin))
        led = [m for m in before if beside and m.end <= beside.start()]
        return led[-1] if led else None

    def owner(self, mentions: Iterable[Mention]) -> Mention | None:
        """Whose official somebody is called at any of the mentions: "… he quoted. Kamau's spokesman Lima said"."""
        return next(filter(None, (self._owner(mention) for mention in mentions if mention.offices)), None)

    def _owner(self, mine: Mention) -> Mention | None:
        """Whose official or relative a mention says somebody to be: "President Lima's envoy Jo Lie"."""
        edge = min([o.begin for o in mine.offices if o.begin < mine.name_begin], default=mine.name_begin)
        at = bisect_left(self.ordered, mine.begin, key=lambda m: m.begin) - 1
        former = self.ordered[at] if at >= 0 else None
        return former if former and _OWNS.fullmatch(self.view, former.name_end, edge) else None

    def _subject_before(self, begin: int) -> Mention | None:
        """Who travels in the sentence before the one at `begin`; failing that, whom it names first with an office."""
        sentences = self.document.sentences
        at = bisect_left(sentences, begin, key=lambda s: s.begin) - 1
        titled = [m for m in self.within(sentences[at].begin, sentences[at].end) if m.offices] if at >= 0 else []
        travelling = (m for m in titled if _TRAVELS.match(self.view, m.end))
        return next(travelling, titled[0] if titled else None)

    def _among_others(self, mine: Mention) -> str:
        """The state whose "other officials" end the list in which somebody is named; "" where none do."""
        end = mine.end
        for other in self.ordered[bisect_left(self.ordered, end, key=lambda m: m.begin) :]:
            if not _LISTED.fullmatch(self.view, end, other.begin):
                break
            end = other.end
        others = _OTHERS.match(self.view, end)
        at = bisect_left(self.begins, others.end()) if others else len(self.names)
        name = self.names[at] if at < len(self.names) and others and self.begins[at] == others.end() else None
        own = name is not None and name.type == "adjective" and _FELLOWS.match(self.view, name.end)
        return name.key if name is not None and own else ""

    def _signs_for(self, mine: Mention) -> str:
        """The state for which somebody is said to sign: "Jo Lima, Undersecretary of Energy, signed for Kenya"."""
        signs = _SIGNS_FOR.match(self.view, mine.end)
        at = bisect_left(self.begins, signs.end()) if signs else len(self.names)
        name = self.names[at] if at < len(self.names) and signs and self.begins[at] == signs.end() else None
        return name.key if name is not None and name.type == "state" else ""

    def fellows(self, mine: Mention) -> list[Mention]:
        """The others of a list of bare names in which somebody stands: "Jo Lima, Ola Lie and Eva Silin attended"."""
        at = first = bisect_left(self.ordered, mine.begin, key=lambda m: m.begin)
        last = at + 1
        while first and self._beside(first - 1):
            first -= 1
        while last < len(self.ordered) and self._beside(last - 1):
            last += 1
        return [m for m in self.ordered[first:last] if m.begin != mine.begin]

    def _beside(self, at: int) -> bool:
        """Whether the person named at a place in the article and the next one stand in a list without titles."""
        one, other = self.ordered[at : at + 2]
        return not one.offices and not other.offices and self.view[one.end : other.begin] in (", ", " and ", ", and ")

    def _heads(self, mine: Mention) -> str:
        """The state whose delegation somebody is said to lead: "Jo Lima led the Kenyan delegation"."""
        led = _LED.match(self.view, mine.end)
        at = bisect_left(self.begins, led.end()) if led else len(self.names)
        name = self.names[at] if at < len(self.names) and led and self.begins[at] == led.end() else None
        told = name is not None and name.type != "organization" and _SIDE.match(self.view, name.end)
        return name.key if name is not None and told else ""

    def _before(self, mine: Mention, begin: int) -> list[Mention]:
        """The persons named from `begin` up to a mention, in order."""
        return self.within(begin, mine.begin)

    def within(self, begin: int, end: int) -> list[Mention]:
        """The persons named from `begin` up to `end`, in order."""
        at = bisect_left(self.ordered, end, key=lambda m: m.begin)
        return self.ordered[bisect_left(self.ordered, begin, hi=at, key=lambda m: m.begin) : at]

    def _of_the_delegation(self, first: int, begin: int) -> str:
        """The state of the delegation whose members a sentence lists: "The Kenyan delegation included X"."""
        *_, led = (None, *_DELEGATION.finditer(self.view, begin, first))
        if not led or self._parted(led.end(), first):
            return ""
        at, end = led.span()
        return next((m.key for m in self.names if m.type in ("state", "adjective") and at < m.end < end), "")

    def _parted(self, begin: int, end: int) -> bool:
        """Whether more than names and titles stands at `[begin, end)`, so that what follows is in no list with them."""
        rest = self.view[begin:end]
        for mention in self.ordered:
            if begin <= mention.begin and mention.end <= end:
                rest = rest.replace(self.view[mention.begin : mention.end], "")
        return bool(_CLAUSE.search(rest))

    def _its(self, mine: Mention, begin: int) -> str:
        """The state that "its" means in "its candidate Jo Lima": the only one before it, else the first of all."""
        its = _ITS.search(self.view, max(begin, mine.name_begin - 80), mine.name_begin)
        before = [m for m in self.names if its and begin <= m.begin < its.start()]
        plain = len({m.key for m in before}) == 1 or before and before[0].begin < begin + len("The ")
        return before[0].key if plain and before[0].type != "organization" else ""

    def _of_the_one_before(self, mine: Mention, begin: int) -> str:
        """The state of whom the words lean on: "her finance minister, Ola Lie", "X and Energy Minister Y"."""
        before = self._before(mine, begin)
        if not before or not mine.offices:
            return ""
        states = [o.of for m in before for o in m.offices if o.of_kind == "state"]
        gap = self.view[before[-1].end : mine.begin]
        if _HIS.match(self.view, mine.begin) and states:
            return states[-1]
        listed = _LISTED.fullmatch(gap) and not (gap == ", " and attributed(self.view, mine.end))
        if listed and not _sent(before[-1]) and head_of_office(mine.offices[0]) not in PRINCIPAL:
            return next((o.of for o in before[-1].offices if o.of_kind == "state"), "")
        return ""
