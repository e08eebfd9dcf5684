"""Names of persons in text, known and unknown: by office or courtesy title, apposition, list, or the form of the name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.mentions.offices import institution
from kg.text import Mention, Office

_CAP = r"[A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017e\u0218-\u021b\u1e00-\u1ef9]"
_WORD = rf"{_CAP}[\w'’]*(?:-[\w'’]+)*"
_PARTICLE = (
    r"(?:bin|ibn|bint|al|el|Al|El|van|der|den|de|del|della|da|das|do|dos|du|di|la|le|von|zu|ter|ten|ben|abu|ould|st\.|los|las|dela|dello|degli|dal|oul|te|op|het|bint|binti|zu|zur|zum|ben|ur|und)"
)
_TOKEN = rf"(?:{_CAP}\.(?:-?{_CAP}\.)*|{_WORD})"
_PARTICLE_WORDS = frozenset(re.findall(r"[a-z]+", _PARTICLE))
_NAME = re.compile(rf"{_TOKEN}(?:[ -](?:{_PARTICLE}[ -]){{0,2}}{_TOKEN})*(?:,? (?:Jr|Sr)\.?(?!\w)| I{{2,3}}(?!\w))?")
_STARTS_WITH_PARTICLE = re.compile(rf"(?:van|von|der|de|da|al|el|bin|di|du) (?:{_PARTICLE} )?{_WORD}")
_LINK = re.compile(
    r"(?:(?: at the time)?,? (?:Comrade |Mr\.? |Mrs\.? |Ms\.? |Dr\.? |H\.E\. |H\.R\.H\. |Gen\. |Sheikh |Sir )*|, (?:the )?|: | \()"
)
_COURTESY = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sir|Madam|Madame|Lord|Lady|Dame|Baroness|Prof|Gen|Lt\. Gen|Maj\. Gen|Adm|Col|Sen|Rep|Amb|Comrade|Sheikh|Shaikh|Ayatollah|H\.E|H\.R\.H|"
    r"His Excellency|Her Excellency|His Majesty|Her Majesty|His Highness|His Royal Highness|President|King|Queen|Pope|Prince|Princess)\.? )+$"
)
_ARTICLE = re.compile(r"^(?i:al|el|as|ash|an|ar|at|az|ad)-(?=\w)")
_STYLE = re.compile(r"(?:H\.E|H\.R\.H|H\.H|H\.M|S\.E)\. ?|HRH |HE |HH |HM ")
_SPEECH = re.compile(
    r",? (?:said|says|told|added|noted|stressed|wrote|asked|argued|explained|recalled|also said|who|whose|met|visited|arrived|attended)\b"
)
_SPOKEN = re.compile(
    r"\b(?:said|says|added|noted|stressed|told|asked|according to|met|met with|meeting with|talks with|received|hosted|by|with|thanked|and) $"
)
_APPOSITION = re.compile(r" ?(?:, | \(|, the |, a |, an |, who is |, currently )(?=[\w'])")


@cache
def _not_names() -> frozenset[str]:
    """Words that are capitalised at the head of a sentence or in titles of things, and begin no name."""
    return frozenset(
        "Gen Lt Maj Col Adm Sen Rep Gov Prof Rev Hon Amb Capt Sgt St Assembly General "
        "MP KC QC AC AO CBE MBE PhD Hon Meets Met Holds Held Speaks Spoke Attends Calls Hosts Receives Visits Arrives Welcomes Thanks Pledges Says Urges Cable "
        "Receives Discusses Agrees Signs Begins Ends Congratulates Extends Sends Witnesses Chairs Guest Border Praises Wins Warns Vows Hails "
        "The A An In On At As For By From With To Of And Or But If When While After Before During Both Also Earlier Later Last Next This That These Those "
        "Noting Stressing Recalling Speaking Referring Addressing Commenting Opening Following Pointing Emphasizing Emphasising Describing Calling Welcoming "
        "He She It They We You I His Her Its Their Our My Your Who What Which Where Why How There Here Then Now Today Yesterday Tomorrow "
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December "
        "Photo File Photos Note See Meanwhile However According Since Under Over Through Between Among Against Within Without About Around Despite Because "
        "Bilateral Multilateral Global International Regional Joint New First Second Third North South East West Central Northern Southern Eastern Western "
        "Sides Side Ministers Leaders Presidents Heads Parties Countries Government Governments State States Summit Meeting Conference Forum Talks Visit "
        "Agreement Treaty Declaration Statement Initiative Framework Partnership Strategy Plan Programme Program Project Dialogue Process Session Belt Road Green "
        "Not No Yes Thank Thanks Dear Ladies Gentlemen Colleagues Friends Good Mr Mrs Ms Dr Sir Highness Excellency Majesty Your Please Let Question Answer "
        "Chinese English French Spanish Arabic God Islam Islamic Christian Muslim Jewish Orthodox Catholic Army Navy Air Force Security Council Committee "
        "Two Three Four Five Six Seven Eight Nine Ten Additional Further Special Attention Concern Importance Together Separately Also Similarly Additionally "
        "Africa Europe Asia America Americas Latin Pacific Atlantic Indian Arctic Antarctic Middle Far Near Gulf Sea Ocean River Strait Peninsula Eurasia Eurasian "
        "Victory Day Year Christmas Ramadan Easter Nobel Prize Olympic Olympics Games World Cup University College Institute School Academy Center Centre Airport "
        "Highlighting Underscoring Underlining Expressing Reaffirming Reiterating Citing Turning Touching Regarding Concerning Based Building Taking Part Attending Asked "
        "Any All Each Every Some Many Most Several Other Another Such Same Only Even Still Yet Just More Less Much Very Well Indeed Thus Hence Therefore Moreover "
        "Will Would Should Could Can Shall Must Do Does Did Has Have Had Is Are Was Were Be Been Being Once Until Till Upon Via Per Plus Top Key Main High Highly "
        "Economic Political Strategic Cultural Trade Energy Defense Defence Climate Health Human Rights Nuclear Military Foreign Affairs Minister Ministry President".split()
    )


@cache
def _family_first() -> frozenset[str]:
    return frozenset(lexicon.family_first())


@cache
def _given() -> frozenset[str]:
    return frozenset(lexicon.given_names())


def find(view: str, names: Sequence[Mention], offices: Sequence[Office]) -> list[Mention]:
    """The persons named in the view, in order; a single surname is found only where a title or a full name stands by it."""
    scan = _Scan(view, names, offices)
    scan.full_names()
    scan.surnames()
    return sorted(scan.found, key=lambda m: m.begin)


class _Scan:
    """One pass for names with a title, an apposition or the form of a full name; a second for surnames of those."""

    def __init__(self, view: str, names: Sequence[Mention], offices: Sequence[Office]) -> None:
        self.view, self.names, self.offices = view, list(names), list(offices)
        self.name_starts = [m.begin for m in self.names]
        self.office_ends = [o.end for o in self.offices]
        self.office_starts = [o.begin for o in self.offices]
        self.found: list[Mention] = []
        self.singles: list[tuple[int, int]] = []
        self.surnames_known: set[str] = set()

    def full_names(self) -> None:
        for run in _NAME.finditer(self.view):
            for begin, end in self._pieces(run.start(), run.end()):
                self._consider(begin, end)

    def _pieces(self, begin: int, end: int) -> list[tuple[int, int]]:
        """The parts of a run of capitalised words that no known name and no title covers."""
        blocks = [(m.begin, m.end) for m in self._names_in(begin, end)]
        first = bisect_left(self.office_ends, begin + 1)
        while first < len(self.offices) and self.offices[first].begin < end:
            blocks.append((self.offices[first].begin, self.offices[first].end))
            first += 1
        pieces, at = [], begin
        for start, stop in sorted(blocks):
            if start > at:
                pieces.append((at, start))
            at = max(at, stop)
        if at < end:
            pieces.append((at, end))
        return [piece for p in pieces if (piece := self._strip(*p))]

    def _names_in(self, begin: int, end: int) -> list[Mention]:
        index = max(0, bisect_left(self.name_starts, begin) - 1)
        inside = []
        while index < len(self.names) and self.names[index].begin < end:
            name = self.names[index]
            if name.end > begin and not self._is_given_name(name):
                inside.append(name)
            index += 1
        return inside

    def _is_given_name(self, name: Mention) -> bool:
        """ "Chad Smith", "Jordan Peterson", "Paris Hilton": a place's name before a surname it does not govern."""
        return (
            name.type == "place"
            and self.view[name.begin : name.end] in _given()
            and bool(re.match(r" [A-Z]", self.view[name.end : name.end + 2]))
        )

    def _strip(self, begin: int, end: int) -> tuple[int, int] | None:
        """Take words that begin no name off the head of a piece, and possessives and commas off its end."""
        view = self.view
        while begin < end:
            if not view[begin].isalnum():
                begin += 1
                continue
            if style := _STYLE.match(view, begin, end):
                begin = style.end()
                continue
            word = re.match(r"[\w'’-]+", view[begin:end])
            if word and len(word[0]) == 1 and view.startswith(".", begin + 1):
                break
            if (
                word
                and word[0] in _not_names() | {"Comrade"}
                or word
                and begin + len(word[0]) < end
                and word[0].endswith("ing")
                and self._head_of_sentence(begin)
            ):
                begin += len(word[0]) if word else 1
                continue
            break
        while (last := re.search(r"[ -]([\w'’]+)$", view[begin:end])) and last[1] in _not_names():
            end -= len(last[0])
        text = view[begin:end]
        if text.endswith(("'s", "’s")):
            end -= 2
        while end > begin and not view[end - 1].isalnum() and not re.search(r"(?:Jr|Sr|\b[A-Z])\.$", view[begin:end]):
            end -= 1
        return (begin, end) if end - begin > 1 else None

    def _head_of_sentence(self, begin: int) -> bool:
        return begin == 0 or bool(re.search(r"(?:^|[.!?:\n\"] ?)$", self.view[max(0, begin - 2) : begin]))

    def _consider(self, begin: int, end: int) -> None:
        view = self.view
        text = view[begin:end]
        if "'s " in text:
            head = begin + text.index("'s ")
            self._consider(begin, head)
            return
        tokens = re.findall(r"[\w'’.-]+", text)
        particle = re.search(rf"(?:^|\W)((?:{_PARTICLE} ){{1,2}})$", view[max(0, begin - 16) : begin])
        if (
            particle
            and not particle[1].startswith("do ")
            and len(tokens) <= 2
            and not re.search(r"\b(?:de|la) $", particle[1])
        ):
            begin -= len(particle[1])
        offices, start = self._titles_before(begin)
        after, stop = self._titles_after(end)
        state = self._state_after(end) if offices and not any(o.of_kind == "state" for o in offices) else None
        if state:
            offices = tuple(o if o.of else replace(o, of=state.key, of_kind="state") for o in offices)
            stop = max(stop, state.end)
        if offices and (own := re.search(r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he) $", view[max(0, start - 6) : start])):
            start -= len(own[0])
        courtesy = _COURTESY.search(view[max(0, begin - 30) : begin])
        if courtesy and not offices:
            start = begin - len(courtesy[0])
        if len(tokens) > 1 and (institution(tokens[-1]) or institution(tokens[0])) and not offices:
            return
        good = bool(offices or after or courtesy)
        if not good and len(tokens) > 1 and len(tokens) <= 5:
            good = self._looks_like_a_name(tokens) or bool(
                _SPEECH.match(view, end) and not self._head_of_sentence(begin) and len(tokens) <= 3
            )
        if not good and len(tokens) <= 3:
            self.singles.append((begin, end))
            return
        if good:
            plain = after and not offices and not courtesy and not any(o.of_kind == "state" for o in after)
            if len(tokens) == 1 and (tokens[0] in _not_names() or plain):
                self.singles.append((begin, end))
                return
            stop = max(stop, end)
            if (after or offices and view[offices[-1].end : begin].startswith(", ")) and view.startswith(", ", stop):
                stop += 1  # the comma that ends an apposition
            self._keep(start, stop, begin, end, (*offices, *after), state.key if state else "")

    def _state_after(self, end: int) -> Mention | None:
        """ "President Xi Jinping of the People's Republic of China": the state after the name."""
        link = re.match(r" of (?:the )?", self.view[end : end + 8])
        at = bisect_left(self.name_starts, end + link.end()) if link else len(self.names)
        found = self.names[at] if at < len(self.names) and link and self.names[at].begin == end + link.end() else None
        return found if found and found.type == "state" else None

    def _looks_like_a_name(self, tokens: list[str]) -> bool:
        if any(t in _not_names() for t in tokens[tokens[0] == "He" :]):
            return False
        if tokens[0] in _given() and len(tokens) <= 4:
            return True
        if len(tokens) in (2, 3) and (tokens[0] in _family_first() or tokens[0] == "He") and all(len(t) > 1 for t in tokens):
            return True
        return (
            tokens[-1] in _given()
            and len(tokens) == 2
            or any(re.fullmatch(r"[A-Z]\.", t) for t in tokens[1:-1])
            or tokens[0] in self.surnames_known
        )

    def _keep(self, begin: int, end: int, name_begin: int, name_end: int, offices: tuple[Office, ...], state: str = "") -> None:
        if self.view[max(0, name_begin - 3) : name_begin].lower() in ("al-", "el-") and begin == name_begin:
            begin -= 3
        text = self.view[name_begin:name_end]
        self.surnames_known.update(_handles(text))
        self.found.append(
            Mention(
                begin,
                end,
                "person",
                name=text,
                offices=offices,
                name_begin=name_begin,
                name_end=name_end,
                possessive=self.view.startswith("'s", name_end),
            )
        )

    def _titles_before(self, begin: int) -> tuple[tuple[Office, ...], int]:
        """The titles that lead up to a name, with the state before them: "Chinese State Councilor and Foreign Minister"."""
        at = bisect_left(self.office_ends, begin + 1) - 1
        titles: list[Office] = []
        edge = begin
        while at >= 0 and self.offices[at].end <= edge:
            office = self.offices[at]
            between = self.view[office.end : edge]
            joined = (
                _LINK.fullmatch(between) if not titles else re.fullmatch(r"(?: and |,|, |/|, and )(?:the )?", between)
            )
            if not joined or (
                between.startswith(",")
                and not titles
                and not self._comma_title(office)
                and not (office.plural and office.of)
            ):
                break
            if office.plural and titles:
                break
            titles.insert(0, _one_of(office))
            edge = office.begin
            at -= 1
        if not titles:
            return self._shared_title(begin)
        if titles:
            for name in reversed(self._names_in(max(0, edge - 60), edge)):
                gap = self.view[name.end : edge]
                if (
                    re.fullmatch(r"(?:'s?)?[ -](?:(?:former|then|acting|late|outgoing|new|visiting|longtime) )*", gap)
                    or gap == ""
                ):
                    edge = name.begin
                elif re.fullmatch(r" (?:and|or) |, ", gap):
                    break
                else:
                    break
        return tuple(titles), edge

    def _shared_title(self, begin: int) -> tuple[tuple[Office, ...], int]:
        """The title that a list of names shares: "presidents Xi and Lukashenko", "the Presidents of X, NAME, of Y, NAME"."""
        of = re.search(r"(?:^|,|,? and) of (?:the )?$", self.view[max(0, begin - 60) : begin])
        state = None
        at = bisect_left(self.name_starts, begin) - 1
        if at >= 0 and self.view[self.names[at].end : begin] == ", " and self.names[at].type == "state":
            state = self.names[at]
        del of
        for former in reversed(self.found[-3:]):
            gap = self.view[former.end : begin]
            plain = re.fullmatch(r",? and |, ", gap)
            distributed = state is not None and re.fullmatch(
                r",? (?:and )?of (?:the )?", self.view[former.end : state.begin]
            )
            if former.offices and former.offices[-1].plural and (plain or distributed):
                office = former.offices[-1]
                if distributed and state is not None:
                    return (replace(office, of=state.key, of_kind="state"),), begin
                return (replace(office, of="", of_kind=""),) if office.of_kind != "state" else (
                    replace(office, of="", of_kind=""),
                ), begin
            break
        return (), begin

    def _comma_title(self, office: Office) -> bool:
        """ "his Russian counterpart, Sergei Lavrov" or "the President of the European Council, António Costa": a definite title, then the name."""
        before = self.view[max(0, office.begin - 50) : office.begin]
        return (
            bool(re.search(r"(?:\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir)|'s|s') (?:[\w'.-]+ ){0,2}$", before))
            and not office.plural
        )

    def _titles_after(self, end: int) -> tuple[tuple[Office, ...], int]:
        """The titles in apposition to a name: "Wang Yi, director of …, and …"."""
        link = _APPOSITION.match(self.view, end)
        if not link:
            return (), end
        at = bisect_left(self.office_starts, link.end())
        titles: list[Office] = []
        edge = link.end()
        while at < len(self.offices):
            office = self.offices[at]
            gap = self.view[edge : office.begin]
            lead = bool(re.fullmatch(r"(?:the |a |an )?(?:former |then |current )?", gap)) or self._names_only(
                edge, office.begin
            )
            if not lead or office.plural or self._leads_a_name(office.end):
                break
            titles.append(office)
            edge = office.end
            more = re.match(r",? and (?:also )?(?:the )?|, (?:the )?(?=[a-z])", self.view[edge : edge + 16])
            if not more:
                break
            edge += more.end()
            at += 1
        return tuple(titles), titles[-1].end if titles else end

    def _names_only(self, begin: int, end: int) -> bool:
        inside = self._names_in(begin, end)
        text = self.view[begin:end]
        return (
            len(inside) == 1
            and bool(re.fullmatch(r"(?:the |a )?(?:former |then )?", text[: inside[0].begin - begin]))
            and bool(re.fullmatch(r"(?:'s?)?[ -](?:[a-z]+ )?", self.view[inside[0].end : end]))
        )

    def _leads_a_name(self, end: int) -> bool:
        """Whether a title goes with the name that follows it: ", Foreign Minister Wang Yi and …" is a list, no apposition."""
        follow = re.match(rf" ({_WORD})", self.view[end : end + 40])
        return bool(follow and follow[1] not in _not_names())

    def surnames(self) -> None:
        """Single names that belong to somebody whose full name or title stands elsewhere in the text."""
        taken = sorted((m.begin, m.end) for m in self.found)
        starts = [b for b, _ in taken]
        folded = {s.casefold() for s in self.surnames_known}
        for begin, end in self.singles:
            at = bisect_left(starts, begin + 1) - 1
            if at >= 0 and taken[at][1] > begin:
                continue
            text = self.view[begin:end].split("'")[0].split("’")[0]
            stop = begin + len(text)
            *others, last = text.split(" ")
            last = _ARTICLE.sub("", last)
            if any(o.lower() not in _PARTICLE_WORDS and o not in self.surnames_known for o in others):
                continue
            if last in self.surnames_known or len(last) > 2 and last.casefold() in folded:
                self._keep(begin, stop, begin, stop, ())


def _one_of(office: Office) -> Office:
    """A plural title as each of its holders bears it: "Presidents" -> "President"; it stays marked as plural."""
    if not office.plural:
        return office
    return replace(
        office,
        title=re.sub(r"(?<=\w)s\b", "", office.title, count=0)
        if not office.title.lower().startswith("heads")
        else office.title,
    )


def _handles(name: str) -> list[str]:
    """The single words by which a name may be called again, without the Arabic article."""
    words = re.findall(r"[\w'’-]+", re.sub(r",? (?:Jr|Sr)\.?$| I{2,3}$", "", name))
    bare = [_ARTICLE.sub("", word) for word in words if len(word) > 1]
    return [word for word in bare if word[:1].isupper()]
