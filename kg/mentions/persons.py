"""Names of persons, known and unknown: by office or courtesy title, apposition, list, or the form of the name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.mentions import appositions, courtesies, credits, gazetteer, nameforms, officewords
from kg.mentions.officewords import company, institution
from kg.mentions.titles import Titles
from kg.text import Mention, Office, unmarked

# Digits, and contractions at the head of a sentence.
_NO_NAME = re.compile(r"\d|(?:^|\s)(?:I|We|You|They|He|She|It|That|There)['’]|^So [a-z]|(?:Democrat|Republican)$")
_LETTERS_OF_SEVERAL = re.compile(r"[A-Z]{2,6}s")  # "the three National Security Advisors (NSAs)"
_INITIAL = re.compile(r"[A-Z]\.")
_OWN = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]he) $")

_PLAIN = re.compile(r"[A-Z\u00c0-\u00de][\w'’.-]*")
_SAYS = re.compile(
    r"(?:, (?:one of the|an?|the|who) [^,.\n\"]{4,90},)? (?:says|said|thinks|believes|told|tells|added|adds|noted)\b"
)
# "…," said Ana Lima, …: after a quotation.
_SAID = re.compile(r"[,\"] (?:said|says|added|explained) $")
_ENDS = re.compile(r"[,.]| (?:of|at|who|in|from|with)\b")
# The minute of a recording, behind the name of who speaks.
_MINUTE = re.compile(r" ?\(\d{1,2}:\d{2}(?::\d{2})?\) ?:")


# What stands behind the name of somebody who speaks or goes somewhere. Things do much of what other verbs of speech
# tell: "the Daily Mirror leads with", "Manus Island reflects".
_ACTS = re.compile(
    r",? (?:said|says|told|added|noted|stressed|wrote|asked|argued|explained|recalled|also said|who|"
    r"whose|met|visited|arrived|attended)\b"
)


def find(view: str, names: Sequence[Mention], offices: Sequence[Office], known: Collection[str] = ()) -> list[Mention]:
    """The persons named in the view, in order. `names` are the gazetteer's mentions, `offices` the titles, in order.

    A single surname is found only where a title or a full name stands by it, or if it is one of `known`.
    """
    scan = _Scan(view, names, offices)
    scan.full_names()
    scan.part_names()
    scan.surnames_known.update(known)
    scan.surnames()
    found = sorted(scan.found, key=lambda m: m.begin)
    return _with_nicknames(
        view, [m for m in found if not credits.credited(view, m) and not credits.byline(view, m, found)]
    )


# Old wires go on with a capital after it: "the U.S. Suggested that".
_CARRIED = ("U.S. ", "U.K. ", "U.N. ")


# "the official [Tanjug] news agency".
_AGENCY = re.compile(r" (?:news agency|newspaper|daily|television|radio|TV)\b")


def _with_nicknames(view: str, found: list[Mention]) -> list[Mention]:
    """The same, one name for whom a text calls by a second in brackets: "Jon Lima (Jolly)", "President Jolly"."""
    full = {
        second.name: first.name
        for first, second in pairwise(found)
        if " " in first.name and " " not in second.name
        if view[first.name_end : second.name_begin] == " (" and view.startswith(")", second.name_end)
    }
    return [replace(m, name=full[m.name]) if m.name in full else m for m in found]


def _begins_with_a_place(tokens: Sequence[str]) -> bool:
    """Whether a run begins with a place's name of two words: "Hong Kong Jockey"."""
    entry = gazetteer.entries().get(unmarked(" ".join(tokens[:2])))
    return entry is not None and entry.type in ("place", "venue")


