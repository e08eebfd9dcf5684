"""Principles: every row's examples fire and its counter-examples stay silent; stance, lists, names and refusals."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import LexiconError
from kg.mentions.phrasebook import Rule, parse, phrasebook
from kg.mentions.phrases import compile_phrase
from kg.mentions.principles import find
from kg.model import Article, StatedPrinciple
from kg.readers import extract
from kg.resources import folder

RULES = phrasebook().rules


def _concepts(view: str) -> list[str]:
    return [mention.concept for mention in find(view)]


@pytest.mark.parametrize(
    ("rule", "sentence"), [(r, s) for r in RULES for s in r.fires], ids=lambda v: getattr(v, "id", v)
)
def test_the_examples_of_a_row_fire_it(rule: Rule, sentence: str) -> None:
    assert rule.id in {mention.rule for mention in find(sentence)}


@pytest.mark.parametrize(
    ("rule", "sentence"), [(r, s) for r in RULES for s in r.silent], ids=lambda v: getattr(v, "id", v)
)
def test_the_counter_examples_of_a_row_leave_it_silent(rule: Rule, sentence: str) -> None:
    assert rule.id not in {mention.rule for mention in find(sentence)}


def test_every_scored_concept_has_a_row_and_every_row_a_concept_of_the_ontology() -> None:
    turtle = (folder("ontology") / "principles.ttl").read_text(encoding="utf-8")
    blocks = turtle.split("\n\n")
    known = {m[1] for m in re.finditer(r'skos:notation "([^"]+)"', turtle)}
    top = {m[1] for block in blocks if "topConceptOf" in block for m in re.finditer(r'skos:notation "([^"]+)"', block)}
    broader = {
        m[1]: m[2]
        for m in re.finditer(r"principle/([\w-]+)> a (?:[^.]|\.(?!\n))*?skos:broader <[^>]*/([\w-]+)>", turtle)
    }
    used = {rule.concept for rule in RULES}
    assert len(top) == 52
    assert used <= known
    assert top <= used | {broader.get(concept, concept) for concept in used}


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (
            "respect for sovereignty, territorial integrity, rule of law and freedom of navigation",
            {"sovereignty-and-territorial-integrity", "rule-of-law", "freedom-of-navigation"},
        ),
        (
            "They oppose hegemonism, unilateralism, protectionism and terrorism.",
            {"anti-hegemonism", "anti-unilateralism", "anti-protectionism", "counter-terrorism"},
        ),
        (
            "a free and open Indo-Pacific anchored in international law",
            {"free-and-open-indo-pacific", "international-law"},
        ),
        (
            "mutual respect, mutual trust and mutual benefit",
            {"mutual-respect", "political-mutual-trust", "mutual-benefit"},
        ),
    ],
)
def test_each_member_of_a_list_is_found(view: str, expected: set[str]) -> None:
    assert set(_concepts(view)) == expected


@pytest.mark.parametrize(
    "view",
    [
        "The Summit for Democracy was held.",
        "She spoke at the Human Rights Council.",
        "The Permanent Representative spoke.",
        "They discussed peace and stability in the region.",
        "The Security Council's Counter-Terrorism Committee met.",
        "Unilateral sanctions were imposed on the bank.",
        "He did not oppose hegemony.",
        "Norway abstained in a vote to condemn the annexation of the isles.",
        "They failed to condemn terrorism.",
        "The Democratic People's Republic of Korea sent a letter.",
    ],
)
def test_what_only_contains_the_words_is_no_principle(view: str) -> None:
    assert find(view) == ()


@pytest.mark.parametrize(
    "view",
    [
        "The party rejects the one-China principle.",
        "He opposes the idea of a two-state solution.",
        "The group refused to accept the ceasefire.",
        "Moscow opposes Georgia's NATO membership.",
    ],
)
def test_a_rejected_principle_is_marked(view: str) -> None:
    assert [mention.stance for mention in find(view)] == ["oppose"]


@pytest.mark.parametrize(
    "view",
    [
        "They oppose any violation of the UN Charter.",
        "He rejects attempts to undermine the two-state solution.",
        "They oppose violations of human rights.",
    ],
)
def test_whoever_opposes_the_breach_of_a_principle_supports_it(view: str) -> None:
    assert [mention.stance for mention in find(view)] == ["support"]


@pytest.mark.parametrize(
    ("view", "stance"),
    [
        ("They discussed trade, human rights and tourism.", "neutral"),
        ("They exchanged views on the fight against terrorism.", "neutral"),
        ("They discussed the importance of human rights.", "support"),
        ("They discussed trade and reaffirmed their commitment to human rights.", "support"),
        ("They discussed trade. Both uphold human rights.", "support"),
        ("They made progress on issues discussed in May, including human rights.", "support"),
        ("They discussed ways to strengthen food security.", "neutral"),
        ("They will discuss support to Togo and advancing a free and open Indo-Pacific.", "neutral"),
        ("They discussed their shared commitment to human rights.", "support"),
        ("They considered the prospects of a political settlement.", "neutral"),
        ("They considered that a political settlement is near.", "support"),
        ("Asked about criticism of its record on human rights, she said that it was groundless.", "neutral"),
        ("Asked to speak first, the minister, who is new, stood up for human rights.", "support"),
        ("She rejected claims that Togo violates freedom of navigation.", "neutral"),
        ("The spokesman, asked whether the visit might defuse tensions, said it might.", "neutral"),
        ("They met after Oslo offered to resume dialogue.", "neutral"),
        ("She is a leading advocate for human rights.", "neutral"),
        ("He opened a debate on free trade.", "neutral"),
        ("He opened the debate and spoke up for free trade.", "support"),
        ("He is not optimistic about upcoming peace talks.", "neutral"),
        ("The storm undermined the peace talks.", "neutral"),
        ("They will break international law in a limited way.", "oppose"),
        ("She called for a renegotiation of the Paris Agreement.", "oppose"),
        ("They spoke about ties and important global issues like food and energy security.", "neutral"),
        ("The two recognize profound differences in national sovereignty.", "neutral"),
        ("Among the issues discussed at the summit were regional connectivity and tourism.", "neutral"),
        ("Norway differs from others by its positions on issues such as human rights.", "neutral"),
        ("He is ready for peace talks.", "support"),
        ("They spoke of violations of the truce.", "neutral"),
        ("The truce was signed in May.", "neutral"),
        ("A truce is urgently needed, she said.", "support"),
        ("They understood that Togo was not ready for EU membership.", "oppose"),
        ("Togo has taken an important step towards EU membership.", "support"),
        ("He intends to pull Togo out of the Paris Agreement.", "oppose"),
        ("They use human rights as a political tool, she said.", "neutral"),
        ("They use every means to uphold human rights as a nation, she said.", "support"),
        ("They armed the rebels in the name of democracy, she said.", "neutral"),
        ("They voted in the name of the people for democracy, she said.", "support"),
        ("The undersecretary of state for disarmament spoke.", "neutral"),
        ("The secretary of state spoke up for disarmament.", "support"),
        ("Togo no longer considers it a violation of international law.", "neutral"),
        ("Togo must no longer accept it, for it is a violation of international law.", "support"),
        ("Denuclearization is off the table, he said.", "oppose"),
        ("Denuclearization is on the table, he said.", "support"),
        ("They will send help after the long-awaited truce failed.", "oppose"),
        ("They want a truce, and failed boats are to be mended.", "support"),
        ("They discussed trade and denounced the illegal sanctions.", "support"),
    ],
)
def test_a_mere_topic_of_talks_is_not_supported(view: str, stance: str) -> None:
    assert [mention.stance for mention in find(view)] == [stance]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("The tariffs are unjustified, he said.", {"anti-protectionism"}),
        ("Decoupling would be a mistake, she said.", {"anti-protectionism"}),
        ("Trade wars harm everybody, she said.", {"anti-protectionism"}),
        ("Tariffs are high, he said.", set()),
        ("Decoupling would be complete by May, she said.", set()),
        ("There must be no tariffs, he said.", {"anti-protectionism"}),
        ("If there is no accord by the fall, Togo will put tariffs on cars, he said.", set()),
    ],
)
def test_what_is_called_wrong_is_opposed(view: str, expected: set[str]) -> None:
    assert set(_concepts(view)) == expected


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("The future of the island must be decided by its people, she said.", {"own-development-path"}),
        ("The island's people should decide their own future, she said.", {"own-development-path"}),
        ("Its people have decided. That the future is bright, she doubts.", set()),
        ("Hunger grew, and the island should fight the flood, she said.", set()),
        ("Hunger must be fought on the island, she said. We must fight hunger.", {"food-and-energy-security"}),
        ("The island fought hunger in the year of the storm.", set()),
    ],
)
def test_words_that_say_it_together_may_stand_in_any_order_in_one_clause_that_speaks_up_for_it(
    view: str, expected: set[str]
) -> None:
    assert {mention.concept for mention in find(view) if mention.stance == "support"} == expected


def test_a_mention_of_an_opposed_concept_begins_at_the_words_of_opposition() -> None:
    view = "Both sides firmly oppose all forms of hegemonism."
    [mention] = find(view)
    assert view[mention.begin : mention.end] == "oppose all forms of hegemonism"


@pytest.mark.parametrize("field", ["fires", "silent", "patterns", "concept"])
def test_a_row_without_its_examples_is_refused(field: str) -> None:
    fields = {"id": '"x"', "concept": '"democracy"', "patterns": '["a b"]', "fires": '["a b"]', "silent": '["c"]'}
    row = "\n".join(f"{name} = {value}" for name, value in fields.items() if name != field)
    with pytest.raises(LexiconError, match=field):
        parse(f"[[principle]]\n{row}\n", where="rows.toml")


def test_a_row_with_an_unknown_field_is_refused() -> None:
    with pytest.raises(LexiconError, match="colour"):
        parse(
            '[[principle]]\nid = "x"\nconcept = "y"\npatterns = ["a"]\nfires = ["a"]\nsilent = ["b"]\ncolour = 1\n',
            where="x",
        )


def test_a_class_stands_for_its_words_and_one_that_nobody_names_is_refused() -> None:
    row = '[[principle]]\nid = "x"\nconcept = "y"\nfires = ["a"]\nsilent = ["b"]\n'
    [rule] = parse(f'[classes]\nend = ["stop*", "put an end to"]\n{row}patterns = ["{{end}} wars"]\n', where="x").rules
    matched = [
        bool(rule.phrases[0].regex.match(text)) for text in ("stopping wars", "put an end to wars", "begin wars")
    ]
    assert matched == [True, True, False]
    with pytest.raises(LexiconError, match="no class 'start'"):
        parse(f'{row}patterns = ["{{start}} wars"]\n', where="x")


@pytest.mark.parametrize(
    ("concept", "view"),
    [
        ("one-china-policy", "We support the 'one China' policy, she said."),
        ("sovereignty-and-territorial-integrity", "Ireland would not recognise the annexation of the islands."),
        ("non-interference", "Kenya told Norway to stay out of its domestic politics."),
        ("core-interests-support", "They pledged to back each other on their vital interests."),
        ("own-development-path", "There is no one-size-fits-all model."),
        ("multipolarity", "He called for a world with several poles of power."),
        ("un-centrality", "The United Nations must remain at the heart of cooperation."),
        ("free-trade", "Markets should be kept open."),
        ("indivisible-security", "No state must make itself safer at the expense of others."),
        ("non-proliferation", "They must halt the proliferation of weapons of mass destruction."),
        ("disarmament", "They proposed to halve the number of warheads."),
        ("counter-terrorism", "They made progress in the fight against militancy."),
        ("rule-of-law", "Kenya must guarantee the independence of its courts."),
        ("strategic-autonomy", "Europe must be able to defend itself without America."),
        ("no-unilateral-sanctions", "He called the Western sanctions illegal."),
        ("political-mutual-trust", "Trust between the two states had to be built step by step."),
        ("non-proliferation", "They urged Kenya to stop enriching uranium."),
        ("counter-terrorism", "They vowed to crush Boko Haram together."),
        ("humanitarian-protection", "Hospitals must never be targets."),
        ("asean-centrality", "ASEAN should remain at the centre of the region's diplomacy."),
    ],
)
def test_what_is_said_in_other_words_than_those_of_the_table_is_found(concept: str, view: str) -> None:
    assert concept in {mention.concept for mention in find(view) if mention.stance == "support"}


@pytest.mark.parametrize(
    ("concept", "view"),
    [
        ("freedom-of-navigation", "They must allow the safe passage of humanitarian aid."),
        ("democracy", "Kenya supports the people of the Democratic Republic of the Congo."),
        ("non-interference", "They spoke of a probe into American meddling."),
        ("euro-atlantic-integration", "He said he would block the bid for NATO membership."),
        ("euro-atlantic-integration", "They should make their way to Europe and home."),
        ("no-unilateral-sanctions", "He called for wider Western sanctions."),
    ],
)
def test_what_only_sounds_like_it_is_not_supported(concept: str, view: str) -> None:
    assert concept not in {mention.concept for mention in find(view) if mention.stance == "support"}


@pytest.mark.parametrize("pattern", ["(a b", "a b)", "[a] b", "<2> a", "a <2>", "", "a (b | ) c"])
def test_a_malformed_wording_is_refused(pattern: str) -> None:
    with pytest.raises(LexiconError):
        compile_phrase(pattern)


@pytest.mark.parametrize(
    ("pattern", "text", "matched"),
    [
        ("win win", "win-win deal", "win-win"),
        ("sovereign*", "sovereignty now", "sovereignty"),
        ("end <2> war", "end the long war", "end the long war"),
        ("end <2> war", "end the very long war", None),
        ("end <5> war", "end it, which the war", None),
        ("free [and] [fair] trade", "free and fair trade", "free and fair trade"),
        ("(a b | c) d", "c d", "c d"),
        ("core interest*", "core interestless", "core interestless"),
        ("rule of law", "rule of lawyers", None),
        (
            "all countries <4,> are equal",
            "all countries, big or small, are equal",
            "all countries, big or small, are equal",
        ),
        ("all countries <4> are equal", "all countries, big or small, are equal", None),
        ("end <2> war", "end the raid, war", None),
        (
            "article (v|5) <4> applies",
            "article 5 of the japan-u.s. treaty applies",
            "article 5 of the japan-u.s. treaty applies",
        ),
        ("code of conduct [at sea]", "code of conduct at sea", "code of conduct at sea"),
    ],
)
def test_a_wording_matches_what_its_language_says(pattern: str, text: str, matched: str | None) -> None:
    match = compile_phrase(pattern).regex.match(text)
    assert (match[0] if match else None) == matched


def test_a_wording_tells_the_words_of_which_one_follows_for_each_part_that_must_be_there() -> None:
    wording = compile_phrase("oppos*|against [all] <2> (power politics | hegemon* of states) ever|never")
    assert wording.later == (("power", "hegemon*"), ("ever", "never"))
    assert compile_phrase("(rule of law | common good)").later == ()


_WORDS = st.sampled_from(
    (
        *("oppose", "hegemonism", "İ", "sovereignty", "and", "the", "Rule", "of", "Law", ",", ".", "human", "rights"),
        *("not", "Council", "peaceful", "resolution", "through", "dialogue"),
    )
)


@given(st.one_of(st.lists(_WORDS, max_size=30).map(" ".join), st.text(max_size=200)))
def test_mentions_lie_in_the_view_in_order(view: str) -> None:
    found = find(view)
    assert all(0 <= mention.begin < mention.end <= len(view) for mention in found)
    assert [mention.begin for mention in found] == sorted(mention.begin for mention in found)


def test_a_report_of_what_nobody_speaks_up_for_states_nothing() -> None:
    led = "Norwegian Prime Minister Kari Dahl met Kenyan President Jo Kamau in Oslo. "
    told = led + "Dahl said that the low level of trust between the two countries was a topic. "
    told += "Kamau said that the one-China principle is the cornerstone of ties with Beijing."
    found = extract(Article(id="one", text=told, outlet="North Wire")).facts
    assert [(f.concept, f.speakers[0].name) for f in found if isinstance(f, StatedPrinciple)] == [
        ("one-china-principle", "Jo Kamau")
    ]


@pytest.mark.parametrize(
    ("view", "urged"),
    [
        ("Togo is open to peace talks, she said.", True),
        ("Togo is not open to peace talks, she said.", False),
        ("It is time to free the political prisoners, he said.", True),
        ("They gave Togo more time to read of political prisoners.", False),
        ("An attack on one is an attack on all, he said.", True),
        ("Some of them were wrongfully detained, she said.", True),
        ("Permanent peace can neither be delayed nor bought, he said.", True),
        ("Permanent peace was the name of the film, he said.", False),
        ("The regime denies its people human rights, she said.", True),
        ("The regime tells of human rights, she said.", False),
    ],
)
def test_what_is_open_due_denied_or_needed_is_spoken_up_for(view: str, urged: bool) -> None:
    assert {mention.urged for mention in find(view)} == {urged}
