"""Who leads a firm, and so holds no office of a state or an organization of states."""

from __future__ import annotations

import re

from kg.entities.people import Person

# "Acme President Ana Lima": the office of a name that nobody knows is no office of her state.
_OF_A_FIRM = re.compile(
    r"(?<![.!?:] )(?<!\n)\b(?!(?:Mrs?|Ms|Dr|The|Then|His|Her|When|As|And|But|Former|Vice|Deputy|Acting|Assistant"
    r"|Associate|Assembly)\b)[A-Z]\w+ $"
)
_CORPORATE = re.compile(
    r"(?i:(?:vice )?president|chair(?:man|woman|person)|director(?: general)?|chief|head|executive)$"
)


def leads_a_firm(view: str, person: Person) -> bool:
    """Whether words of the article give a person the office of a firm, and none that of a state or organization."""
    offices = [office for office, _ in person.offices]
    led = any(
        _CORPORATE.search(office.title) and _OF_A_FIRM.search(view, max(0, office.begin - 30), office.begin)
        for office in offices
    )
    return led and not any(office.of for office in offices)
