"""Reports, names, agreements and texts that are one become one, those that only look alike do not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.across import Ledger, Record, agreements, derive, ledger, read, record, sayings
from kg.across.agreements import Agreement, Mention, express
from kg.across.agreements import fits as fit_agreements
from kg.across.clusters import groups
from kg.across.events import LIKELY, PART, SURE, Event, Telling, fits, seeks, stands
from kg.across.people import Who, one_everywhere, one_in_a_report
from kg.across.sketches import ENOUGH, Sketch, alike, digest, sketch, words
from kg.across.telling import event, sources
from kg.model import Article
from kg.triples import write
from kg.triples.graphs import graphs
from kg.triples.shacl import validate
from tests.across.reports import BASE, joined, record_of, records, reports, wanted
from tests.scene import bare, minsk, plan, santiago

BI = "https://w3id.org/bilateral#"
NOT_THE_SAME = 0


def lines_of(ledger: Ledger) -> list[str]:
    return sorted(ledger.lines())


# The test set


def test_there_are_forty_groups_of_two_to_five_reports_and_forty_sets_that_look_alike() -> None:
    sizes: dict[tuple[bool, str], int] = {}
    for told in reports():
        sizes[told.one_event, told.about] = sizes.get((told.one_event, told.about), 0) + 1
    assert sum(one for one, _ in sizes) == 40
    assert sum(not one for one, _ in sizes) == 40
    assert set(sizes.values()) <= {2, 3, 4, 5}


def test_reports_of_one_event_are_joined_and_no_others() -> None:
    found = joined(derive(records(), base=BASE).decode())
    right = found & wanted()
    assert len(right) / len(found) >= 0.98
    assert len(right) / len(wanted()) >= 0.85


# Any way leads to the same graph


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_articles_that_come_and_go_in_any_order_leave_what_those_that_stay_come_to(data: st.DataObject) -> None:
    pool = {one.key: one for one in data.draw(st.permutations(records()))[:25]}
    ledger, graph = Ledger(":memory:", base=BASE), set[str]()
    for left in reversed(range(data.draw(st.integers(1, 5)))):
        there = sorted(ledger.articles())
        gone = set(data.draw(st.lists(st.sampled_from(there), unique=True))) if there else set()
        away = sorted(pool.keys() - set(there))
        come = data.draw(st.lists(st.sampled_from(away), unique=True)) if away else []
        ledger.update([pool[key] for key in come], gone)
        if left and data.draw(st.booleans(), label="the graph follows later"):
            continue
        if ledger.whole:
            graph = set(ledger.lines())
        else:
            changes = ledger.pending()
            graph = graph - changes.gone | changes.come
        ledger.settle()
    alone = Ledger(":memory:", base=BASE)
    alone.update([pool[key] for key in ledger.articles()])
    assert lines_of(ledger) == lines_of(alone) == sorted(graph)
    assert ledger.digest == alone.digest


def test_the_report_that_joined_two_others_leaves_no_trace_when_it_goes() -> None:
    """A plan for three persons, one for two of them; only the report that names all ties them to one meeting."""
    told = {one.article.id: one.article for one in reports()}
    group = [told[f"group-9-{nth}"] for nth in (1, 2, 3)]
    first, second, third = (record_of(article) for article in group)
    ledger = Ledger(":memory:", base=BASE)
    ledger.update([first, second, third])
    ledger.update([], {second.key})
    assert "".join(lines_of(ledger)).encode() == derive([third, first], base=BASE)


def test_a_ledger_of_another_version_begins_anew(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger", base=BASE, version="1")
    ledger.update(records()[:5])
    ledger.settle()
    ledger.close()
    assert len(Ledger(tmp_path / "ledger", base=BASE, version="1").articles()) == 5
    other = Ledger(tmp_path / "ledger", base=BASE, version="2")
    assert other.articles() == {}
    assert other.whole
    assert other.digest == Ledger(":memory:", base=BASE).digest


def test_a_store_that_is_taken_in_by_parts_comes_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = {one.key: json.dumps(one.data).encode() for one in records()}
    digests = {key: hashlib.sha256(data).hexdigest() for key, data in packed.items()}
    asked: list[int] = []

    def kept(keys: Iterable[str]) -> list[bytes]:
        found = [packed[key] for key in keys]
        asked.append(len(found))
        return found

    monkeypatch.setattr(ledger, "AT_ONCE", 50)
    by_parts = Ledger(":memory:", base=BASE)
    by_parts.sync(digests, kept)
    assert max(asked) == 50
    assert by_parts.articles() == digests
    assert "".join(sorted(by_parts.lines())).encode() == derive(records(), base=BASE)


def test_what_was_not_applied_to_the_graph_is_told_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger", base=BASE)
    ledger.update(records()[:20])
    ledger.settle()
    ledger.update(records()[20:22])
    told = ledger.pending()
    ledger.close()
    again = Ledger(tmp_path / "ledger", base=BASE)
    assert not again.whole
    assert again.pending() == told
    again.settle()
    assert not again.pending().come


def test_keys_that_share_a_number_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    some = records()[:20]
    expected = derive(some, base=BASE)
    monkeypatch.setattr(sayings, "_key", lambda begin, key: 0)
    ledger = Ledger(":memory:", base=BASE)
    ledger.update(some[:12])
    ledger.update(some[12:], {some[0].key})
    ledger.update(some[:1])
    assert "".join(lines_of(ledger)).encode() == expected


def test_sayings_that_share_a_mark_are_told_apart_by_their_words(monkeypatch: pytest.MonkeyPatch) -> None:
    some = records()[:20]
    expected = derive(some, base=BASE)
    monkeypatch.setattr(sayings, "_mark", lambda kind, data: 0)
    ledger = Ledger(":memory:", base=BASE)
    ledger.update(some[:12])
    ledger.update(some[12:], {some[0].key})
    ledger.update(some[:1])
    assert "".join(lines_of(ledger)).encode() == expected


def test_a_name_may_hold_characters_at_which_lines_part() -> None:
    ledger = Ledger(":memory:", base=BASE)
    ledger.update([_renamed(one, "House\u2028of\x85Friendship") for one in records()[:20]])
    assert any('"House\u2028of\x85Friendship"' in line for line in ledger.lines())
    assert all(line.endswith(" .\n") for line in ledger.lines())
    ledger.update([], sorted(ledger.articles()))
    assert lines_of(ledger) == []
    assert ledger.digest == Ledger(":memory:", base=BASE).digest


def _renamed(told: Record, venue: str) -> Record:
    """The record, with all its contacts at `venue`."""
    held = [[*contact[:-1], [venue]] for contact in told.data["reports"]]
    return Record({**told.data, "reports": held}, told.digest)


# Events


def somebody(number: int, state: str = "") -> Who:
    return Who(f"person/{state or 'x'}/name{'abcdefgh'[number]}-family{'abcdefgh'[number] * 3}", f"state/{state}")


def report(**values: object) -> Event:
    given: dict[str, object] = {
        "kind": "meeting", "status": "held", "start": "2024-01-01", "end": "2024-01-01", "precision": "day",
        "basis": "stated", "city": "", "country": "", "who": (somebody(1, "BY"), somebody(2, "CN")),
    }  # fmt: skip
    return Event(**{**given, **values})  # type: ignore[arg-type]


JANUARY = {"start": "2024-01-01", "end": "2024-01-31", "precision": "month"}


@pytest.mark.parametrize(
    ("what", "surely"),
    [
        ({}, SURE),
        ({"kind": "talks"}, SURE),
        ({"kind": "consultation"}, SURE),
        ({"kind": "phone-call"}, NOT_THE_SAME),
        ({"kind": "summit"}, NOT_THE_SAME),
        ({"status": "planned"}, SURE),
        ({"status": "cancelled"}, SURE),
        ({"start": "2024-01-02", "end": "2024-01-02"}, NOT_THE_SAME),
        ({"start": "2024-01-02", "end": "2024-01-02", "basis": "publication"}, LIKELY),
        ({"start": "2024-01-03", "end": "2024-01-03", "basis": "publication"}, NOT_THE_SAME),
        ({"status": "planned", **JANUARY}, LIKELY),
        ({"status": "held", **JANUARY}, NOT_THE_SAME),
        ({"who": (somebody(1, "BY"), somebody(2, "CN"), somebody(3, "CN"))}, PART),
        ({"who": (somebody(1, "BY"), somebody(2, "CN"), somebody(3, "RU"))}, NOT_THE_SAME),
        ({"who": (somebody(1, "BY"), somebody(3, "CN"))}, NOT_THE_SAME),
        ({"who": (somebody(1, "BY"), Who("state/CN", "state/CN"))}, NOT_THE_SAME),
        ({"country": "state/BY"}, SURE),
    ],
)
def test_two_reports_are_of_one_contact_as_surely_as_all_fits(what: dict[str, object], surely: int) -> None:
    one, other = report(), report(**what)
    assert fits(one, other) == fits(other, one) == surely
    if surely:
        assert set(seeks(one)) & set(stands(other))
        assert set(seeks(other)) & set(stands(one))


NO_DAY = {"start": "", "end": "", "precision": "", "basis": ""}


@pytest.mark.parametrize(
    ("what", "surely"),
    [
        ({**JANUARY, "told_on": "2024-02-01"}, LIKELY),
        ({**JANUARY, "told_on": "2023-12-31"}, NOT_THE_SAME),
        ({**NO_DAY, "told_on": "2024-01-01"}, LIKELY),
        ({**NO_DAY, "told_on": "2024-01-03"}, LIKELY),
        ({**NO_DAY, "told_on": "2024-01-09"}, NOT_THE_SAME),
        ({**NO_DAY, "told_on": "2023-12-31"}, NOT_THE_SAME),
        ({**NO_DAY, "told_on": "2024-01-02", "country": "state/KE"}, NOT_THE_SAME),
        ({**NO_DAY, "told_on": "2024-01-02", "who": (somebody(1, "BY"), somebody(3, "CN"))}, NOT_THE_SAME),
        ({**NO_DAY, "told_on": "2024-01-02", "who": (*report().who, somebody(3, "CN"))}, NOT_THE_SAME),
    ],
)
def test_a_report_without_a_day_tells_of_the_contact_of_its_people_that_was_just_held(
    what: dict[str, object], surely: int
) -> None:
    dated, other = report(country="state/CN"), report(**what)
    assert fits(dated, other) == fits(other, dated) == surely
    assert not fits(report(status="cancelled"), other)
    if surely:
        assert set(seeks(dated)) & set(stands(other))
        assert set(seeks(other)) & set(stands(dated))


PREMIERS = "Chinese Premier Li Qiang met Kenyan President William Ruto"


@pytest.mark.parametrize(
    ("told", "joined_are"),
    [
        ((f"{PREMIERS} on May 16, 2024.", f"{PREMIERS} in May 2024."), 1),
        ((f"{PREMIERS} on May 16, 2024.", f"{PREMIERS} on May 24, 2024.", f"{PREMIERS} in May 2024."), 0),
        (("Chinese and Kenyan officials met on May 16, 2024.", "Chinese and Kenyan officials met in May 2024."), 0),
    ],
)
def test_a_month_tells_a_contact_where_its_people_met_once_in_it(told: tuple[str, ...], joined_are: int) -> None:
    records = [
        record_of(Article(id=str(nth), outlet=str(nth), date=date(2024, 6, 1), text=text))
        for nth, text in enumerate(told)
    ]
    assert len(joined(derive(records, base=BASE).decode())) == joined_are


def test_a_joined_contact_has_the_larger_event_beside_which_an_article_puts_it() -> None:
    told = (f"{PREMIERS} on the sidelines of the Harbour Forum on May 16, 2024.", f"{PREMIERS} on May 16, 2024.")
    records = [record_of(Article(id=str(nth), date=date(2024, 5, 16), text=text)) for nth, text in enumerate(told)]
    lines = derive(records, base=BASE).decode().splitlines()
    found = [line for line in lines if "#sidelinesOf>" in line]
    assert len(found) == 1
    assert "Harbour Forum" in found[0]
    assert found[0].split(" ")[0] in {line.split(" ")[0] for line in lines if "#reportedBy>" in line}


def test_reports_from_different_places_are_of_different_contacts() -> None:
    assert not fits(report(country="state/BY"), report(country="state/CN"))
    assert not fits(report(city="place/BY/minsk"), report(city="place/BY/brest"))


def test_a_visit_is_one_though_reports_tell_of_different_days_of_it() -> None:
    stay = report(kind="visit", end="2024-01-04")
    later = report(kind="visit", start="2024-01-03", end="2024-01-03")
    assert fits(stay, later) == SURE
    assert set(seeks(later)) & set(stands(stay))


def told(said: Event, nth: int, published: str, outlet: str = "a", article: str = "") -> tuple[Event, Telling]:
    return said, Telling(f"article/{article or nth}/meeting/{nth}", published, outlet)


@pytest.mark.parametrize(
    ("history", "status"),
    [
        (["planned", "held"], "held"),
        (["planned", "cancelled"], "cancelled"),
        (["held", "planned"], "held"),
        (["planned", "cancelled", "planned"], "planned"),
        (["held", "cancelled"], "cancelled"),
        (["proposed", "planned"], "planned"),
    ],
)
def test_the_latest_report_settles_the_status_but_what_was_held_is_planned_no_more(
    history: list[str], status: str
) -> None:
    group = [told(report(status=one), nth, f"2024-01-0{nth}") for nth, one in enumerate(history, start=1)]
    lines = event(group, {}, BASE).lines
    assert [line for line in lines if f"#status> <https://w3id.org/bilateral/codes/status/{status}>" in line]


def test_who_was_only_to_come_has_not_met_anyone() -> None:
    third = report(status="planned", who=(*report().who, somebody(3, "CN")))
    found = event([told(third, 1, "2024-01-01"), told(report(), 2, "2024-01-02")], {}, BASE)
    met = {tally for tally in found.tallies if tally.startswith("met")}
    assert met == {f"met {somebody(1, 'BY').iri} {somebody(2, 'CN').iri}"}


def test_a_report_that_fits_two_events_that_are_two_stays_alone() -> None:
    assert sorted(groups([0, 1, 2], {(0, 2): 2, (1, 2): 2})) == [[0], [1], [2]]
    assert sorted(groups([0, 1, 2], {(0, 2): 3, (1, 2): 2})) == [[0, 2], [1]]
    assert sorted(groups([0, 1, 2], {(0, 2): 2, (1, 2): 2, (0, 1): 1})) == [[0, 1, 2]]


@given(st.permutations(range(5)), st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda pair: pair[0] < pair[1]), st.integers(1, 3)
))  # fmt: skip
def test_groups_do_not_depend_on_how_things_are_numbered(order: list[int], links: dict[tuple[int, int], int]) -> None:
    again = {(min(order[a], order[b]), max(order[a], order[b])): surely for (a, b), surely in links.items()}
    found = {frozenset(group) for group in groups(range(5), links)}
    other = {frozenset(group) for group in groups(range(5), again)}
    assert {frozenset(order[one] for one in group) for group in found} == other
    for group in found:
        assert all((a, b) in links for a in group for b in group if a < b), "each pair of a group fits"


# Sources


def test_copies_and_articles_of_one_outlet_are_one_source() -> None:
    tell = [Telling(f"article/{nth}/meeting/1", "", outlet) for nth, outlet in enumerate(("a", "a", "b", "", ""))]
    assert sources(tell, {}) == 3
    assert sources(tell, {"article/2": "article/0"}) == 2


def test_a_text_that_two_outlets_print_is_linked_and_counts_once() -> None:
    told = [one.article for one in reports() if one.about == "a syndicated copy beside an independent report"]
    lines = derive([record_of(article) for article in told], base=BASE).decode()
    copies = [line for line in lines.splitlines() if "#copyOf>" in line]
    assert [f"article/{told[1].key}> <{BI}copyOf> <{BASE}article/{told[0].key}>" in line for line in copies] == [True]
    assert f'<{BI}sources> "2"^^' in lines
    assert f'<{BI}sources> "3"^^' not in lines


LONG = " ".join(f"word{number}" for number in range(120))


def sketched(text: str) -> Sketch:
    return sketch(words(text))


def test_a_text_with_a_paragraph_more_is_a_near_copy_and_another_text_is_none() -> None:
    update = LONG + " The ministry added later that talks will go on."
    assert alike(sketched(LONG), sketched(update))
    assert not alike(sketched(LONG), sketched(" ".join(f"other{number}" for number in range(120))))
    assert not alike(sketched(LONG), sketched(" ".join(reversed(LONG.split()))))


def test_a_short_text_is_a_copy_only_of_its_own_words() -> None:
    short = " ".join(["word"] * (ENOUGH - 1))
    assert sketched(short) == ()
    assert not alike(sketched(short), sketched(short))
    assert (
        digest(words("They met, in Minsk."))
        == digest(words("they met in  Minsk"))
        != digest(words("they met in Brest"))
    )


def test_a_greeting_that_comes_again_each_year_is_no_copy_of_the_first() -> None:
    def greeting(year: int) -> Record:
        return record_of(Article(id=str(year), text=f"{LONG} {year}", date=date(year, 1, 1), outlet="o"))

    assert b"copyOf" not in derive([greeting(2023), greeting(2024)], base=BASE)
    assert b"copyOf" in derive([greeting(2023), record_of(Article(id="x", text=f"{LONG} 2025", date=date(2023, 1, 2)))],
                               base=BASE)  # fmt: skip


@pytest.mark.parametrize("first", [date(2024, 1, day) for day in range(1, 8)])
@pytest.mark.parametrize("apart", [3, -3, 4, -4])
def test_an_update_is_one_of_three_days_whatever_days_of_the_week_these_are(first: date, apart: int) -> None:
    later = first + timedelta(days=apart)
    told = [Article(id="a", text=LONG, date=first), Article(id="b", text=f"{LONG} More follows.", date=later)]
    assert (b"copyOf" in derive(map(record_of, told), base=BASE)) == (abs(apart) == 3)


# Persons


def who(iri: str, *offices: str) -> Who:
    state = iri.split("/")[0]
    return Who(f"person/{iri}", "" if state == "x" else f"state/{state}", offices)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (who("UA/volodymyr-zelensky"), who("UA/volodymyr-zelenskyy")),
        (who("SY/bashar-assad"), who("SY/bashar-al-assad")),
        (who("JP/kishida-fumio"), who("JP/fumio-kishida")),
        (who("x/vladimir-putin"), who("RU/vladimir-putin")),
        (who("US/antony-j-blinken"), who("US/antony-blinken")),
        (who("US/joe-biden", "president"), who("US/joseph-r-biden-jr", "president")),
        (who("SA/mohammed-bin-salman"), who("SA/mohammed-bin-salman-al-saud")),
    ],
)
def test_names_of_one_person_are_one_everywhere(one: Who, other: Who) -> None:
    assert one_everywhere(one, other)
    assert one_everywhere(one, other) == one_everywhere(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (who("US/joe-biden", "president"), who("US/jill-biden", "president")),
        (who("US/george-w-bush", "president"), who("US/george-h-w-bush", "president")),
        (who("CN/li-qiang", "premier"), who("CN/li-keqiang", "premier")),
        (who("KH/hun-sen", "prime-minister"), who("KH/hun-manet", "prime-minister")),
        (who("KP/kim-jong-un"), who("KP/kim-jong-il")),
        (who("US/biden"), who("US/joe-biden")),
        (who("CN/wang-yi"), who("TW/wang-yi")),
        (who("x/mohammed-bin-salman"), who("SA/mohammed-bin-salman-al-saud")),
    ],
)
def test_names_that_may_be_of_two_persons_stay_two(one: Who, other: Who) -> None:
    assert not one_everywhere(one, other)


def test_in_reports_of_one_day_a_family_name_or_an_office_is_enough() -> None:
    assert one_in_a_report(who("US/biden"), who("US/joe-biden"))
    assert one_in_a_report(who("US/joseph-biden", "president"), who("US/biden-jr", "president"))
    assert not one_in_a_report(who("US/biden"), who("US/blinken"))
    assert not one_in_a_report(who("CN/li-qiang", "premier"), who("CN/wang-yi", "foreign-minister"))


def test_a_person_of_two_names_takes_part_once_and_the_graph_says_which_names_are_one() -> None:
    told = [one.article for one in reports() if one.about == "a telephone call, told by both offices"]
    lines = derive([record_of(article) for article in told], base=BASE).decode()
    assert lines.count(f"<{BI}participant>") == 2
    assert lines.count(f"<{BI}samePersonAs>") == 1
    assert "same state, same name in other letters" in lines


# Agreements


def signed(
    kind: str = "treaty", *, day: str = "", year: int = 0, names: tuple[str, ...] = ("Lithium Accord",)
) -> Agreement:
    first, last = (f"{year}-01-01", f"{year}-12-31") if year else (day, day)
    precision = "year" if year else "day" if day else ""
    return Agreement(kind, first, last, precision, names, ("state/CL", "state/DE"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (signed(), signed(names=("the Lithium Accord",)), True),
        (signed(), signed(names=("Accord on Lithium",)), False),
        (signed(), signed(day="2024-03-01", names=("Lithium Accord", "accord")), True),
        (signed(day="2024-03-01"), signed(day="2024-04-01"), False),
        (signed("mou", names=("memorandum of understanding",)), signed("mou", names=("memorandum of understanding",)),
         False),
        (signed("mou", day="2024-03-01", names=("memorandum of understanding",)),
         signed("mou", day="2024-03-01", names=("memorandum of understanding",)), True),
        (signed(day="2024-03-01"), signed(day="2024-03-01"), True),
        (signed(year=2024), signed(year=2023), True),
        (signed(year=2024), signed(day="2024-03-01"), False),
        (signed(year=2024), signed(), True),
        (signed(), signed("mou"), False),
        (signed("partnership", names=("close ties",)), signed("partnership", names=("close ties",)), True),
        (signed(names=("free trade deal",)), signed(names=("free trade deal",)), True),
        (signed(names=("visa deal",)), signed(names=("visa deal",)), False),
        (signed(), replace(signed(), parties=("state/CL", "state/FR")), False),
    ],
)  # fmt: skip
def test_agreements_are_one_by_name_or_by_wording_and_day(one: Agreement, other: Agreement, same: bool) -> None:
    assert bool(fit_agreements(one, other)) == bool(fit_agreements(other, one)) == same
    if same:
        assert set(agreements.seeks(one)) & set(agreements.stands(other))
        assert set(agreements.seeks(other)) & set(agreements.stands(one))


def test_an_agreement_is_as_far_as_the_latest_article_has_it() -> None:
    mentions = [
        (signed(), Mention(Telling(f"article/{nth}/agreement/1", f"2024-03-0{nth}", "a"), stage))
        for nth, stage in ((2, "signed"), (1, "planned"))
    ]
    lines = "".join(express(mentions, {}, BASE).lines)
    assert "#reachedStage> <https://w3id.org/bilateral/codes/agreement-stage/signed>" in lines
    assert lines.count("#namedBy>") == 2
    assert "same parties, same kind, same name" in lines


# The whole derived graph


def scene_records() -> list[Record]:
    told = (minsk(), plan(), santiago(), bare())
    return [read(record(one.article, graphs(write(one, base=BASE)), base=BASE)) for one in told]


def test_the_derived_graph_of_the_scene_is_found_good() -> None:
    assert validate(derive(scene_records(), base=BASE)) == ()


def test_a_held_meeting_that_was_planned_is_one_event_with_its_reason_and_its_sources() -> None:
    lines = derive(scene_records(), base=BASE).decode()
    event_lines = [line for line in lines.splitlines() if line.startswith(f"<{BASE}meeting/2024-08-22/BY-CN/")]
    text = "\n".join(event_lines)
    assert "/codes/status/held>" in text
    assert text.count("#reportedBy>") == 2
    assert '#sources> "2"^^' in text
    assert "participants of one report among those of the other" in text


def test_contacts_are_counted_by_pair_of_states_year_and_kind() -> None:
    lines = derive(scene_records(), base=BASE).decode()
    assert f'<{BASE}contacts/BY-CN/2024/meeting> <{BI}contacts> "1"^^' in lines
    assert f'<{BASE}contacts/CL-DE/2025/phone-call> <{BI}contacts> "1"^^' in lines
    assert "contacts/CN-DE" not in lines, "a meeting that was only planned is no contact"


def test_each_actor_has_one_preferred_name_but_for_states_which_the_lexicon_names() -> None:
    lines = derive(scene_records(), base=BASE).decode().splitlines()
    named = [line.split(" ")[0] for line in lines if "#prefLabel>" in line and "/agreement/" not in line]
    assert len(named) == len(set(named)) == 12
    assert not [name for name in named if "/state/" in name]
