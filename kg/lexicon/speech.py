"""Verbs that report speech, with the act they report, and names of treaties, initiatives and mechanisms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from kg.lexicon.tables import many, rows
from kg.model import Act, AgreementKind, Stance

VerbKind = Literal["that-clause", "object", "infinitive"]


@dataclass(frozen=True, kw_only=True)
class Verb:
    """A verb, or a phrase that works as one, that reports what somebody said.

    `kind` is what follows it: words reported whole ("that-clause", quotations too), a thing or person ("object"), or
    what is to be done ("infinitive").
    """

    lemma: str
    past: str
    present: str
    participle: str
    act: Act
    stance: Stance
    kind: VerbKind


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
def verbs() -> tuple[Verb, ...]:
    """All verbs, by lemma."""
    return tuple(
        Verb(
            lemma=lemma,
            past=past,
            present=present,
            participle=participle,
            act=cast(Act, act),
            stance=cast(Stance, stance),
            kind=cast(VerbKind, kind),
        )
        for lemma, past, present, participle, act, stance, kind in rows(
            "verbs", ("lemma", "past", "present", "participle", "act", "stance", "kind")
        )
    )


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
