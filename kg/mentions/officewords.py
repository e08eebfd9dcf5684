"""The words of which titles of office, institutions and companies are made."""

from __future__ import annotations

from functools import cache

from kg.lexicon.tables import told


@cache
def words() -> dict[str, frozenset[str]]:
    """`kg/lexicon/office_words.toml`: each class of words by its name."""
    return {name: frozenset(values) for name, values in told("office_words").items()}


def company(word: str) -> bool:
    """Whether a word is of the kind that ends the name of a company: "Ltd", "Holdings"."""
    return word.lower() in words()["companies"]


def official(word: str) -> bool:
    """Whether a word is of the kind that titles and institutions are made of."""
    return institution(word) or word.lower() in words()["modifiers"] or word.lower() in words()["regions"]


def institution(word: str) -> bool:
    """Whether a word names an institution or what it is charged with: "Council", "Affairs"."""
    return word.lower() in words()["institutions"]


def head(word: str) -> bool:
    """Whether a word is the head of a title: "Minister"."""
    return word.lower() in words()["heads"]


def titular(word: str) -> bool:
    """Whether a word stands in titles of office: "King", "Foreign", "Council"."""
    return official(word) or word.lower() in words()["heads"]