class _Scan:
    """One pass for names with a title, an apposition or the form of a full name; a second for surnames of those."""

    def __init__(self, view: str, names: Sequence[Mention], offices: Sequence[Office]) -> None:
        self.view, self.titles = view, Titles(view, names, offices)
        self.found: list[Mention] = []
        self.singles: list[tuple[int, int]] = []
        self.surnames_known: set[str] = set()

    def full_names(self) -> None:
        for run in nameforms.run().finditer(self.view):
            if nameforms.begins_no_name(run[0]):
                continue  # most runs are the first word of a sentence
            for begin, end in self._pieces(run.start(), run.end()):
                self._consider(begin, end)

    def _pieces(self, begin: int, end: int) -> list[tuple[int, int]]:
        """The parts of a run of capitalised words that no known name and no title covers."""
        pieces, at = [], begin
        for start, stop in self.titles.blocks(begin, end):
            if start > at:
                pieces.append((at, start))
            at = max(at, stop)
        if at < end:
            pieces.append((at, end))
        stripped = (nameforms.strip(self.view, *p, titled=self.titles.ends_before(p[0])) for p in pieces)
        return [piece for piece in stripped if piece]

    def _consider(self, begin: int, end: int) -> None:
        """Keep a piece as a person if something says so; put it aside for the second pass if it is short."""
        text = self.view[begin:end]
        for ending in ("'s ", "s' "):
            if ending in text:
                self._consider(begin, begin + text.index(ending) + ending.index("'"))
                return
        if _NO_NAME.search(text) or courtesies.alone(text) or _INITIAL.fullmatch(text):
            return
        tokens = re.findall(r"[\w'’.-]+", text)
        if len(tokens) <= 2:
            begin -= nameforms.particles_before(self.view, begin)
        offices, start = self.titles.before(begin, self.found)
        after, stop = self._apposed(begin, end, offices)
        offices, stop = self._with_state_after(offices, end, stop)
        courtesy = courtesies.before(self.view, begin)
        start = self._with_address(start) if offices else begin - len(courtesy)
        if self._names_a_thing(tokens, (*offices, *after)):
            return
        if self._initials(tokens, begin, offices):
            return
        if offices or after or courtesy:
            plain = after and not offices and not courtesy and not any(o.of_kind == "state" for o in after)
            if len(tokens) == 1 and (nameforms.begins_no_name(tokens[0]) or plain):
                self.singles.append((begin, end))
                return
        elif not self._stands_alone(tokens, begin, end):
            if len(tokens) <= 3:
                self.singles.append((begin, end))
            return
        stop = max(stop, end)
        led = offices and not offices[-1].plural
        apposed = after or led and self.view[offices[-1].end : begin].startswith(", ")
        if apposed and self.view.startswith(", ", stop):
            stop += 1  # the comma that ends an apposition
        self._keep(start, stop, begin, end, (*offices, *after))

    def _names_a_thing(self, tokens: list[str], offices: Sequence[Office]) -> bool:
        """Whether words name a place, an institution or a company: "a spokesman for the Kenya [Democracy Forum]"."""
        if len(tokens) == 1:
            return institution(tokens[0])
        if any(map(company, tokens)) or len(tokens) > 2 and _begins_with_a_place(tokens) and not offices:
            return True
        full = len(tokens) == 2 and not officewords.titular(tokens[0]) or nameforms.is_given(tokens[0])
        return institution(tokens[-1]) and not (offices and full) or institution(tokens[0]) and not offices

    def _with_address(self, start: int) -> int:
        """Where a person's titles begin with what leads up to them: "His Excellency Foreign Minister", "HE the"."""
        start -= len(courtesies.before(self.view, start))
        own = _OWN.search(self.view[max(0, start - 6) : start])
        start -= len(own[0]) if own else 0
        return start - len(courtesies.before(self.view, start))

    def _initials(self, tokens: list[str], begin: int, offices: Sequence[Office]) -> bool:
        """Whether a word is short for what a title is of: "the heads of the CACO", "for Public Affairs (SPA)".

        So are letters that are called official ("the official XYZ news agency"), and a title in capitals is no name,
        nor is the word with which an old wire goes on.
        """
        if len(tokens) == 1 and _LETTERS_OF_SEVERAL.fullmatch(tokens[0]):
            return True
        if len(tokens) == 1 and (
            self.view.endswith(_CARRIED, 0, begin) or _AGENCY.match(self.view, begin + len(tokens[0]))
        ):
            return True
        if len(tokens) > 1 or not tokens[0].isupper():
            return len(tokens) > 3 and all(map(str.isupper, tokens)) and any(map(officewords.head, tokens))
        if len(tokens[0]) > 2 and any(o.title == "official" for o in offices):
            return True
        return len(tokens[0]) > 2 and any(o.plural for o in offices) or self.view.startswith("(", begin - 1)

    def _with_state_after(self, offices: tuple[Office, ...], end: int, stop: int) -> tuple[tuple[Office, ...], int]:
        """Titles without a state of their own belong to the state after the name; with it the phrase ends."""
        if not offices or any(o.of_kind == "state" for o in offices):
            return offices, stop
        state = self.titles.state_after(end)
        if not state:
            return offices, stop
        of = state.key if state.type == "state" else self.view[state.begin : state.end]
        of_state = tuple(o if o.of and o.of_kind != "body" else replace(o, of=of, of_kind=state.type) for o in offices)
        return of_state, max(stop, state.end)

    def _apposed(self, begin: int, end: int, borne: tuple[Office, ...]) -> tuple[tuple[Office, ...], int]:
        """The titles in apposition; those of no state are of the one before: "Kenya's Jo Kamau, the president,"."""
        after, stop = appositions.after(self.titles, begin, end, borne)
        state = self.titles.state_before(begin) if after else None
        if state is None or any(o.of for o in after):
            return after, stop
        return tuple(replace(o, of=state.key, of_kind="state") for o in after), stop

    def _stands_alone(self, tokens: list[str], begin: int, end: int) -> bool:
        """Whether two to five words are a person's name by their form, or because they speak."""
        if not 1 < len(tokens) <= 5:
            return False
        if nameforms.looks_like_a_name(tokens, self.surnames_known) or _MINUTE.match(self.view, end):
            return True
        if len(tokens) > 3 or not all(_PLAIN.fullmatch(token) for token in tokens):
            return False
        if nameforms.heads_a_sentence(self.view, begin):
            # The first word may be any word there; a name comes again.
            return bool(_SAYS.match(self.view, end)) and any(self._comes_again(token, end) for token in tokens)
        said = bool(_SAID.search(self.view[max(0, begin - 12) : begin])) and bool(_ENDS.match(self.view, end))
        return said or bool(_ACTS.match(self.view, end))

    def _comes_again(self, token: str, end: int) -> bool:
        """Whether one word of a name stands alone further on: "According to Kavoro", "Kavoro said"."""
        return len(token) > 3 and bool(re.search(rf" {re.escape(token)}(?= [a-z]|[,.'])", self.view[end:]))

    def _keep(self, begin: int, end: int, name_begin: int, name_end: int, offices: tuple[Office, ...]) -> None:
        if self.view[max(0, name_begin - 3) : name_begin].lower() in ("al-", "el-") and begin == name_begin:
            begin -= 3
        text = self.view[name_begin:name_end]
        self.surnames_known.update(nameforms.handles(text))
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

    def part_names(self) -> None:
        """Two full names with nothing between them, where a page lost a comma, are two persons."""
        known = {m.name for m in self.found if len(m.name.split()) == 2}
        for number, mention in enumerate(self.found):
            words = mention.name.split(" ")
            first, second = " ".join(words[:2]), " ".join(words[2:])
            if len(words) != 4 or first not in known or second not in known:
                continue
            cut = mention.name_begin + len(first)
            self.found[number] = replace(mention, end=cut, name=first, name_end=cut)
            self._keep(cut + 1, cut + 1 + len(second), cut + 1, cut + 1 + len(second), ())

    def surnames(self) -> None:
        """Single names that belong to somebody whose full name or title stands elsewhere in the text."""
        taken = sorted((m.begin, m.end) for m in self.found)
        starts = [b for b, _ in taken]
        folded = {s.casefold() for s in self.surnames_known}
        for begin, end in (*self.singles, *nameforms.months(self.view, self.surnames_known)):
            at = bisect_left(starts, begin + 1) - 1
            if at >= 0 and taken[at][1] > begin:
                continue
            text = self.view[begin:end].split("'")[0].split("’")[0]
            stop = begin + len(text)
            *others, last = text.split(" ")
            last = nameforms.without_article(last)
            if any(not nameforms.is_particle(o) and o not in self.surnames_known for o in others):
                continue
            if last in self.surnames_known or len(last) > 2 and last.casefold() in folded:
                offices, end_of_titles = self._apposed(begin, stop, ())  # "Lima, a former envoy, left"
                self._keep(begin, max(stop, end_of_titles), begin, stop, offices)
