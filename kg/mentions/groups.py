"""Words that stand for several actors at once: "the two heads of state", "both sides", "the interlocutors"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text import Mention

_PERSONS = (
    "leaders|presidents|heads of state and government|heads of state|heads of government|prime "
    "ministers|premiers|ministers|foreign ministers|defense ministers|"
    "defence ministers|diplomats|officials|chancellors|secretaries|national security advisors|"
    "national security advisers|interlocutors|participants|counterparts|"
    "foreign secretaries|chairmen|speakers|finance ministers|trade ministers|principals|statesmen|"
    "men|negotiators|co-chairs|heads of delegation|politicians|top diplomats|envoys|representatives"
)
_STATES = "sides|parties|countries|nations|states|governments|delegations|peoples"
_GROUP = re.compile(
    rf"\b(?:(?:[Tt]he|[Bb]oth|[Tt]hese|[Oo]ur)(?: (?:two|three|four|five|six))?|[Tt]wo|"
    rf"[Ll]eaders(?= agreed| discussed| welcomed| reaffirmed)) ?"
    rf"(?P<adjective>(?:EU|foreign|top|vice|deputy) )?(?P<word>(?i:{_PERSONS}|{_STATES}))\b"
    rf"|\b(?P<both>[Bb]oth|[Tt]he two|[Tt]he three|[Tt]he pair|[Tt]he duo)(?= (?:also )?(?:said|agreed|"
    rf"noted|stressed|met|discussed|expressed|reaffirmed|pledged|welcomed|have|had))"
)


def find(view: str) -> Iterator[Mention]:
    """Group mentions; `name` is the folded noun, `key` the number of members where it is said ("2", "3") or ""."""
    numbers = {"two": "2", "both": "2", "three": "3", "four": "4", "five": "5", "six": "6", "pair": "2", "duo": "2"}
    for found in _GROUP.finditer(view):
        noun = (found["word"] or "leaders").lower()
        if found["adjective"] in ("vice ", "deputy "):
            noun = found["adjective"] + noun
        after = view[found.end() : found.end() + 22]
        counted = found[0].lower().startswith(("both", "the two", "the three", "our"))
        if after.startswith(" of ") and not counted and not after.startswith((" of state", " of govern")):
            continue  # "the leaders of ASEAN" are told by what follows
        key = next((n for word, n in numbers.items() if re.search(rf"\b{word}\b", found[0].lower())), "")
        own = view.startswith("'", found.end())
        yield Mention(found.start(), found.end(), "group", name=noun, key=key, possessive=own)
