"""Names of treaties, initiatives, projects and mechanisms, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from kg.lexicon.tables import many, rows
from kg.model import AgreementKind


@dataclass(frozen=True, kw_only=True)
class AgreementName:
    """A treaty, initiative, mechanism or project known by its name.

    `parties` are alpha-2 codes and keys of organizations: the proposer of an initiative, the parties of a treaty where
    they are few, else none. `since` is its year; `source` the depositary or publisher.
    """

    name: str
    aliases: tuple[str, ...]
    kind: AgreementKind
    parties: tuple[str, ...]
    since: str
    source: str


@cache
def agreement_names() -> tuple[AgreementName, ...]:
    """All of them, by name."""
    return tuple(
        AgreementName(
            name=name,
            aliases=many(aliases),
            kind=cast(AgreementKind, kind),
            parties=many(parties),
            since=since,
            source=source,
        )
        for name, aliases, kind, parties, since, source in rows(
            "agreement_names", ("name", "aliases", "kind", "parties", "since", "source")
        )
    )
