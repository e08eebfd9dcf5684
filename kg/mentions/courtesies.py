"""Forms of address and ranks before a name: "H.E. Mr.", "Rt. Hon.", "Smt.", "Maj. Gen."."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.mentions.officewords import titular

# Sovereigns are called by them, so they stand before single names as courtesies do.
_CROWNED = ("President", "King", "Queen", "Pope", "Prince", "Princess")
# As letterheads write them.
_SHOUTED = ("HON", "RT HON", "SENATOR", "SEN", "DR", "MR", "MRS", "MS")
# Before a capital these are words of their own, or begin names: "Major League", "Sri Jayawardenepura", "Don River".
_OTHER_SENSE = frozenset(
    "Agha Bey Brother Count Daw Don Duke Engineer Eng Father Haji Hajji Imam Ing Major Metropolitan Pak Pasha"
    " Sergeant Sister Sri Tun U Ustaz Arch Khun Herr".split()
)
# These begin no name by which a person is called again, as "Sheikh" may.
_NO_PART = (
    "Rt",
    "Right Hon",
    "Right Honourable",
    "Right Honorable",
    "Shri",
    "Shrimati",
    "Smt",
    "Hon",
    "Hon'ble",
    "Honourable",
    "Honorable",
    "Dato",
    "Datuk",
    *(f"{dato} {rank}" for dato in ("Datuk", "Dato", "Dato'", "Dato’") for rank in ("Seri", "Sri")),
    *("YB", "YAB", "YBhg"),
    *("Lord", "Lady", "Baroness", "Dame", "Madam", "Madame", "Mme", "Monsieur", "Rabbi", "Rev", "Reverend"),
)


# Short for what begins names or is a word of its own; known by the full stop.
_SHORT = "(?:Engr?|Ing|Cpl|Sgt|Snr)"


@cache
def _words() -> tuple[str, ...]:
    """The courtesies without their full stops, longest first; titles of office left out."""
    texts = {re.sub(r"[.'’]$", "", word.text.removeprefix("The ")) for word in lexicon.courtesy()}
    kept = {text for text in texts if text not in _OTHER_SENSE and not titular(text.split()[-1])}
    return tuple(sorted(kept | {"Gen", "Amb", "Rt", *_SHOUTED}, key=lambda text: (-len(text), text)))


@cache
def words() -> str:
    """The pattern of courtesies in a row, each with the space after it; it matches nothing as well."""
    either = "|".join(re.escape(word).replace(r"\ ", r"\.? ") for word in _words())
    style = r"(?:His|Her|Their) (?:Excellency|Majesty|(?:Royal )?Highness), (?=M[rs]|Dr|Sh)"
    word = rf"(?:{either}|{_SHORT}(?=\.))"
    # No full stop shortens a crowned title: "Mr President. President of Kenya John Kamau" is two sentences.
    called = rf"(?:\b{word}(?:[.'’]? |\.(?=[A-Z]|\Z))|\b(?:{'|'.join(_CROWNED)}) )"
    title = rf"(?:(?:[Tt]he|THE) (?=H[Oo][Nn]))?{called}(?:\((?:[Rr]e?t'?d?\.?|R)\) )?"
    return rf"(?:(?:{style}|{title}))*"


@cache
def _before() -> re.Pattern[str]:
    # Not `$`, which holds before a line break too: "you, Mr President." ends the line above a name.
    return re.compile(words().removesuffix("*") + r"+\Z")


def before(view: str, begin: int) -> str:
    """The courtesies that lead up to a name, "" where none do."""
    found = _before().search(view, max(0, begin - 40), begin)
    return found[0] if found else ""


@cache
def _alone() -> re.Pattern[str]:
    # What is left of "Major General" where "General" is a title, and of "Marine Cpl." before the full stop.
    ranks = f"Major|Brigadier|Lieutenant|Sergeant|Rear|(?:(?:Army|Marine|Navy) )?{_SHORT}"
    return re.compile(rf"{words()}(?:(?:{ranks}) )?")


def alone(words: str) -> bool:
    """Whether words are courtesies and nothing more: "Rt", "Hon", "Smt"."""
    return bool(_alone().fullmatch(f"{words} "))


_AT_HEAD = re.compile(
    rf"(?:(?:{'|'.join(sorted(_NO_PART, key=len, reverse=True))})[.'’]? "
    r"(?!(?:Liberty|Luck|Justice|Tussauds?|Jesus|God|Krishna)\b))+"
)


def at_head(view: str, begin: int, end: int) -> int:
    """Where a name begins after the courtesies at its head that are no part of it."""
    found = _AT_HEAD.match(view, begin, end)
    return found.end() if found else begin
