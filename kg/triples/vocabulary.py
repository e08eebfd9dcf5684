"""The terms and codes that the graph is written in, as the ontology declares them.

Terms stand here by name, so that a misspelt one fails when a module is read; a test holds the list against
`ontology/*.ttl`. Codes are read from the ontology's code lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import FactError
from kg.resources import folder

BI = "https://w3id.org/bilateral#"
CODES = "https://w3id.org/bilateral/codes/"
ONTOLOGY_GRAPH = "https://w3id.org/bilateral"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
WIKIDATA = "http://www.wikidata.org/entity/"

_CLASSES = """
    Actor State Person Organization Body Office OfficeHolding DiplomaticEvent Meeting Visit RemoteContact Signing
    Participation Agreement Statement StatedPrinciple Principle BilateralRelation RelationStatus Place Article Evidence
    KnownAgreement ContactCount
"""
_PROPERTIES = """
    articleId textDigest outlet reader readerVersion exact evidence rule score country countryBasis isoAlpha2
    isoAlpha3 holder office officeOf rank eventType reportedStatus participant hasParticipation actor role inOffice
    startDate endDate datePrecision dateBasis city venue sidelinesOf agreementType stage party level levelChange
    signedBy speaker onBehalfOf addressee speechAct stance principle operativeVerb relation between reportedBy status
    statusFrom mergeReason involves metWith sources copyOf samePersonAs namedBy reachedStage year contacts
    exactDigest appearanceOf
"""
_SCHEMES = """
    event-type status agreement-type agreement-stage act stance role rank principle date-precision date-basis
    country-basis partnership-level tier-br5
"""
# Lists that do not stand in ontology/codes.ttl.
_FILES = {"principle": "principles", "partnership-level": "partnerships", "tier-br5": "partnerships"}
CLASSES = frozenset(_CLASSES.split())
DATATYPES = frozenset({"PloverCode", "CameoCode", "CowCode", "GleditschWardCode"})
"""Datatypes of the notations that other codebooks give to our event types, acts and states."""
PROPERTIES = frozenset(_PROPERTIES.split())
SCHEMES = frozenset(_SCHEMES.split())


@dataclass(frozen=True, kw_only=True)
class Code:
    """A concept of a code list: its `notation` in the graph's IRIs, and the scored one it falls under."""

    scheme: str
    notation: str
    scored: str


def bi(name: str) -> str:
    """The IRI of a term of the ontology, in angle brackets. Raises KeyError for a name it does not have."""
    if name not in CLASSES and name not in PROPERTIES and name not in DATATYPES:
        raise KeyError(f"the ontology has no term bi:{name}")
    return f"<{BI}{name}>"


def code(scheme: str, notation: str) -> str:
    """The IRI of a code, in angle brackets. Raises FactError for one that its code list does not have."""
    if notation not in codes(scheme):
        raise FactError(
            f"{notation!r} is no code of the list {scheme!r}",
            where=f"ontology/{_FILES.get(scheme, 'codes')}.ttl",
            then=f"Known: {', '.join(sorted(codes(scheme)))}",
        )
    return f"<{CODES}{scheme}/{notation}>"


@cache
def codes(scheme: str) -> Mapping[str, Code]:
    """The codes of one list by notation. Raises KeyError for a list that the ontology does not have."""
    if scheme not in SCHEMES:
        raise KeyError(f"the ontology has no code list {scheme!r}")
    prefix = f"{CODES}{scheme}/"
    broader = {
        subject.removeprefix(prefix): parent.removeprefix(prefix)
        for subject, parent in _code_triples()
        if subject.startswith(prefix)
    }
    return MappingProxyType(
        {one: Code(scheme=scheme, notation=one, scored=_top(one, broader)) for one in sorted(broader)}
    )


def _top(notation: str, broader: Mapping[str, str]) -> str:
    while broader[notation]:
        notation = broader[notation]
    return notation


@cache
def _code_triples() -> tuple[tuple[str, str], ...]:
    """Each concept's IRI with that of the concept above it, "" for one at the top."""
    found: list[tuple[str, str]] = []
    for name in sorted({"codes", *_FILES.values()}):
        for quad in ox.parse(path=str(folder("ontology") / f"{name}.ttl"), format=ox.RdfFormat.TURTLE):
            subject = str(quad.subject)[1:-1]
            if quad.predicate.value == f"{SKOS}broader":
                found.append((subject, str(quad.object)[1:-1]))
            elif quad.predicate.value == f"{SKOS}topConceptOf":
                found.append((subject, ""))
    return tuple(found)
