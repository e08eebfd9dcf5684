"""The ontology: what a good term looks like, closed code lists, examples that hold and examples that do not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef

from kg import model
from kg.errors import FactError, InputError, UsageError
from kg.lexicon.offices import Rank
from kg.resources import folder
from kg.triples import vocabulary
from kg.triples.iris import DEFAULT_BASE, derived_graph
from kg.triples.ontology import ontology_nquads
from kg.triples.shacl import SHAPES, validate
from kg.triples.vocabulary import BI, CODES, code, codes
from tests import scene, world

ONTOLOGY = folder("ontology")
THEMES = ("bilateral", "actors", "events", "agreements", "statements", "articles", "across")
SPOILT = sorted((ONTOLOGY / "examples" / "spoilt").glob("*.ru"))
B = Namespace(BI)
NEEDLESS_IN_EXAMPLES = {
    "Actor",
    "DiplomaticEvent",
    "Visit",
    "RemoteContact",
    "Signing",
    "Body",
    "Principle",
    "Organization",
    "Evidence",  # what a run of words is by the range of bi:evidence
}


@pytest.fixture(scope="module")
def terms() -> Graph:
    graph = Graph()
    for name in THEMES:
        graph.parse(ONTOLOGY / f"{name}.ttl", format="turtle")
    return graph


@pytest.fixture(scope="module")
def whole() -> Graph:
    graph = Graph()
    for name in (*THEMES, "codes", "partnerships", "principles"):
        graph.parse(ONTOLOGY / f"{name}.ttl", format="turtle")
    return graph


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes" / "data.ttl", format="turtle")


def good() -> ox.Store:
    store = ox.Store()
    store.load(path=str(ONTOLOGY / "examples" / "good.trig"), format=ox.RdfFormat.TRIG)
    return store


def nquads(store: ox.Store) -> bytes:
    return ox.serialize(store, format=ox.RdfFormat.N_QUADS) or b""


def check_terms(graph: Graph) -> Graph:
    _, results, _ = pyshacl.validate(graph, shacl_graph=Graph().parse(ONTOLOGY / "shapes" / "terms.ttl"))
    assert isinstance(results, Graph)
    return results


def test_every_term_and_every_concept_is_a_good_one(whole: Graph) -> None:
    results = check_terms(whole)
    assert not [str(result) for result in results.objects(None, SH.resultMessage)]
    assert len(list(whole.subjects(RDF.type, OWL.Class))) > 15


@pytest.mark.parametrize(
    ("term", "without"),
    [
        (B.Meeting, RDFS.label),
        (B.Meeting, SKOS.definition),
        (B.venue, SKOS.example),
        (B.venue, RDFS.isDefinedBy),
        (B.venue, RDFS.range),
        (URIRef(f"{CODES}act/pledge"), SKOS.prefLabel),
        (URIRef(f"{CODES}act/pledge"), SKOS.definition),
        (URIRef(f"{CODES}act/pledge"), SKOS.notation),
        (URIRef(f"{CODES}act/pledge"), SKOS.inScheme),
        (URIRef(f"{CODES}act/pledge"), SKOS.topConceptOf),
        (URIRef(f"{CODES}principle/unclos"), SKOS.broader),
    ],
)
def test_a_term_that_lacks_something_is_refused(term: URIRef, without: URIRef, whole: Graph) -> None:
    spoilt = Graph()
    for triple in whole:
        if triple[:2] != (term, without):
            spoilt.add(triple)
    assert len(spoilt) < len(whole)
    assert term in set(check_terms(spoilt).objects(None, SH.focusNode))


def test_a_concept_below_two_others_is_refused(whole: Graph) -> None:
    spoilt = whole + Graph()
    unclos = URIRef(f"{CODES}principle/unclos")
    spoilt.add((unclos, SKOS.broader, URIRef(f"{CODES}principle/democracy")))
    assert unclos in set(check_terms(spoilt).objects(None, SH.focusNode))


def test_a_notation_that_is_not_the_end_of_its_iri_is_refused(whole: Graph) -> None:
    spoilt = whole + Graph()
    spoilt.add((URIRef(f"{CODES}act/pledge"), SKOS.notation, Literal("promise")))
    assert URIRef(f"{CODES}act/pledge") in set(check_terms(spoilt).objects(None, SH.value))


def test_a_concept_below_one_of_another_list_is_refused(whole: Graph) -> None:
    spoilt = whole + Graph()
    unclos = URIRef(f"{CODES}principle/unclos")
    spoilt.set((unclos, SKOS.broader, URIRef(f"{CODES}act/pledge")))
    assert unclos in set(check_terms(spoilt).objects(None, SH.value))


def test_the_ontology_is_small(terms: Graph) -> None:
    properties = set(terms.subjects(RDF.type, OWL.ObjectProperty)) | set(terms.subjects(RDF.type, OWL.DatatypeProperty))
    assert len(list(terms.subjects(RDF.type, OWL.Class))) <= 24
    assert len(properties) <= 61


def test_the_version_stands_in_no_term(terms: Graph) -> None:
    ontology = URIRef("https://w3id.org/bilateral")
    version = terms.value(ontology, OWL.versionInfo)
    assert terms.value(ontology, OWL.versionIRI) == URIRef(f"https://w3id.org/bilateral/{version}")
    assert not [term for term in terms.subjects() if str(version) in str(term) and term != ontology]


def test_the_code_knows_exactly_the_terms_of_the_ontology(terms: Graph) -> None:
    properties = set(terms.subjects(RDF.type, OWL.ObjectProperty)) | set(terms.subjects(RDF.type, OWL.DatatypeProperty))
    assert {f"{BI}{name}" for name in vocabulary.PROPERTIES} == {str(one) for one in properties}
    assert {f"{BI}{name}" for name in vocabulary.CLASSES} == {str(one) for one in terms.subjects(RDF.type, OWL.Class)}


def test_an_unknown_term_or_code_is_refused() -> None:
    with pytest.raises(KeyError):
        vocabulary.bi("startsOn")
    with pytest.raises(KeyError):
        codes("colour")
    with pytest.raises(FactError, match=r"no code of the list 'act'.*Known: affirm"):
        code("act", "sing")


@pytest.mark.parametrize(
    ("scheme", "literal"),
    [
        ("event-type", model.EventKind),
        ("status", model.Status),
        ("agreement-type", model.AgreementKind),
        ("agreement-stage", model.Stage),
        ("act", model.Act),
        ("stance", model.Stance),
        ("role", model.Role),
        ("date-precision", model.Precision),
        ("date-basis", model.Basis),
        ("country-basis", model.CountryBasis),
        ("rank", Rank),
    ],
)
def test_the_concepts_at_the_top_are_those_that_the_model_knows(scheme: str, literal: object) -> None:
    assert {one.notation for one in codes(scheme).values() if one.scored == one.notation} == set(get_args(literal))


def test_each_act_has_the_stance_that_goes_with_it(whole: Graph) -> None:
    acts = {str(act).removeprefix(f"{CODES}act/") for act in whole.subjects(SKOS.inScheme, URIRef(f"{CODES}act"))}
    told = {
        act: str(whole.value(URIRef(f"{CODES}act/{act}"), B.stance)).removeprefix(f"{CODES}stance/") for act in acts
    }
    assert told == dict(model.STANCES)


def test_there_are_52_principles_and_finer_ones_below_them() -> None:
    principles = codes("principle")
    top = {one.notation for one in principles.values() if one.scored == one.notation}
    assert len(top) == 52
    assert {one.scored for one in principles.values()} == top
    assert principles["one-china-policy"].scored == principles["one-china-principle"].scored == "one-china"
    assert principles["korea-denuclearization"].scored == "non-proliferation"


def test_every_list_is_known_to_the_code(whole: Graph) -> None:
    schemes = {str(one).removeprefix(CODES) for one in whole.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == vocabulary.SCHEMES


def test_no_two_concepts_of_a_list_share_a_name(whole: Graph) -> None:
    seen: dict[tuple[str, str], str] = {}
    for concept, scheme in whole.subject_objects(SKOS.inScheme):
        for label in {str(one) for one in whole.objects(concept, SKOS.prefLabel | SKOS.altLabel)}:
            assert seen.setdefault((str(scheme), label), str(concept)) == str(concept)


def test_codes_of_other_codebooks_have_a_datatype_of_their_own(whole: Graph) -> None:
    typed = [one for one in whole.objects(None, SKOS.notation) if one.datatype]  # type: ignore[attr-defined]
    assert {str(one.datatype) for one in typed} == {f"{BI}PloverCode", f"{BI}CameoCode"}  # type: ignore[attr-defined]
    assert {str(one) for one in whole.subjects(RDF.type, RDFS.Datatype)} == {
        f"{BI}{name}" for name in vocabulary.DATATYPES
    }


def test_the_ontology_in_a_store_is_lines_without_blank_nodes_and_always_the_same() -> None:
    first = ontology_nquads()
    lines = first.splitlines()
    assert lines == sorted(set(lines))
    assert not [line for line in lines if b"_:" in line.split(b'"')[0]]
    assert all(line.endswith(b" <https://w3id.org/bilateral> .") for line in lines)
    assert ontology_nquads() == first


def test_states_have_one_name_and_their_codes() -> None:
    text = ontology_nquads(base="https://example.org/").decode()
    assert '<https://example.org/state/BY> <http://www.w3.org/2004/02/skos/core#prefLabel> "Belarus"' in text
    assert f'<https://example.org/state/BY> <{BI}isoAlpha3> "BLR"' in text


def test_the_good_scene_is_found_good() -> None:
    assert validate(nquads(good())) == ()


def test_the_good_scene_has_something_for_each_shape_to_look_at(shapes: Graph, terms: Graph) -> None:
    data = Graph().parse(data=ox.serialize((q.triple for q in good()), format=ox.RdfFormat.N_TRIPLES), format="nt")
    asked = set(shapes.subjects(RDF.type, SH.NodeShape)) & {
        shape
        for aim in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)
        for shape in shapes.subjects(aim)
    }
    assert len(asked) > 10
    for shape in asked:
        classes = {
            narrower
            for class_ in shapes.objects(shape, SH.targetClass)
            for narrower in terms.transitive_subjects(RDFS.subClassOf, class_)
        }
        seen = {node for class_ in classes for node in data.subjects(RDF.type, class_)}
        seen |= {node for term in shapes.objects(shape, SH.targetSubjectsOf) for node in data.subjects(term)}
        seen |= {node for term in shapes.objects(shape, SH.targetObjectsOf) for node in data.objects(None, term)}
        assert seen, shape


def test_the_examples_use_every_term() -> None:
    text = (ONTOLOGY / "examples" / "good.trig").read_text("utf-8")
    used = set(re.findall(r"bi:(\w+)", text))
    assert vocabulary.PROPERTIES - used == set()
    assert vocabulary.CLASSES - used <= NEEDLESS_IN_EXAMPLES


@pytest.mark.parametrize("path", SPOILT, ids=lambda path: path.stem)
def test_a_spoilt_scene_is_refused_for_its_fault_alone(path: Path) -> None:
    store = good()
    before = set(store)
    store.update(path.read_text("utf-8"))
    # The other graphs are as they were in the good scene, which is found good.
    changed = {quad.graph_name for quad in before ^ set(store)} | {ox.NamedNode(derived_graph(DEFAULT_BASE))}
    assert before ^ set(store)
    spoilt = ox.serialize((quad for quad in store if quad.graph_name in changed), format=ox.RdfFormat.N_QUADS) or b""
    assert {finding.constraint for finding in validate(spoilt)} == {path.stem}


def test_every_constraint_has_a_spoilt_scene(shapes: Graph) -> None:
    named = {
        str(one).removeprefix(SHAPES)
        for kind in (SH.PropertyShape, SH.SPARQLConstraint)
        for one in shapes.subjects(RDF.type, kind)
    }
    for whole_node in (SH["or"], SH["not"]):
        named |= {str(one).removeprefix(SHAPES) for one in shapes.subjects(whole_node, None)}
    assert len(named) > 80
    assert {path.stem for path in SPOILT} == named


def test_each_constraint_can_fail_in_one_way_only(shapes: Graph) -> None:
    asks = {SH.minCount, SH.maxCount, SH.datatype, SH["class"], SH["in"], SH.node, SH.pattern, SH.lessThan, SH.select}
    asks |= {SH.minExclusive, SH.maxInclusive, SH.minInclusive, SH.minLength}
    for kind in (SH.PropertyShape, SH.SPARQLConstraint):
        for constraint in shapes.subjects(RDF.type, kind):
            assert len([ask for ask in shapes.predicates(constraint, None) if ask in asks]) == 1, constraint
            assert shapes.value(constraint, SH.message), constraint


def test_a_check_that_finds_nothing_to_check_fails() -> None:
    assert [finding.constraint for finding in validate(b"")] == ["nothing-to-check"]
    assert [finding.constraint for finding in validate(ontology_nquads())] == ["nothing-to-check"]
    [finding] = validate(b"<a:s> <a:p> <a:o> <a:g> .\n")
    assert finding.constraint == "nothing-to-check"
    assert "a:g" in str(finding)


def test_what_is_no_nquads_is_told_so() -> None:
    with pytest.raises(InputError, match="no N-Quads"):
        validate(b"this is not RDF")


def test_alignments_speak_of_our_terms_and_of_one_outside_vocabulary_each() -> None:
    paths = sorted((ONTOLOGY / "alignments").glob("*.ttl"))
    assert paths
    assert {path.stem for path in paths} >= set("schema-org prov sem org web-annotation nif skos plover".split())
    known = {f"{BI}{name}" for name in vocabulary.CLASSES | vocabulary.PROPERTIES}
    known |= {f"{CODES}{scheme}/{notation}" for scheme in vocabulary.SCHEMES for notation in codes(scheme)}
    outside = re.compile(r"[^/#]+$")
    for path in paths:
        graph = Graph().parse(path, format="turtle")
        told = {one for one in graph.subject_objects() if str(one[0]) in known}
        assert told, path.name
        [vocabulary_of] = {outside.sub("", str(one)) for _, one in told}
        # PLOVER has no IRIs of its own: its categories stand in the file itself.
        others = {str(one) for one in graph.subjects()} - known
        assert all(one.startswith(vocabulary_of.rstrip("/")) for one in others), path.name


def test_runs_of_words_are_written_out_in_the_terms_of_others() -> None:
    query = (ONTOLOGY / "alignments" / "evidence.rq").read_text("utf-8")
    made = good().query(query, use_default_graph_as_union=True)
    assert isinstance(made, ox.QueryTriples)
    graph = Graph().parse(data=ox.serialize(made, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")
    oa, nif = (
        Namespace("http://www.w3.org/ns/oa#"),
        Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"),
    )
    article = URIRef("https://w3id.org/bilateral/id/article/4b820bdb530efff5b1c69fc385b9d981")
    run = URIRef(f"{article}#char=158,214")
    assert graph.value(run, oa.hasSource) == graph.value(run, nif.referenceContext) == article
    told = {
        str(graph.value(selector, RDF.type)).removeprefix(oa): [
            value.toPython()  # type: ignore[attr-defined]
            for term in (oa.start, oa.end, oa.exact)
            for value in graph.objects(selector, term)
        ]
        for selector in graph.objects(run, oa.hasSelector)
    }
    words = str(graph.value(run, nif.anchorOf))
    assert words == "He told Belarus that China will uphold non-interference."
    assert told == {"TextPositionSelector": [158, 214], "TextQuoteSelector": [words]}


def test_plover_in_its_file_and_as_notations_is_the_same(whole: Graph) -> None:
    aligned = Graph().parse(ONTOLOGY / "alignments" / "plover.ttl", format="turtle")
    pairs = {
        (one, str(aligned.value(category, SKOS.notation)))
        for one, category in aligned.subject_objects(SKOS.broadMatch | SKOS.relatedMatch)
    }
    noted = {
        (one, str(code))
        for one, code in whole.subject_objects(SKOS.notation)
        if code.datatype == B.PloverCode  # type: ignore[attr-defined]
    }
    assert pairs == noted
    assert len(pairs) > 20


def test_every_event_type_has_its_codes_in_plover_and_cameo(whole: Graph) -> None:
    for concept in whole.subjects(SKOS.inScheme, URIRef(f"{CODES}event-type")):
        datatypes = {code.datatype for code in whole.objects(concept, SKOS.notation)}  # type: ignore[attr-defined]
        assert datatypes >= {B.PloverCode, B.CameoCode}, concept


def test_no_term_is_there_for_nothing_and_none_is_missing() -> None:
    """Each term stands in a graph that the code wrote, in a question or in a shape; and no other term does."""
    # What the ontology says of its own terms is no use of them.
    graph = [quad for quad in scene.graph(*world.readings()) if not str(quad.subject).startswith(f"<{BI}")]
    iris = {term.value for quad in graph for term in (quad.predicate, quad.object) if isinstance(term, ox.NamedNode)}
    iris |= {quad.object.datatype.value for quad in graph if isinstance(quad.object, ox.Literal)}
    ours = {iri.removeprefix(BI) for iri in iris if iri.startswith(BI)}
    for path in (*folder("queries").glob("*.rq"), *(ONTOLOGY / "shapes").glob("*.ttl")):
        ours |= set(re.findall(r"\bbi:(\w+)", path.read_text("utf-8")))
    terms = vocabulary.CLASSES | vocabulary.PROPERTIES | vocabulary.DATATYPES
    assert terms - ours == set()
    assert ours - terms == set()


def test_a_partnership_by_its_official_name_is_in_the_tier_that_its_words_say(whole: Graph) -> None:
    tiers = URIRef(f"{CODES}tier-br5")
    cues = {
        str(cue): str(whole.value(tier, SKOS.notation))
        for tier in whole.subjects(SKOS.inScheme, tiers)
        for cue in whole.objects(tier, SKOS.hiddenLabel)
    }
    levels = list(whole.subjects(SKOS.inScheme, URIRef(f"{CODES}partnership-level")))
    assert len(levels) > 15
    for level in levels:
        for name in whole.objects(level, SKOS.prefLabel | SKOS.altLabel):
            said = max(rank for cue, rank in cues.items() if cue in name)
            assert whole.value(level, SKOS.broadMatch) == URIRef(f"{CODES}tier-br5/{said}"), name


def test_a_state_has_its_codes_elsewhere_and_its_validity_in_time() -> None:
    text = ontology_nquads(base="https://example.org/").decode()
    skos, schema = "http://www.w3.org/2004/02/skos/core#", "https://schema.org/"
    germany, date = "<https://example.org/state/DE>", "http://www.w3.org/2001/XMLSchema#date"
    assert f'{germany} <{skos}notation> "255"^^<{BI}CowCode>' in text
    assert f'{germany} <{skos}notation> "260"^^<{BI}GleditschWardCode>' in text
    assert f"{germany} <{skos}exactMatch> <http://www.wikidata.org/entity/Q183>" in text
    # The German Democratic Republic was no more on 3 October 1990: its last day is the one before.
    assert f'<https://example.org/state/DD> <{schema}validThrough> "1990-10-02"^^<{date}>' in text


@pytest.mark.parametrize(
    ("policy", "taiwan", "turkey", "kosovo"),
    [
        ("common", "Taiwan", "Turkey", "Kosovo"),
        ("un", "Taiwan Province of China", "Türkiye", "Kosovo (Security Council resolution 1244)"),
        ("own", "Republic of China (Taiwan)", "Türkiye", "Republic of Kosovo"),
    ],
)
def test_a_policy_names_contested_states_and_keeps_the_other_names(
    policy: str, taiwan: str, turkey: str, kosovo: str
) -> None:
    text = ontology_nquads(base="https://example.org/", names=policy).decode()
    skos = "http://www.w3.org/2004/02/skos/core#"
    for alpha2, name in (("TW", taiwan), ("TR", turkey), ("XK", kosovo)):
        names = re.findall(rf'<https://example\.org/state/{alpha2}> <{skos}(\w+)Label> "([^"]+)"', text)
        assert [one for kind, one in names if kind == "pref"] == [name]
        assert {one for _, one in names} >= {taiwan, turkey, kosovo} & {name}
    assert '"Turkey"' in text


def test_an_unknown_naming_policy_is_told_the_known_ones() -> None:
    with pytest.raises(UsageError, match="own: the short name"):
        ontology_nquads(names="mine")
