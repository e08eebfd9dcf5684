"""An IRI -> all that the graph says of it: its properties, and the facts that name it, by kind, with evidence."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any

from kg.serve.views import things
from kg.serve.views.asking import rows
from kg.serve.views.describing import described, nodes
from kg.store import PREFIXES, Reader

SHOWN = 100
"""Lines of a section on a page; the section says how many there are and leads to the rest."""

SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "Meeting": "Contacts",
        "Visit": "Contacts",
        "RemoteContact": "Contacts",
        "Signing": "Contacts",
        "Agreement": "Agreements",
        "StatedPrinciple": "Principles",
        "Statement": "Statements",
        "OfficeHolding": "Offices",
        "RelationStatus": "Diplomatic relations",
    }
)
PLACED = MappingProxyType({"Contacts": "Contacts of others there"})
"""What a section is called that holds only where things were, and not who had a part in them."""
MENTION = f"{PREFIXES['bi']}evidence"


def read(reader: Reader, job: Mapping[str, Any]) -> dict[str, Any]:
    """`job` has the `iri`. A thing of which the graph says nothing has neither properties nor sections."""
    iri, base = job["iri"], reader.info.base
    (itself,) = things.read(reader, [iri])
    itself["properties"].pop(MENTION, None)
    mentions = [] if _is_told(itself) else itself["evidence"]
    itself["evidence"] = [] if mentions else itself["evidence"]
    sections = _sections(reader, iri, base)
    parts = things.read(reader, [term[1] for term in itself["properties"].get(_bi("hasParticipation"), ())])
    shown = list(chain([itself], parts, *(section["things"] for section in sections)))
    return {
        "thing": itself,
        "parts": parts,
        "sections": sections,
        "mentions": mentions[:SHOWN],
        "mentioned": len(mentions),
        **described(reader, chain(things.iris_in(shown), (one["article"] for one in mentions[:SHOWN])), base),
    }


def _is_told(thing: things.Thing) -> bool:
    """Whether it is a fact or a concluded event, which its evidence bears out; an actor is only named there."""
    return _bi("rule") in thing["properties"] or _bi("reportedBy") in thing["properties"]


def _bi(name: str) -> str:
    return PREFIXES["bi"] + name


def _sections(reader: Reader, iri: str, base: str) -> list[dict[str, Any]]:
    """The things that name `iri`, by section. Of a state, a contact on its ground between others is none of its own."""
    found: dict[str, dict[str, None]] = {}
    placed: dict[str, dict[str, None]] = {}
    concluded = f"{base}meeting/"
    for row in rows(reader, "lines", nodes([iri])):
        thing, name = row["thing"].value, SECTIONS.get(row["class"].value.removeprefix(PREFIXES["bi"]))
        # Of a meeting the event is shown, which brings its reports; a report shows beside it only on its own page.
        if name is None or (name == "Contacts" and not thing.startswith(concluded)):
            continue
        there = "there" in row and row["there"].value == "true" and name in PLACED
        (placed if there else found).setdefault(name, {})[thing] = None
    named = [(name, list(found.get(name, ()))) for name in dict.fromkeys(SECTIONS.values())]
    named += [
        (
            PLACED[name] if iri.startswith(f"{base}state/") else f"{name} there",
            [one for one in rest if one not in found.get(name, ())],
        )
        for name, rest in placed.items()
    ]
    return [
        {"name": name, "total": len(held), "things": things.read(reader, held[:SHOWN])} for name, held in named if held
    ]
