"""Verbs with which papers and governments tell that somebody speaks: one list for all rooms that ask who does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from kg.lexicon.tables import told

# These are said of things and of deeds as often as of words.
_OTHERWISE = frozenset(
    (
        "put backed back backs support supports supported sees saw cast views found held set laid drew stood raised "
        "floated posted posts offered offers offer encouraged encourages addressed extended echoed defended pressed "
        "committed commits commit decided decide celebrated cheered heralded questioned identified sought note notes "
        "report reports cited cites answers answered"
    ).split()
)


@cache
def table() -> Mapping[str, Any]:
    """`rules/speech.toml`, read once."""
    return told("rules/speech")


@cache
def speech_verbs() -> tuple[str, ...]:
    """The single words of `rules/speech.toml` that tell of speech and of little else, sorted: "said", "urges"."""
    words = {form for forms in table()["verb"].values() for form in forms if re.fullmatch(r"[a-z]+", form)}
    return tuple(sorted(words - _OTHERWISE))


@cache
def speaks() -> str:
    """An expression for one of these verbs, for other expressions to hold."""
    return f"(?:{'|'.join(speech_verbs())})"
