"""The ontology for reasoners: inside OWL 2 DL, and without contradiction in its OWL RL closure."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF

from kg.resources import folder
from kg.triples.vocabulary import BI
from tests import world
from tests.scene import BASE, graph

JAVA, JARS = shutil.which("java"), Path("/usr/share/java")
PROFILE = Path(__file__).with_name("OwlProfile.java")
ERROR = rdflib.Namespace("http://www.daml.org/2002/03/agents/agent-ont#").error


def ontology() -> rdflib.Graph:
    whole = rdflib.Graph()
    for path in sorted(folder("ontology").glob("*.ttl")):
        whole.parse(path)
    return whole


def profile(whole: rdflib.Graph, path: Path) -> tuple[int, list[str]]:
    """Axioms and violations of OWL 2 DL that the OWL API counts."""
    if not JAVA or not list(JARS.glob("owlapi*.jar")):
        pytest.skip("the OWL API is not at hand: apt-get install libowlapi-java default-jdk-headless")
    whole.serialize(path, format="turtle")
    command = [JAVA, "-cp", f"{JARS}/*", str(PROFILE), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    rows = [line.split("\t", 1) for line in done.stdout.splitlines() if "\t" in line]
    assert rows, done.stderr
    return int(rows[0][1]), [what for kind, what in rows if kind == "violation"]


def test_the_ontology_is_owl_2_dl(tmp_path: Path) -> None:
    axioms, violations = profile(ontology(), tmp_path / "whole.ttl")
    assert axioms > 1000
    assert violations == []


def test_what_leaves_the_profile_is_found(tmp_path: Path) -> None:
    spoilt = ontology()
    spoilt.add((rdflib.URIRef(f"{BI}exact"), RDF.type, OWL.ObjectProperty))
    _, violations = profile(spoilt, tmp_path / "spoilt.ttl")
    assert violations


def contradictions(data: rdflib.Graph) -> list[str]:
    """What the OWL RL rules find wrong in the closure of ontology and `data`."""
    owlrl = pytest.importorskip("owlrl", reason="owlrl is not at hand: pip install owlrl")
    whole = ontology() + data
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(whole)
    return sorted(str(words) for words in whole.objects(None, ERROR))


def scene() -> rdflib.Graph:
    data = rdflib.Dataset(default_union=True)
    data.parse(folder("ontology") / "examples" / "good.trig", format="trig")
    merged = rdflib.Graph()
    for triple in data.triples((None, None, None)):
        merged.add(triple)
    return merged


def whole_world() -> rdflib.Graph:
    """All that the articles of `tests/world` tell, and what is concluded from them."""
    data = rdflib.Graph()
    lines = b"".join(
        (ox.serialize([quad.triple], format=ox.RdfFormat.N_TRIPLES) or b"")
        for quad in graph(*world.readings())
        if str(quad.graph_name) != "<https://w3id.org/bilateral>"
    )
    return data.parse(data=lines, format="nt")


@pytest.mark.parametrize("make", [scene, whole_world], ids=["scene", "world"])
def test_the_closure_of_ontology_and_data_has_no_contradiction(make: Callable[[], rdflib.Graph]) -> None:
    assert contradictions(make()) == []


@pytest.mark.parametrize("make", [scene, whole_world], ids=["scene", "world"])
def test_a_planted_contradiction_is_found(make: Callable[[], rdflib.Graph]) -> None:
    spoilt = make()
    both = rdflib.URIRef(f"{BASE}state/BY")
    spoilt.add((both, RDF.type, rdflib.URIRef(f"{BI}State")))
    spoilt.add((both, RDF.type, rdflib.URIRef(f"{BI}Person")))
    assert any("disjoint" in words.lower() for words in contradictions(spoilt))
