"""Names that the lexicon knows, found in one pass: states and their forms, organizations, bodies, places, venues."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import ahocorasick_rs

from kg import lexicon
from kg.mentions import guarded, namesakes
from kg.mentions.nameforms import is_given
from kg.mentions.officewords import titular, words
from kg.text import Mention, MentionType, unmarked

# Capitalised words beside a place that make no longer name with it: prepositions, days, months, titles, events.
_NOT_A_NAME = re.compile(
    r"(?:In|At|On|From|To|The|And|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?$|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
    r"(?:Visiting|During|After|Before|Following|When|While|Both|President|Premier|Minister|Summit|"
    r"Conference|Forum|Airport|Agreement|Declaration|Process|Time)$"
)
# Organs that speak as the United Nations; agencies and programmes are organizations of their own.
_UN_ORGAN = re.compile(r"(?:UN|U\.N\.|United Nations) (?:General Assembly|Security Council|Secretariat)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a surface stands for. `guarded`: the words are ordinary English too and need a preposition before them."""

    type: MentionType
    key: str
    name: str
    guarded: bool = False


@cache
def entries() -> dict[str, Entry]:
    """Each surface of the lexicon, its letters without marks, with its meaning; the first of several has it."""
    table: dict[str, Entry] = {}
    for surface, entry in _written().items():
        table.setdefault(unmarked(surface), entry)
    return table


@cache
def _written() -> dict[str, Entry]:
    """Each surface as the lexicon writes it, with its meaning; where several claim one, the first kind below has it."""
    table: dict[str, Entry] = {}

    def put(surface: str, entry: Entry) -> None:
        if len(surface) > 1:
            table.setdefault(surface, entry)

    for state in lexicon.states():
        for surface in (state.name, state.official, *state.aliases):
            put(surface, Entry("state", state.code, state.name))
        for surface in state.seats:
            put(surface, Entry("state", state.code, state.name))
        for surface in (*state.adjectives, *state.demonyms):
            put(surface, Entry("adjective", state.code, state.name))
    for organization in lexicon.organizations():
        kind: MentionType = "organization" if organization.kind == "organization" else "body"
        if organization.kind != "organization" and _UN_ORGAN.match(organization.name):
            for surface in (organization.name, *organization.aliases):
                if surface.startswith(("UN ", "U.N.", "United Nations")):
                    put(surface, Entry("organization", "UN", "United Nations"))
            continue
        for surface in (organization.name, *organization.aliases, organization.key):
            put(surface, Entry(kind, organization.key, organization.name))
    for place in lexicon.places():
        kind = "venue" if place.kind == "venue" else "place"
        for surface in (place.name, *place.aliases):
            put(surface, Entry(kind, place.state, place.name, place.guarded))
    return table


@cache
def capitals() -> dict[str, str]:
    """Capital -> code of its state: a capital stands for its government where it acts."""
    return {state.capital: state.code for state in lexicon.states() if state.capital and not state.until}


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    surfaces = tuple(entries())
    return ahocorasick_rs.AhoCorasick(surfaces, matchkind=ahocorasick_rs.MatchKind.Standard), surfaces


def find(view: str) -> list[Mention]:
    """The lexicon's names in the view, longest first, none overlapping, in order."""
    automaton, surfaces = _automaton()
    table = entries()
    hits: list[tuple[int, int, int]] = []
    for index, begin, end in automaton.find_matches_as_indexes(unmarked(view), overlapping=True):
        if begin and (view[begin - 1].isalnum() or view[begin - 1] == "_"):
            continue
        if _lost_its_apostrophe(view, begin, end, table[surfaces[index]]):
            end += 1
        if end < len(view) and (view[end].isalnum() or view[end] in "_$"):
            continue
        hits.append((begin, -end, index))
    hits.sort()
    found: list[Mention] = []
    last = 0
    for begin, minus_end, index in hits:
        end = -minus_end
        if begin < last:
            continue
        entry = table[surfaces[index]]
        if entry.guarded and not _plainly_a_place(view, begin, end) and not _a_capital_alone(view, begin, end, entry):
            continue
        if entry.type == "place" and _inside_a_name(view, begin, end):
            # "the Northern Ireland Protocol" names no place, and not Ireland either.
            last = end if " " in view[begin:end] else last
            continue
        if entry.type in ("state", "adjective") and _of_no_state(view, begin, end, entry):
            last = end  # nor is "U.S" one in "U.S. dollars"
            continue
        own = view.startswith(("'s", "' "), end)
        found.append(Mention(begin, end, entry.type, name=entry.name, key=entry.key, possessive=own))
        last = end
    return guarded.settle(view, namesakes.settle(view, found))


