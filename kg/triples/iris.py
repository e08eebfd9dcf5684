"""All IRIs of the data graph are minted here, from content alone: the same input gives the same IRI.

Minting is injective up to spelling: two names get one IRI only if they differ in nothing but case, accents,
punctuation and spaces. Every function takes the data base, which ends in "/", and returns the bare IRI.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote

from kg.model import Actor, PartName

DEFAULT_BASE = "https://w3id.org/bilateral/id/"

# Letters that NFKD leaves whole though every catalogue writes them in ASCII.
_UNDECOMPOSED = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h",
})  # fmt: skip
# Marks fall off Latin letters only: in other scripts they tell words apart (й is not и, が is not か).
_LATIN_MARKS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
# An apostrophe in a name ("N'Djamena", "Côte d'Ivoire") parts no words.
_APOSTROPHES = re.compile("['’ʼ`´]")


def slug(name: str) -> str:
    """`name` in lower-case ASCII with hyphens; letters of other scripts percent-encoded, as UTF-8.

    A name without any letter or digit becomes "_" and eight hexadecimal digits of its SHA-256.
    """
    folded = unicodedata.normalize("NFKD", name.casefold()).casefold().translate(_UNDECOMPOSED)
    folded = unicodedata.normalize("NFC", _LATIN_MARKS.sub("", _APOSTROPHES.sub("", folded)))
    words = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in folded).split()
    if not words:
        return "_" + hashlib.sha256(name.encode()).hexdigest()[:8]
    return quote("-".join(words), safe="")


def state(base: str, code: str) -> str:
    """The state with this ISO 3166-1 alpha-2 (or lexicon) code."""
    return f"{base}state/{quote(code, safe='')}"


def actor(base: str, actor: Actor) -> str:
    """The actor's IRI: from its key where it has one, else from the state served ("x" if unknown) and the name."""
    return base + _actor_path(actor)


def _actor_path(actor: Actor) -> str:
    if actor.key:
        return f"{actor.kind}/{quote(actor.key, safe='')}"
    return f"{actor.kind}/{actor.country or 'x'}/{slug(actor.name)}"


def place(base: str, country: str | None, name: str) -> str:
    return f"{base}place/{country or 'x'}/{slug(name)}"


def office(base: str, title: str, of: Actor | None) -> str:
    """The office `title` of a state or organization; "x" where the article does not say whose."""
    if of is None:
        return f"{base}office/x/{slug(title)}"
    # The African Union and Australia are both "AU": only states stand here by their bare code.
    owner = quote(of.key, safe="") if of.kind == "state" and of.key else _actor_path(of)
    return f"{base}office/{owner}/{slug(title)}"


def relation(base: str, a: str, b: str) -> str:
    """The bilateral relation of two states, the same whichever is named first."""
    first, second = sorted((quote(a, safe=""), quote(b, safe="")))
    return f"{base}relation/{first}-{second}"


def article(base: str, key: str) -> str:
    return f"{base}article/{key}"


def derived_graph(base: str) -> str:
    """The graph of all that is concluded across articles."""
    return f"{base}derived"


def evidence(article: str, part: PartName, begin: int, end: int) -> str:
    """A run of the article's characters, as RFC 5147 and NIF write it; in the title it is `#title-char=`."""
    return f"{article}#{'char' if part == 'text' else 'title-char'}={begin},{end}"


def fact(article: str, kind: str, part: PartName, begin: int, end: int, nth: int = 1) -> str:
    """A fact of an article, by its kind and first evidence; `nth` tells facts apart that rest on one run."""
    again = f"-{nth}" if nth > 1 else ""
    return f"{article}/{kind}/{'title-' if part == 'title' else ''}{begin}-{end}{again}"


def appearance(article: str, actor: str) -> str:
    """What an article says of an actor that may hold in it alone; `actor` is the path of its IRI below the base."""
    return f"{article}/appearance/{actor}"


def participation(meeting: str, nth: int) -> str:
    return f"{meeting}/participation/{nth}"


def event(base: str, day: str | None, states: tuple[str, ...], lead: str) -> str:
    """The derived event of one or more reports.

    `states` are the alpha-2 codes involved, more than four are left out of the IRI; `lead` is the report that
    stands for the others: no two events share one.
    """
    who = "-".join(sorted(quote(code, safe="") for code in states)) if 0 < len(states) <= 4 else "x"
    digest = hashlib.sha256(lead.removeprefix(base).encode()).hexdigest()[:8]
    return f"{base}meeting/{day or 'undated'}/{who}/{digest}"


def known_agreement(base: str, parties: tuple[str, ...], kind: str, lead: str) -> str:
    """The derived agreement that articles name; `parties` are IRIs, `lead` is the mention that came first."""
    ends = sorted(party.rpartition("/")[2] for party in parties)
    who = "-".join(ends) if len(ends) <= 4 else "x"
    digest = hashlib.sha256(lead.removeprefix(base).encode()).hexdigest()[:8]
    return f"{base}agreement/{who}/{kind}/{digest}"


def contact_count(base: str, a: str, b: str, year: str, kind: str) -> str:
    """How many contacts of a kind two states, by code, had in a year."""
    return f"{base}contacts/{a}-{b}/{year}/{kind}"
