"""Who is meant by a name: IRI, code, label, alias, or a word of a label."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping

from kg.errors import KgError
from kg.networks import Party

CANDIDATES = 8


class NotFound(KgError):
    """No actor of the graph has this name."""


class Ambiguous(KgError):
    """Several actors of the graph have this name."""


def find(name: str, parties: Mapping[str, Party]) -> Party:
    """The one actor so called. Labels go before aliases, whole names before single words of them.

    Raises NotFound or Ambiguous, each naming the candidates.
    """
    if name in parties:
        return parties[name]
    wanted = _folded(name)
    if wanted:
        for fits in _ways(name.strip(), wanted):
            found = [party for party in parties.values() if fits(party)]
            if len(found) == 1:
                return found[0]
            if found:
                raise Ambiguous(
                    f"{name!r} may be {len(found)} actors",
                    then=f"Name one of them in full or by IRI: {_listed(found)}.",
                )
    close = _close(wanted, parties.values())
    raise NotFound(f"no actor {name!r} in the graph", then=f"Close to it: {_listed(close)}." if close else "")


def _ways(name: str, wanted: str) -> tuple[Callable[[Party], bool], ...]:
    return (
        lambda party: party.type != "person" and name in _codes(party),
        lambda party: _folded(party.label) == wanted,
        lambda party: wanted in {_folded(alias) for alias in party.aliases},
        lambda party: f" {wanted} " in f" {_folded(party.label)} ",
    )


def _codes(party: Party) -> tuple[str | None, ...]:
    """A state's ISO codes, an organization's key. A body stands under its state's codes but does not own them."""
    if party.type == "state":
        return party.iso2, party.iso3
    return (party.iri.rsplit("/", 1)[-1],) if party.type == "organization" else ()


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _close(wanted: str, parties: Iterable[Party]) -> list[Party]:
    names = {_folded(name): party for party in parties for name in (*party.aliases, party.label)}
    close = difflib.get_close_matches(wanted, names, n=CANDIDATES, cutoff=0.6)
    part = [name for name in sorted(names) if wanted and (wanted in name or set(wanted.split()) & set(name.split()))]
    return list({names[name].iri: names[name] for name in (*close, *part)}.values())[:CANDIDATES]


def _listed(parties: Iterable[Party]) -> str:
    named = [f"{party.label} <{party.iri}>" for party in parties]
    more = f" and {len(named) - CANDIDATES} more" if len(named) > CANDIDATES else ""
    return "; ".join(named[:CANDIDATES]) + more
