"""The lexicon's offices and their holders, parts of names, and named agreements."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kg import lexicon


def holder(office: str, of: str, day: str) -> str:
    """Who held the office on a day; ISO dates compare as strings, as far as they are precise."""
    found = {
        h.person
        for h in lexicon.holders()
        if h.office == office and of in (h.state, h.organization) and h.since <= day and (not h.until or day < h.until)
    }
    assert len(found) == 1, (office, of, day, found)
    return found.pop()


def test_titles_name_one_office_each() -> None:
    canonical = {o.title: o.canonical for o in lexicon.offices()}
    assert len(canonical) == len(lexicon.offices())
    assert canonical["minister for foreign affairs"] == "Foreign Minister"
    assert canonical["chargé d’affaires"] == "Chargé d'Affaires"
    assert canonical["spokeswoman"] == "Spokesperson"
    assert "head of state" not in canonical
    assert all(title == title.strip().lower() for title in canonical)


@pytest.mark.parametrize(
    ("title", "owner", "name", "rank"),
    [
        ("Minister of Foreign Affairs", "state", "Foreign Minister", "foreign-minister"),
        ("foreign minister", "state", "Foreign Minister", "foreign-minister"),
        ("spokeswoman", "state", "Spokesperson", "spokesperson"),
        ("President", "state", "President", "head-of-state"),
        ("President", "", "President", "head-of-state"),
        ("President", "organization", "President", "organization-head"),
        ("Chairman", "organization", "Chairman", "organization-head"),
        ("chairman", "body", "Chairman", "party"),
        ("Representative", "organization", "Representative", "envoy"),
        ("Representative", "state", "Representative", "parliament"),
        ("Crown Prince", "state", "Crown Prince", "deputy"),
        ("Cardinal Secretary of State", "state", "Cardinal Secretary of State", "minister"),
        # No titles of the table: their words tell the rank.
        ("Second Minister of Foreign Affairs", "state", "Second Minister of Foreign Affairs", "deputy"),
        (
            "Minister of Foreign Affairs and Fisheries",
            "state",
            "Minister of Foreign Affairs and Fisheries",
            "foreign-minister",
        ),
        ("Minister of Fisheries", "state", "Minister of Fisheries", "minister"),
        ("Special Envoy of the King", "state", "Special Envoy of the King", "envoy"),
        ("Security Service Director", "state", "Security Service Director", "other"),
        ("assistant professor of history", "body", "assistant professor of history", "other"),
        ("Harbour Ministry spokesman", "state", "Harbour Ministry spokesman", "spokesperson"),
    ],
)
def test_a_title_names_an_office_of_a_rank(title: str, owner: str, name: str, rank: str) -> None:
    assert lexicon.office(title, owner) == (name, rank)


def test_one_office_has_one_rank() -> None:
    ranks: dict[str, set[str]] = {}
    for one in lexicon.offices():
        ranks.setdefault(one.canonical, set()).add(one.rank)
        assert lexicon.office(one.title) == (one.canonical, one.rank)
    assert not {name: found for name, found in ranks.items() if len(found) > 1}


@pytest.mark.parametrize(
    ("office", "of", "day", "person"),
    [
        ("President", "US", "2022-06-01", "Joe Biden"),
        ("President", "RU", "2010-01-01", "Dmitry Medvedev"),
        ("Premier", "CN", "2024-08-22", "Li Qiang"),
        ("Foreign Minister", "CN", "2023-03-01", "Qin Gang"),
        ("Foreign Minister", "CN", "2024-01-01", "Wang Yi"),
        ("Prime Minister", "GB", "2022-10-01", "Liz Truss"),
        ("Chancellor", "DE", "2015-01-01", "Angela Merkel"),
        ("Secretary-General", "UN", "2012-01-01", "Ban Ki-moon"),
        ("Secretary-General", "NATO", "2024-10-02", "Mark Rutte"),
        ("Prime Minister", "JP", "2021-12-01", "Fumio Kishida"),
        ("President", "FR", "2007-06-01", "Nicolas Sarkozy"),
        ("President", "UA", "2020-01-01", "Volodymyr Zelenskyy"),
        ("Prime Minister", "AU", "2014-01-01", "Tony Abbott"),
        ("Secretary of State", "US", "2019-01-01", "Mike Pompeo"),
        ("President", "BR", "2019-06-01", "Jair Bolsonaro"),
        ("External Affairs Minister", "IN", "2016-01-01", "Sushma Swaraj"),
    ],
)
def test_an_office_had_its_holder_on_a_day(office: str, of: str, day: str, person: str) -> None:
    assert holder(office, of, day) == person


def test_holders_are_of_known_states_and_offices_with_dates_and_a_source() -> None:
    codes = {s.code for s in lexicon.states()}
    keys = {o.key for o in lexicon.organizations()}
    offices = {o.canonical for o in lexicon.offices()}
    day = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
    for h in lexicon.holders():
        assert bool(h.state) != bool(h.organization), h
        assert h.state in codes or h.organization in keys, h
        assert h.office in offices, h
        assert day.fullmatch(h.since) and (not h.until or day.fullmatch(h.until)), h
        shared = min(len(h.since), len(h.until))
        assert not h.until or h.since[:shared] <= h.until[:shared], h
        assert h.gender in ("m", "f") and h.source and h.surname in h.person.replace("XVI ", ""), h


def test_nobody_holds_an_office_of_one_while_another_does() -> None:
    last: dict[tuple[str, str, str], lexicon.Holder] = {}
    for h in lexicon.holders():  # sorted by state, organization, office, first day
        before = last.get((h.state, h.organization, h.office))
        if before:
            shared = min(len(before.until), len(h.since))
            assert before.until and before.until[:shared] <= h.since[:shared], (before, h)
        last[h.state, h.organization, h.office] = h


def test_parts_of_names() -> None:
    given = lexicon.given_names()
    assert (given["Angela"], given["Vladimir"], given["Kim"]) == ("f", "m", "")
    assert {"Xi", "Kim", "Nguyen", "Hun"} <= lexicon.family_first()
    assert {"van", "bin", "de", "al"} <= lexicon.particles()
    courtesy = {w.text: w.gender for w in lexicon.courtesy()}
    assert (courtesy["Mr."], courtesy["Ms."], courtesy["H.E."]) == ("m", "f", "")


def test_agreements_have_known_parties_and_a_source() -> None:
    known = {s.code for s in lexicon.states()} | {o.key for o in lexicon.organizations()}
    names = Counter(n for a in lexicon.agreement_names() for n in (a.name, *a.aliases))
    assert not [n for n, times in names.items() if times > 1]
    assert all(set(a.parties) <= known and a.source for a in lexicon.agreement_names())
    bri = next(a for a in lexicon.agreement_names() if "BRI" in a.aliases)
    assert (bri.name, bri.kind, bri.parties) == ("Belt and Road Initiative", "initiative", ("CN",))