def _lost_its_apostrophe(view: str, begin: int, end: int, entry: Entry) -> bool:
    """Whether a state's name owns the title after it: "Kenyas Foreign Minister", of pages that lost their signs."""
    title = re.match(r"s ([A-Z][a-z]+)", view[end : end + 24]) if entry.type == "state" else None
    if not title or not titular(title[1]) or is_given(view[begin : end + 1]):
        return False
    before = re.search(r"([A-Z][\w'-]+) $", view[max(0, begin - 24) : begin])
    return not (before and is_given(before[1]))


def _plainly_a_place(view: str, begin: int, end: int) -> bool:
    """Whether a place that is also a word or a name is meant: a preposition before it, or its state after it."""
    led = re.search(
        r"\b(?:in|at|to|from|near|visiting|(?:left|leaves?|leaving|departed|headed|heads|bound) for) $",
        view[max(0, begin - 12) : begin],
    )
    return bool(led or re.match(r", [A-Z]", view[end : end + 3]))


def _a_capital_alone(view: str, begin: int, end: int, entry: Entry) -> bool:
    """Whether a capital is named that nobody in the text bears as a name: "talks between Wellington and Lima"."""
    if capitals().get(entry.name) != entry.key or " " in view[begin:end]:
        return False
    return not _is_borne(view, view[begin:end])


@lru_cache(maxsize=8)  # asked at each place where a text names the capital
def _is_borne(view: str, word: str) -> bool:
    word = re.escape(word)
    borne = rf"\b(?:[A-Z][a-z]+|[A-Z]\.|Mrs?\.|Ms\.) {word}\b|\b{word} (?!Post|Times|DC|D\.C)[A-Z]"
    return not all(_NOT_A_NAME.match(found[0].split()[0]) for found in re.finditer(borne, view))


_CONTINENT = re.compile(r"(?:North|South|East|West|Central|Latin|Middle)(?:ern)? (?:America|Africa|Asia|Europe|East)")


# "Consul General in Lima Ola Lie", "envoy for the Sahel Jo Kamau": whoever is posted there is named next.
_POSTED = re.compile(
    r"(?i:ambassador|envoy|consul|representative|commissioner|coordinator|affaires|embassy|consulate)\b[^.;,\n]{0,50}"
    r" (?:in|for|to|on|of)(?: the)? $"
)
# What makes a state's name the name of a paper, an agency, an airline: "Malaysia Airlines", "Kenya News Agency".
_OF_A_FIRM = re.compile(
    r" (?:(?:Point )?News(?:paper|wire)?\b(?! (?:conference|brief))|Times\b|Post\b(?!-)|Herald\b|Tribune\b|Gazette\b"
    r"|(?<=Greek )(?:Catholic|Orthodox)\b"
    r"|Airlines?\b|Airways\b|(?:Press|Telegraph|News) Agency\b|Broadcasting\b|Television\b|TV\b|Today\b(?=[,.)]))"
)
_PARTS_OF_AMERICA = ("North", "Latin", " L.", " N.", " S.", "South", "Central", "Inter", "Pan")
# "762 billion U.S. dollars", "the Japanese yen". Two are verbs as well, and money only in an amount: "50 Korean won".
_MONEY = re.compile(r"[ -](?:dollars?|dlrs|yen|pound|francs?|rupees?|rubles?|roubles?|lira|pesos?|kro(?:ner|nor))\b")
_COUNTED_MONEY = re.compile(r"[ -](?:won|pounds)\b")
_AMOUNT = re.compile(r"(?:\d|\b(?:hundred|thousand|[mbtr]+illion))[ -]$")
# Of a people, wherever it lives: "ethnic Albanians", "the Serb minority". A government or a party has a majority too.
_ETHNIC = re.compile(r"\b[Ee]thnic(?:ally)? $")
_PEOPLE = re.compile(
    r"[ -](?:ethnicity|descent|origin"
    r"|(?:minority|majority)(?! (?:government|cabinet|coalition|leader|party|shareholder|stake)))\b"
)
# Titles that make longer names besides: "Texas General", "Lima Justice".
_AMBIGUOUS = frozenset("general king queen prince princess justice judge marshal executive".split())


