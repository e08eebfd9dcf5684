"""Variants of the seed's facts: `variants() -> tuple[Variant, ...]`, always the same 100.

Each is an article and what a careful reader finds in it. Choices hang on the variant's number alone, by SHA-256, so
that no release of Python can change them. Run as a program it prints JSON Lines, whose SHA-256 stands in `DIGEST`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TypeVar

from tests.variants import wordings
from tests.variants.cast import KNOWN, MADE_UP, STATES, THIRD_CITIES, Person

COUNT = 100
MONTHS = "January February March April May June July August September October November December".split()
SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
LEADERS = ("President", "Vice President", "Prime Minister", "Premier")
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Who met, where, when (`start` as YYYY-MM-DD or YYYY-MM) and in which state of affairs."""

    participants: tuple[str, ...]
    start: str
    city: str
    status: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """Words of the article that say one thing, who says it, and the state (alpha-2) it is said for."""

    words: str
    speaker: str
    on_behalf: str


@dataclass(frozen=True, kw_only=True)
class Variant:
    """`article` has the fields of a line of JSON Lines input; `second` is a contact told in passing."""

    article: dict[str, str | None]
    contact: Contact
    second: Contact | None
    said: tuple[Said, ...]
    partnership: str
    parties: tuple[str, str]


def pick(number: int, slot: str, options: Sequence[T]) -> T:
    """One of `options`, the same for ever for this variant and slot."""
    digest = hashlib.sha256(f"bilateral-kg variant {number} {slot}".encode()).digest()
    return options[int.from_bytes(digest[:8], "big") % len(options)]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def tidy(text: str) -> str:
    """One comma where an apposition ends where a clause begins, none before a full stop."""
    return re.sub(r",(?=[,.])", "", text)


def written(day: date, form: str) -> str:
    month, short = MONTHS[day.month - 1], SHORT[day.month - 1]
    return form.format(d=day.day, month=month, mon=short, year=day.year, weekday=DAYS[day.weekday()])


