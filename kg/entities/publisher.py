"""Whose official somebody is whom a government calls by office alone in what it publishes: its own."""

from __future__ import annotations

import re

from kg.entities import catalogue
from kg.entities.people import PRINCIPAL, Person
from kg.model import Article
from kg.text import Mention

# Offices of organizations of states, where nothing more is said.
_OF_MANY = re.compile(
    r"(?i:(?:(?:former|deputy|assistant|under|executive)[ -])*"
    r"(?:secretary[- ]general|high representative|high commissioner)(?: for .*)?)"
)
_STATE_OFFICE = re.compile(
    r"(?i:minister|premier|secretary|ambassador|envoy|negotiator|senator|special representative"
    r"|congress\w+|lawmaker|legislator|parliamentarian|\bmp\b|spokes\w+|governor|attorney"
    r"|army|military|navy|assembly|government|cabinet|senate|chairman of the|vice chair"
    r"|national security|intelligence|chief of staff|prime|foreign|president|marshal|presidential|parliament"
    r"|speaker|king|prince)"
)
# What several states say together is published by each of them, and names the officials of all.
_OF_SEVERAL = re.compile(r"(?i:(?:[a-z'.-]+ ){0,6}joint (?:statement|communiqu|declaration|press|vision))")
_PRIVATE = re.compile(r"\b(?:Association|Society|University|Company|Club|Bar|Foundation|Institute|of the Republic)\b")
# Organs that every state has: without a state's name they are the publisher's own.
_ORGAN = re.compile(r"(?:Ministry|Department|Parliament|Cabinet|Senate|National Assembly|House of|Supreme Court)\b")
# Where the foreign secretary is the minister; in South Asia he is the ministry's first official.
_SECRETARIES = frozenset({"GB", "PH", "MX"})


def state(person: Person, home: str, article: Article) -> str:
    """The code `home` of the state whose government publishes an article, "" for officials who may be others'."""
    if any(o.of_kind == "body" and not _ORGAN.match(o.of) for o, _ in person.offices):
        return ""
    if _OF_SEVERAL.match(article.title or ""):
        return ""
    held = [o.title for o, _ in person.offices if not o.former and not _PRIVATE.search(o.title)]
    if all(map(of_many, held)):
        return ""
    principal = person.heads & PRINCIPAL
    if home not in _SECRETARIES and any(o.title == "Foreign Secretary" for o, _ in person.offices):
        principal = principal - {"foreign minister"}
    if article.date and principal and catalogue.knows_holder(home, principal, article.date):
        return ""  # the publisher's own holder has another name
    return home


_MINISTER = re.compile(r"(?i:\bminist(?:er|ry)\b)")


def unknown_to(state: str, person: Person) -> bool:
    """Whether somebody bears a title that a state does not know: the United States have no ministers."""
    return state == "US" and any(not o.of and _MINISTER.search(o.title) for o, _ in person.offices)


def governs(person: Person) -> bool:
    """Whether a person holds an office of a state, as far as its title tells."""
    held = [o.title for o, _ in person.offices if not of_many(o.title)]
    return not person.organization and any(map(_STATE_OFFICE.search, held))


def of_many(title: str) -> bool:
    """Whether a title is of an organization of states, where nothing more is said: "Deputy Secretary-General"."""
    return bool(_OF_MANY.fullmatch(title))


# How far below the title a release bears the name of its author, in characters, and how much may stand beside it.
_HEAD, _BESIDE = 300, 24


_RELEASE_BY = re.compile(r"(?i)\b(?:news|media|press) (?:release|statement) (?:by|from) (?:the )?(?:hon\.? )?$")


def signed(view: str, name: Mention, title_end: int) -> bool:
    """Whether a name fills a line at the head of a text, "The Hon Anna Berg MP", or is of who issues the release."""
    end = view.find("\n", name.end)
    first = view.rfind("\n", 0, name.begin) + 1
    if name.begin <= title_end + _HEAD and _RELEASE_BY.search(view, first, name.begin):
        return True
    line = view[first : end if end >= 0 else len(view)]
    alone = len(line) <= name.end - name.begin + _BESIDE and not line.endswith((".", "!", "?", ":"))
    return alone and title_end <= name.begin <= title_end + _HEAD