_ARTICLES = frozenset((" al-", " el-", " as-", " ar-", " an-", " ad-", " at-", " az-", "-al-"))


def _inside_a_name(view: str, begin: int, end: int) -> bool:
    """Whether a place's words are part of a longer proper name: a capitalised word touches them."""
    if view[max(0, begin - 4) : begin].lower() in _ARTICLES:  # "Al-Sabah"
        return True
    ended = view[end - 1] == "."  # "in D.C. Secretary Berg said"
    after = None if ended else re.match(r" ([A-Z][a-z]+)", view[end : end + 24])
    before = re.search(r"([A-Z][a-z]{2,}) $", view[max(0, begin - 24) : begin])
    if after and not _NOT_A_NAME.match(after[1]) and not _CONTINENT.fullmatch(view, begin, end):
        return not _of_an_official(view, begin, after[1])
    return bool(before and not _NOT_A_NAME.match(before[1]))


def _of_no_state(view: str, begin: int, end: int, entry: Entry) -> bool:
    """Whether a state's name or adjective is of a firm, a continent, money, or a people wherever it lives."""
    if _OF_A_FIRM.match(view, end) or _of_a_continent(view, begin, entry):
        return True
    if entry.type != "adjective" and entry.key != "US":
        return False
    counted = _COUNTED_MONEY.match(view, end) and _AMOUNT.search(view, max(0, begin - 12), begin)
    if counted or _MONEY.match(view, end):
        return True
    people = _PEOPLE.match(view, end) or _ETHNIC.search(view, max(0, begin - 12), begin)
    return entry.type == "adjective" and people is not None


def _of_a_continent(view: str, begin: int, entry: Entry) -> bool:
    """Whether "American" is said of more than the United States, "Latin American", or "Indian" of others than India."""
    before = view[max(0, begin - 16) : begin].rstrip("- ")
    if entry.key == "IN" and re.split(r"\W", before)[-1] in ("native", "Native", "American", "West"):
        return True
    return entry.key == "US" and entry.type == "adjective" and before.endswith(_PARTS_OF_AMERICA)


def _of_an_official(view: str, begin: int, word: str) -> bool:
    """Whether a place belongs to a title beside it: "Texas Governor", or "Consul General in" before it."""
    title = word.lower() in words()["heads"] - _AMBIGUOUS or word in ("Chief", "Deputy", "Vice")
    return title or bool(_POSTED.search(view, max(0, begin - 80), begin))


@cache
def _cities_in_capitals() -> dict[str, Entry]:
    written = reversed(_written().items())
    return {unmarked(surface).upper(): entry for surface, entry in written if entry.type == "place"}


@cache
def _states_in_capitals() -> dict[str, str]:
    return {unmarked(n).upper(): s.code for s in lexicon.states() for n in (s.name, s.official, *s.aliases)}


def reported_from(words: str) -> str:
    """The code of the state in which a dateline's place lies, or which it names ("VIETNAM"); "" where unknown."""
    entry = city(words)
    return entry.key if entry and entry.key else _states_in_capitals().get(unmarked(words.strip()).upper(), "")


def city(capitals_only: str) -> Entry | None:
    """The place that a dateline names in capital letters ("MINSK", "NEW YORK")."""
    return _cities_in_capitals().get(unmarked(capitals_only.strip()).upper())
