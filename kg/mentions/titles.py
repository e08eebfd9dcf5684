"""Which titles go with a name: those that lead up to it, those in apposition to it, and one that a list shares."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.mentions import courtesies, nameforms
from kg.mentions.officewords import institution
from kg.mentions.plurals import Plurals, one_of
from kg.text import Mention, Office

RANK = re.compile(
    r"(?:Prince|Princess|Sheikh|Senator|Ambassador|General|Admiral|Marshal|Colonel|Captain|Professor|Counsell?or"
    r"|(?:Grand )?Ayatollah|Cardinal|Archbishop|Metropolitan|Patriarch) "
)
_HALF_RANK = re.compile(r"(?<= )(?:Major|Lieutenant|Brigadier|Rear|Vice|Lt\.?|Maj\.?|Brig\.?) $")
_POSSESSION = re.compile(r"(?:'s?|\))?[ -](?:(?:former|then|acting|late|outgoing|new|visiting|longtime) )*")
_OWNED = re.compile(r"(?:\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir)|'s|s') (?:[\w'.-]+ ){0,2}$")
_AFTER_STATES = re.compile(r",? (?:--? |\u2013 |\u2014 |\()?|\u2014|: ")
_ITS_OWN = re.compile(r", (?:the )?(?:[A-Z][\w.]*(?:'s)? )?")
_LINE_ENDS = re.compile(r"(?:,? M\.?P\.?)?(?: \d[^\n]{0,20})? *(?:\n|$)")
_ARTICLES = ("Al", "El", "bin", "ibn")
# No item of a list: "Assistant Secretary for Civilian Security, Democracy, and Human Rights".
_FULL_NAME = re.compile(r"[A-Z][\w.'-]* [A-Z]")
_POST = re.compile(
    r"spokes|envoy|ambassador|minister|president|secretary|head|chief|consul|governor|director|charg|chair|speaker|premier"
    r"|commander|commissioner|representative|negotiator|advis|chancellor|mayor|king|coordinator"
)
PREPOSED = re.compile(
    r"[ \"]*(?:Before|After|During|Following|Ahead of|Prior to|At|In|On|Upon|While|When|According to|Together with"
    r"|Speaking|Talking|Commenting|Responding|Replying|Asked|Welcoming|Receiving|Meeting|Hosting|Addressing)\b"
)
FRONT = re.compile(rf"{PREPOSED.pattern}[^,]*$|[^\n]*\b(?:at|on) the invitation (?:of|from) [^,]*$")


@cache
def _link() -> re.Pattern[str]:
    """What may stand between a title and its name."""
    address = rf"(?: at the time)?,? (?:[Tt]he (?=Hon|Rt|Right ))?{courtesies.words()}"
    return re.compile(rf"(?: \([A-Z\d][^()\n]{{1,30}}\)(?= ))?{address}|, (?:the )?|: | \(")


@cache
def _joint() -> re.Pattern[str]:
    """What may stand between two titles of one person: "and the", or a form of address after a comma."""
    return re.compile(rf"(?: and |,|, |/ ?|, and )(?:the )?{courtesies.words()}")


# "…," said a Trade Ministry spokesman, Ola Lie.
_SAID_A = re.compile(r"\b(?:said|says|according to) an? [^,.;\"]{3,60}, $")
# "the President and First Lady Ana Lima": the office before it is another's.
_SPOUSES = frozenset(("First Lady", "Second Lady", "First Gentleman", "Second Gentleman"))

Titled = tuple[tuple[Office, ...], int]


class Titles:
    """The known names and the titles of one view, asked by position."""

    def __init__(self, view: str, names: Sequence[Mention], offices: Sequence[Office]) -> None:
        self.view, self.names, self.offices = view, list(names), list(offices)
        self.name_starts = [m.begin for m in self.names]
        self.plurals = Plurals(view, self.names, self.name_starts)
        self.office_ends = [o.end for o in self.offices]
        self.office_starts = [o.begin for o in self.offices]

    def blocks(self, begin: int, end: int) -> list[tuple[int, int]]:
        """The runs within `[begin, end)` that known names and titles cover, in order."""
        covered = [(m.begin, m.end) for m in self.names_in(begin, end)]
        first = bisect_left(self.office_ends, begin + 1)
        while first < len(self.offices) and self.offices[first].begin < end:
            covered.append((self.offices[first].begin, self.offices[first].end))
            first += 1
        return sorted(covered)

    def ends_before(self, begin: int) -> bool:
        """Whether a title ends right before a position."""
        at = bisect_left(self.office_ends, begin)
        begin -= self.view[begin - 1 : begin] == " "
        return any(o.end == begin for o in self.offices[max(0, at - 1) : at + 1])

    def names_in(self, begin: int, end: int) -> list[Mention]:
        """The known names that touch `[begin, end)`, in order."""
        index = max(0, bisect_left(self.name_starts, begin) - 1)
        inside = []
        while index < len(self.names) and self.names[index].begin < end:
            name = self.names[index]
            if name.end > begin and not self._is_given_name(name) and not self._is_surname(name):
                inside.append(name)
            index += 1
        return inside

    def _is_given_name(self, name: Mention) -> bool:
        """Whether a place's name stands before a surname: "Chad Smith", "Jordan Peterson", "Austin Powers"."""
        return (
            (name.type == "place" or name.type == "state" and self.ends_before(name.begin))
            and nameforms.is_given(self.view[name.begin : name.end])
            and bool(re.match(r" [A-Z]", self.view[name.end : name.end + 2]))
        )

    def _is_surname(self, name: Mention) -> bool:
        """Whether a place's name stands after a given name that is no place, or an article: "José Serra"."""
        before = re.search(r"(?<!\w)([\w'-]+) $", self.view[max(0, name.begin - 16) : name.begin])
        at = bisect_left(self.name_starts, name.begin) - 1
        parted = at < 0 or self.names[at].end < name.begin - 1
        own = before is not None and (nameforms.is_given(before[1]) or before[1] in _ARTICLES)
        return name.type == "place" and parted and own

    def state_after(self, end: int) -> Mention | None:
        """The state after a name: "Jo Kamau of Kenya", "Jo Kamau (Kenya)", "Jo Kamau of the Kenyan Senate"."""
        link = re.match(r" of (?:the )?| \(", self.view[end : end + 8])
        if not link:
            return None
        at = bisect_left(self.name_starts, end + link.end())
        found = self.names[at] if at < len(self.names) and self.names[at].begin == end + link.end() else None
        if found and link[0] == " (" and not self.view.startswith(")", found.end):
            return None
        local = found and found.type == "place" and found.key in lexicon.state_codes()
        if found and (found.type == "adjective" or local) and link[0] != " (":
            return replace(found, type="state")
        return found if found and found.type in ("state", "organization") else None

    def state_before(self, begin: int) -> Mention | None:
        """The state that owns the name at `begin`: "Kenya's Jo Kamau"."""
        stop = begin - 3 if self.view.startswith("'s ", begin - 3) else begin - 2
        if self.view[stop:begin] not in ("'s ", "' "):
            return None
        at = bisect_left(self.name_starts, stop) - 1
        found = self.names[at] if at >= 0 and self.names[at].end == stop else None
        return found if found and found.type == "state" else None

    def before(self, begin: int, found: Sequence[Mention]) -> Titled:
        """The titles that lead up to a name, and where they begin with their state: "Chinese State Councilor and …".

        `found` are the persons named so far, in the order of the text.
        """
        at = bisect_left(self.office_ends, begin + 1) - 1
        titles: list[Office] = []
        edge = begin
        floor = found[-1].end if found else 0  # "X, envoy of A and Ambassador Y": the first title is X's
        while at >= 0 and floor < self.offices[at].end <= edge:
            office = self.offices[at]
            another = titles and (self._another(office, titles[0]) or self._again(office, begin, found))
            if not self._leads(office, edge, bool(titles)) or another:
                break
            titles.insert(0, self.plurals.first(one_of(office)))
            edge = self._with_organization(office.begin)
            at -= 1
        if not titles:
            return self.plurals.shared(begin, found), begin
        if "\n" in self.view[titles[-1].end : begin]:
            return tuple(titles), begin
        for name in reversed(self.names_in(max(0, edge - 60), edge)):
            gap = self.view[name.end : edge]
            if gap and not _POSSESSION.fullmatch(gap) or self.view.startswith("D.C.", name.end - 4):
                break
            edge = name.begin
            if self.view.startswith("(", edge - 1):  # "Republic of Korea (ROK) Minister": the name before is the same
                edge = next((n.begin for n in self.names_in(edge - 40, edge) if n.end == edge - 2), edge)
        return tuple(titles), edge

    def _leads(self, office: Office, edge: int, joined: bool) -> bool:
        """Whether a title goes with what begins at `edge`: the name itself, or if `joined` another title of it."""
        stop = self.plurals.end(office)
        between = self.view[stop:edge]
        if stop > office.end and _AFTER_STATES.fullmatch(between):
            return True
        if joined:
            between = _HALF_RANK.sub("", between)
            apart = between == " " and (bool(office.of) or bool(RANK.match(self.view, edge)))
            other = between.startswith(",") and self._fronted(office.begin, edge)
            return (bool(_joint().fullmatch(between)) or apart) and not office.plural and not other
        if "\n" in between:
            return self._above(office, between, edge)
        if not _link().fullmatch(between):
            return False
        if not between.startswith(","):
            return True
        if self._fronted(office.begin, edge):
            return False
        addressed = len(between) > 2 and between not in (", the ", ",")
        if addressed or self._definite(office) or office.plural and office.of:
            return True
        full = bool(_FULL_NAME.match(self.view, edge))
        if office.title[0].islower():  # "a spokesman for the Kenyan ministry, Jo Lima,"
            told = office.of and _POST.search(office.title) or "ministry spokes" in office.title
            return full and bool(told) and self._closed(edge)
        if full and " " in office.title and self._closed(edge):
            return bool(office.of) or not self._institutional(edge)  # "Shadow Foreign Minister, Jo Lima, said"
        return full if " for " in office.title else bool(office.of)

    def _institutional(self, edge: int) -> bool:
        """Whether the words at `edge` name an institution: "First Secretary, Diplomatic Security,"."""
        name = nameforms.run().match(self.view, edge)
        return name is not None and institution(name[0].split()[-1])

    def _above(self, office: Office, between: str, edge: int) -> bool:
        """Whether a title fills the line above the name at `edge`, which fills its own: the head of a release."""
        name = nameforms.run().match(self.view, edge)
        if not name or name[0].isupper() or " " not in office.title:
            return False
        if not _link().fullmatch(between.replace(" \n", " ").replace("\n", " ")):
            return False
        before = self.view[self.view.rfind("\n", 0, office.begin) + 1 : office.begin]
        return (not before.strip() or before.endswith("RELEASE ")) and bool(_LINE_ENDS.match(self.view, name.end()))

    def _with_organization(self, begin: int) -> int:
        """Where a title begins with the organization before it: "OSCE Chairperson-in-Office"."""
        at = bisect_left(self.name_starts, begin) - 1
        name = self.names[at] if at >= 0 else None
        own = name is not None and name.type == "organization" and self.view[name.end : begin] == " "
        return name.begin if name is not None and own else begin

    def _another(self, office: Office, after: Office) -> bool:
        """Whether two joined titles are two persons': "the Vice President and President Lima"."""
        apart = re.search(r"\b[Tt]he (?:[\w.]+ )?$", self.view[max(0, office.begin - 30) : office.begin])
        twice = self.view[office.end : after.begin].endswith(" and the ")  # "the Chair and the Secretary of X, Jo Lima"
        higher = after.title == "President" and "rince" not in office.title
        if after.title in _SPOUSES:
            return True
        return bool(apart) and (twice or higher)

    def _again(self, office: Office, begin: int, found: Sequence[Mention]) -> bool:
        """Whether a title is of somebody else than whose family or given name comes again at `begin`.

        "The Foreign Secretary and Under-Secretary Lima agreed", where Ana Lima was named before: two persons.
        """
        if self.view[max(0, office.begin - 4) : office.begin].lower() != "the ":
            return False
        run = nameforms.run().match(self.view, begin)
        name = run[0] if run else ""
        return any(name in (m.name.split()[0], m.name.split()[-1]) and " " in m.name for m in found)

    def _fronted(self, begin: int, edge: int) -> bool:
        """Whether a title ends an adverbial before the subject: "Before meeting the President, Ana Lima …"."""
        start = max(self.view.rfind(mark, 0, begin) for mark in (". ", "\n", '" ')) + 1
        subject = not self._closed(edge) or self._titled_after(edge)
        return subject and bool(FRONT.match(self.view, start, begin))

    def _titled_after(self, edge: int) -> bool:
        """Whether a title of its own follows the name at `edge`: "After talks with the Speaker, Ana Lima, AU Chair"."""
        name = nameforms.run().match(self.view, edge)
        at = bisect_left(self.office_starts, name.end()) if name else len(self.offices)
        begin = self.offices[at].begin if at < len(self.offices) else -1
        return name is not None and bool(_ITS_OWN.fullmatch(self.view, name.end(), begin))

    def _closed(self, edge: int) -> bool:
        """Whether a comma or a possessive ends the name at `edge`, or the sentence after "…," said a."""
        name = nameforms.run().match(self.view, edge)
        if name is not None and self.view.startswith((".", ";"), name.end()):
            return bool(_SAID_A.search(self.view, max(0, edge - 80), edge))
        return name is not None and self.view.startswith((",", "'"), name.end())

    def _definite(self, office: Office) -> bool:
        """Whether a comma may part a title from its name: "his Kenyan counterpart, John Kamau"."""
        before = self.view[max(0, office.begin - 50) : office.begin]
        return bool(_OWNED.search(before)) and not office.plural
