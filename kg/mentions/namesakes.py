"""Names that two states share: "Congo", "Dominican". What else the text names of one of them tells which is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from kg import lexicon
from kg.text import Mention

# What both are called -> the state that is meant more often, and the other.
_SHARED = MappingProxyType(
    dict.fromkeys(("Congo", "Congolese"), ("CD", "CG")) | dict.fromkeys(("Dominican", "Dominicans"), ("DO", "DM"))
)


def settle(view: str, names: Sequence[Mention]) -> list[Mention]:
    """The names in order, a shared one with the state that the text names otherwise too, else the likelier."""
    shared = [m for m in names if view[m.begin : m.end] in _SHARED and m.type in ("state", "adjective")]
    if not shared:
        return list(names)
    told = {m.key for m in names if m not in shared}
    return [_meant(view, m, told) if m in shared else m for m in names]


def _meant(view: str, name: Mention, told: set[str]) -> Mention:
    first, other = _SHARED[view[name.begin : name.end]]
    code = other if other in told and first not in told else first
    return replace(name, key=code, name=lexicon.state_names()[code])
