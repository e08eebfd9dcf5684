"""The lexicon: tables are whole, codes are unique, names are clear, and what is well known stands in them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kg import lexicon
from kg.errors import LexiconError
from kg.lexicon.tables import many, rows


def state(code: str) -> lexicon.State:
    return next(s for s in lexicon.states() if s.code == code)


def place(name: str) -> lexicon.Place:
    return next(p for p in lexicon.places() if name in (p.name, *p.aliases))


def test_codes_of_states_are_unique_and_well_formed() -> None:
    states = lexicon.states()
    for column in (Counter(s.code for s in states), Counter(s.code3 for s in states)):
        assert not [code for code, times in column.items() if times > 1]
    assert all(re.fullmatch(r"[A-Z]{2}", s.code) and re.fullmatch(r"[A-Z]{3}", s.code3) for s in states)
    living = [s for s in states if not s.until]
    assert not [n for n, times in Counter(s.cow for s in living if s.cow).items() if times > 1]


def test_all_members_of_the_united_nations_are_there() -> None:
    not_members = {"PS", "VA", "TW", "XK", "CK", "NU"}
    assert len([s for s in lexicon.states() if not s.until and s.code not in not_members]) == 193


def test_every_state_has_an_adjective_and_a_capital() -> None:
    assert not [s.code for s in lexicon.states() if not s.adjectives or not s.capital]


def test_no_name_means_two_states_at_the_same_time() -> None:
    bearers: dict[str, list[lexicon.State]] = {}
    for s in lexicon.states():
        for name in {s.name, s.official, *s.aliases, *s.seats}:
            bearers.setdefault(name, []).append(s)
    clashes = {name: [s.code for s in found] for name, found in bearers.items() if len(found) > 1}
    for name, codes in clashes.items():
        gone = [c for c in codes if state(c).until]
        assert len(gone) == len(codes) - 1, (name, codes)


def test_an_adjective_of_two_living_states_is_guarded() -> None:
    bearers = Counter(a for s in lexicon.states() if not s.until for a in {*s.adjectives, *s.demonyms})
    for s in lexicon.states():
        for word in {*s.adjectives, *s.demonyms}:
            if bearers[word] > 1:
                assert word in s.guarded, (s.code, word)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("ROK", "KR"),
        ("DPRK", "KP"),
        ("PRC", "CN"),
        ("U.K.", "GB"),
        ("Holland", "NL"),
        ("Côte d'Ivoire", "CI"),
        ("Cote d’Ivoire", "CI"),
        ("Burma", "MM"),
        ("UAE", "AE"),
        ("KSA", "SA"),
        ("DRC", "CD"),
        ("Russian Federation", "RU"),
        ("Türkiye", "TR"),
        ("Czechia", "CZ"),
        ("Holy See", "VA"),
        ("Lao PDR", "LA"),
        ("Viet Nam", "VN"),
        ("Swaziland", "SZ"),
        ("Kyrgyz Republic", "KG"),
        ("FYROM", "MK"),
        ("USSR", "SU"),
        ("GDR", "DD"),
        ("East Timor", "TL"),
        ("Cabo Verde", "CV"),
    ],
)
def test_a_state_is_known_by_its_other_names(word: str, code: str) -> None:
    assert word in state(code).aliases


@pytest.mark.parametrize(
    ("adjective", "code"),
    [
        ("Emirati", "AE"),
        ("Kyrgyz", "KG"),
        ("Ivorian", "CI"),
        ("Nigerien", "NE"),
        ("Nigerian", "NG"),
        ("Dutch", "NL"),
        ("Swiss", "CH"),
        ("Basotho", "LS"),
        ("Malagasy", "MG"),
        ("Monégasque", "MC"),
        ("Kittitian", "KN"),
        ("Omani", "OM"),
        ("Danish", "DK"),
        ("Kazakhstani", "KZ"),
        ("Burkinabe", "BF"),
        ("Timorese", "TL"),
        ("Soviet", "SU"),
        ("Sino", "CN"),
    ],
)
def test_a_state_is_known_by_its_adjective(adjective: str, code: str) -> None:
    assert adjective in state(code).adjectives


@pytest.mark.parametrize("word", ["Georgia", "Jordan", "Chad", "Guinea", "Niger", "Congo", "Lebanon", "Micronesia"])
def test_states_that_share_their_name_are_guarded(word: str) -> None:
    assert [s.code for s in lexicon.states() if word in s.guarded]


def test_seats_of_power_stand_for_their_state() -> None:
    assert "Kremlin" in state("RU").seats
    assert "White House" in state("US").seats
    assert "Downing Street" in state("GB").seats
    assert state("KZ").capital == "Astana"


def test_a_guarded_word_is_a_form_of_its_state() -> None:
    for s in lexicon.states():
        forms = {s.name, s.official, s.capital, *s.adjectives, *s.demonyms, *s.aliases, *s.seats}
        assert set(s.guarded) <= forms, (s.code, set(s.guarded) - forms)


def test_organizations_have_one_key_and_no_shared_name() -> None:
    organizations = lexicon.organizations()
    assert not [k for k, times in Counter(o.key for o in organizations).items() if times > 1]
    names = Counter(n for o in organizations for n in {o.name, *o.aliases})
    assert not [n for n, times in names.items() if times > 1]
    codes = {s.code for s in lexicon.states()}
    assert all(o.kind in ("organization", "body") and (not o.country or o.country in codes) for o in organizations)


@pytest.mark.parametrize(
    ("name", "key", "kind"),
    [
        ("Shanghai Cooperation Organisation", "SCO", "organization"),
        ("Arab League", "LAS", "organization"),
        ("Pacific Islands Forum", "PIF", "organization"),
        ("Visegrad Four", "V4", "organization"),
        ("G-20", "G20", "organization"),
        ("UN Security Council", "UNSC", "body"),
        ("European Commission", "EUROPEAN-COMMISSION", "body"),
        ("Hamas", "HAMAS", "body"),
        ("Verkhovna Rada", "VERKHOVNA-RADA", "body"),
        ("Normandy Format", "NORMANDY", "body"),
        ("EAEU", "EAEU", "organization"),
    ],
)
def test_an_organization_is_known_by_its_names(name: str, key: str, kind: str) -> None:
    found = next(o for o in lexicon.organizations() if name in (o.name, *o.aliases))
    assert (found.key, found.kind) == (key, kind)


def test_no_organization_bears_the_name_of_a_state() -> None:
    names = {n for s in lexicon.states() for n in (s.name, s.official, *s.aliases)}
    assert not [n for o in lexicon.organizations() for n in (o.name, *o.aliases) if n in names]


@pytest.mark.parametrize(
    ("name", "code", "kind"),
    [
        ("Minsk", "BY", "city"),
        ("Davos", "CH", "city"),
        ("Sharm el-Sheikh", "EG", "city"),
        ("Woodside", "US", "city"),
        ("Kiev", "UA", "city"),
        ("Cologne", "DE", "city"),
        ("St. Petersburg", "RU", "city"),
        ("Washington, D.C.", "US", "city"),
        ("Great Hall of the People", "CN", "venue"),
        ("Independence Palace", "BY", "venue"),
        ("Élysée Palace", "FR", "venue"),
        ("Hyderabad House", "IN", "venue"),
        ("Camp David", "US", "venue"),
        ("Crimea", "", "region"),
        ("Hong Kong", "CN", "region"),
    ],
)
def test_a_place_lies_in_its_state(name: str, code: str, kind: str) -> None:
    assert (place(name).state, place(name).kind) == (code, kind)


def test_every_living_capital_is_a_place_of_its_state() -> None:
    known = {n: p.state for p in lexicon.places() for n in (p.name, *p.aliases)}
    assert not [(s.code, s.capital) for s in lexicon.states() if not s.until and known.get(s.capital) != s.code]


def test_two_places_never_share_a_name() -> None:
    names = Counter(n for p in lexicon.places() for n in (p.name, *p.aliases))
    assert not [n for n, times in names.items() if times > 1]


@pytest.mark.parametrize(
    "name", ["Nice", "Reading", "Most", "Of", "March", "Split", "Bath", "Mobile", "Orange", "Victoria"]
)
def test_a_city_that_is_also_a_word_or_a_name_is_guarded(name: str) -> None:
    assert all(p.guarded for p in lexicon.places() if p.name == name)


@pytest.mark.parametrize(
    "name", ["Paris", "London", "Geneva", "Brussels", "Istanbul", "Shanghai", "Munich", "Sochi", "Kazan"]
)
def test_a_city_that_is_only_a_city_is_not_guarded(name: str) -> None:
    assert not place(name).guarded


@pytest.mark.parametrize(
    "name",
    [
        "states",
        "state_codes",
        "state_names",
        "organizations",
        "places",
        "offices",
        "holders",
        "agreement_names",
        "given_names",
        "courtesy",
    ],
)
def test_a_table_is_sorted_and_holds_no_stray_blanks(name: str) -> None:
    from importlib.resources import files

    text = (files("kg.lexicon") / f"{name}.tsv").read_text("utf-8")
    header, *lines = text.rstrip("\n").split("\n")
    assert [line.split("\t") for line in lines] == sorted(line.split("\t") for line in lines)
    assert len(set(lines)) == len(lines)
    values = [value for line in lines for cell in line.split("\t") for value in cell.split("|")]
    assert all(value == value.strip() for value in values)
    assert header.split("\t")


def test_codes_and_names_beside_the_table_of_states_are_of_its_states() -> None:
    known = {s.code: s for s in lexicon.states()}
    codes = list(rows("state_codes", ("code", "gw", "wikidata")))
    assert [code for code, _, _ in codes] == list(known)
    assert all(re.fullmatch(r"\d*", gw) and re.fullmatch(r"(Q\d+)?", item) for _, gw, item in codes)
    items = [item for _, _, item in codes if item]
    assert len(items) == len(set(items)) > 190
    # The two lists differ in numbers, not in which states are on them.
    assert not [code for code, gw, _ in codes if bool(gw) != bool(known[code].cow)]
    for code, policy, name in rows("state_names", ("code", "policy", "name")):
        assert policy in ("own", "un")
        assert name != known[code].name


def test_a_wrong_header_is_refused_with_file_and_line() -> None:
    with pytest.raises(LexiconError, match=r"kg/lexicon/courtesy\.tsv, line 1"):
        list(rows("courtesy", ("lemma",)))


def test_several_values_are_parted_by_a_bar() -> None:
    assert (many("a|b"), many("")) == (("a", "b"), ())