class Author:
    """Writes the variant of one number."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.a, self.b = self._pair()
        self.status = ("held", "held", "held", ("planned", "cancelled")[number // 4 % 2])[number % 4]
        self.written_on = self._writing_day()
        self.dateline = self.pick("dateline", (0, 0, 1, 2, None))
        self.meets_on = self._meeting_day()
        third = self.pick("host", (False,) * 5 + (True,))
        self.host = (
            self.pick("third", [s for s in STATES.values() if s.code not in self.codes])
            if third
            else STATES[self.a.state]
        )
        self.city = self.pick("city", self.host.cities)
        self.label = self.pick("label", wordings.LABELS)

    @property
    def codes(self) -> tuple[str, str]:
        return self.a.state, self.b.state

    def pick(self, slot: str, options: Sequence[T]) -> T:
        return pick(self.number, slot, options)

    def _pair(self) -> tuple[Person, Person]:
        """Known with known, known with made-up, and made-up ones by turns; never two of one state."""
        first, second = ((KNOWN, KNOWN), (KNOWN, MADE_UP), (MADE_UP, MADE_UP), (MADE_UP, KNOWN))[self.number // 3 % 4]
        a = first[(self.number * 7 + self.number // 20) % len(first)]
        others = [person for person in second if person.state != a.state]
        if self.number % 5 != 4:  # mostly of like rank, as protocol has it
            others = [person for person in others if (person.office in LEADERS) == (a.office in LEADERS)]
        return a, self.pick("b", others)

    def _writing_day(self) -> date:
        known = self.a.known or self.b.known
        start, days = (date(2024, 2, 1), 200) if known else (date(2013, 3, 1), 4300)
        return start + timedelta(days=self.pick("day", range(days)))

    def _meeting_day(self) -> date:
        if self.status != "held":
            return self.written_on + timedelta(days=self.pick("ahead", range(2, 6)))
        return self.written_on - timedelta(days=0 if self.dateline is not None else self.pick("ago", (0, 1, 2)))

    def person(self, person: Person, slot: str) -> str:
        """A first mention, in one of three forms."""
        state, office = STATES[person.state], person.office
        forms = (
            f"{state.adjective} {office} {person.name}",
            f"{state.adjective} {office} {person.name}",
            f"{office} {person.name} of {state.full}",
            f"{person.name}, the {state.adjective} {office.lower()},",
        )
        return self.pick(slot, forms)

    def again(self, person: Person, slot: str) -> str:
        """A later mention."""
        forms = (
            person.short,
            person.short,
            f"{person.office} {person.short}",
            f"the {STATES[person.state].adjective} {person.office.lower()}",
        )
        return self.pick(slot, forms)

    def when(self) -> str:
        weekday = ("on {weekday}", "{weekday}") if self.dateline is not None else ("on {weekday}",)
        return written(
            self.meets_on,
            self.pick("when", (*weekday, "on {month} {d}", "on {d} {month} {year}", "on {month} {d}, {year}")),
        )

    def place(self) -> str:
        here = self.dateline is not None and self.pick("here", (False, False, False, True))
        return "here" if here else f"in {self.city}"

    def lead(self) -> str:
        wording = wordings.CONTACTS[(self.number + self.number // 12) % 12][self.status]
        a, b = self.person(self.a, "form a"), self.person(self.b, "form b")
        return tidy(capital(wording.format(a=a, b=b, place=self.place(), when=self.when())))

    def speech(self, person: Person, other: Person, order: int) -> tuple[list[str], list[Said]]:
        """Two sentences of one speaker; the first speaker's first one tells of the partnership."""
        own, theirs = STATES[person.state], STATES[other.state]
        pools = (
            (wordings.ON_PARTNERSHIP, wordings.ON_TIES[5:8])
            if order == 0
            else (wordings.ON_TIES[:5], wordings.ON_TIES[8:])
        )
        contents = tuple(self.pick(f"content {order} {place}", pool) for place, pool in enumerate(pools))
        saying = wordings.SAYINGS[(self.number * 5 + self.number // 12 + order * 7) % 12]
        sentences, said = [], []
        for place, content in enumerate(contents):
            s = content.format(own=own.full, other=theirs.full, label=self.label, pair=f"{own.name}-{theirs.name}")
            form = saying if place == 0 else self.pick(f"following {order}", wordings.FOLLOWING)
            # After a passive the pronoun would be taken for the one spoken to.
            pronoun = person.short if saying.startswith("{y}") else person.pronoun
            x, y = self.again(person, f"x {order}"), self.again(other, f"y {order}")
            sentence = form.format(s=s, S=capital(s), x=x, y=y, pronoun=capital(pronoun))
            sentences.append(capital(sentence))
            said.append(
                Said(words=capital(s) if capital(s) in sentence else s, speaker=person.name, on_behalf=person.state)
            )
        return sentences, said

    def partner(self, person: Person) -> Person:
        return self.b if person is self.a else self.a

    def pair_words(self) -> str:
        offices = {self.a.office, self.b.office}
        if len(offices) == 1:
            return f"the two {offices.pop().lower()}s"
        if offices <= set(LEADERS):
            return "the two leaders"
        return "the two ministers" if not offices & set(LEADERS) else f"{self.a.short} and {self.b.short}"

    def second(self, speaker: Person) -> tuple[str, Contact] | None:
        """A contact in passing, one to eight months before, in every other variant."""
        if self.number % 2:
            return None
        back = self.pick("back", range(1, 9))
        index = self.written_on.year * 12 + self.written_on.month - 1 - back
        year, month = index // 12, MONTHS[index % 12]
        same = year == self.written_on.year
        phrase = self.pick(
            "month",
            (f"last {month}", f"in {month}", f"in {month} {year}")
            if same
            else (f"in {month} last year", f"in {month} {year}"),
        )
        city = self.pick("second city", [city for city in THIRD_CITIES if city != self.city])
        form = self.pick("second", wordings.SECOND)
        if "last saw" in form:
            phrase = phrase.replace("last ", "in ") if phrase.startswith("last ") else phrase
        if "{X}" in form and "two" not in self.pair_words():
            form = form.replace("{pair}", speaker.pronoun).replace("met", f"met {self.partner(speaker).short}")
        text = capital(form.format(pair=self.pair_words(), city=city, month=phrase, X=speaker.short))
        contact = Contact(
            participants=(self.a.name, self.b.name), start=f"{year}-{index % 12 + 1:02}", city=city, status="held"
        )
        return text, contact

    def caption(self) -> str:
        credit = self.pick("credit", wordings.CREDITS).format(
            name=self.pick("photographer", wordings.PHOTOGRAPHERS), agency=self.agency
        )
        if self.status != "held":
            return f"File photo of {self.person(self.a, 'form a').rstrip(',')}. {credit} "
        day = written(self.meets_on, "{mon} {d}, {year}")
        a, b = (f"{STATES[p.state].adjective} {p.office} {p.name}" for p in (self.a, self.b))
        return (
            self.pick("caption", wordings.CAPTIONS).format(a=a, b=b, city=self.city, country=self.host.full, day=day)
            + f" {credit} "
        )

    @property
    def agency(self) -> str:
        return self.pick("agency", wordings.AGENCIES)

    def headline(self) -> str:
        return self.pick("headline", wordings.HEADLINES[self.status]).format(
            p=capital(self.a.short), q=capital(self.b.short), city=self.city
        )

    def write(self) -> Variant:
        first, last = (self.a, self.b) if self.number // 2 % 2 else (self.b, self.a)
        opening, said = self.speech(first, last, 0)
        closing, also_said = self.speech(last, first, 1)
        second = self.second(first)
        dateline = (
            ""
            if self.dateline is None
            else written(
                self.written_on,
                wordings.DATELINES[self.dateline]
                .replace("{CITY}", self.city.upper())
                .replace("{city}", self.city)
                .replace("{agency}", self.agency),
            )
        )
        caption = self.caption() if self.number % 3 == 0 else ""
        body = [self.lead(), *opening, *([second[0]] if second else []), *closing]
        article: dict[str, str | None] = {
            "id": f"v{self.number:03}",
            "title": self.headline() if self.number % 3 == 1 else None,
            "date": self.written_on.isoformat(),
            "outlet": self.agency,
            "url": None,
            "text": caption + dateline + " ".join(body),
        }
        contact = Contact(
            participants=(self.a.name, self.b.name), start=self.meets_on.isoformat(), city=self.city, status=self.status
        )
        codes = sorted(self.codes)
        return Variant(
            article=article,
            contact=contact,
            second=second[1] if second else None,
            said=(*said, *also_said),
            partnership=self.label,
            parties=(codes[0], codes[1]),
        )


def variants() -> tuple[Variant, ...]:
    return tuple(Author(number).write() for number in range(COUNT))


def lines(made: Sequence[Variant]) -> str:
    """The variants as JSON Lines, article and expectations: what the frozen digest is taken of."""
    return "".join(json.dumps(asdict(variant), ensure_ascii=False, sort_keys=True) + "\n" for variant in made)


def digest(made: Sequence[Variant]) -> str:
    return hashlib.sha256(lines(made).encode()).hexdigest()


if __name__ == "__main__":
    print(lines(variants()), end="")
