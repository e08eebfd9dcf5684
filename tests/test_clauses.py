"""Clauses: whose verb is whose, whatever stands between them."""

from __future__ import annotations

import re
import time

import pytest

from kg.facts.clauses import Clause, clauses
from kg.facts.skeleton import TYPES

# What the names of the examples are.
_NAMES = {
    "Berg": "person", "Kamau": "person", "Lima": "person", "Norway": "state", "Kenya": "state", "Union": "organization",
    "Ministry": "body", "Norwegian": "adjective", "sides": "group", "today": "date",
}  # fmt: skip
_TYPED = {name: TYPES[kind] + chr(0xE100 + number) for number, (name, kind) in enumerate(_NAMES.items())}
_PLAIN = {typed: name for name, typed in _TYPED.items()}


def typed(text: str) -> str:
    return re.sub("|".join(_TYPED), lambda found: _TYPED[found[0]], text)


def plain(text: str) -> str:
    return re.sub("[\ue000-\ue008].", lambda found: _PLAIN[found[0]], text)


def told(text: str, *kinds: str) -> list[str]:
    """Each clause of some kinds (of all without any) as "subject: verbs"."""
    skeleton = typed(text)

    def words(run: tuple[int, int] | None) -> str:
        return plain(skeleton[slice(*run)]) if run else "-"

    return [
        f"{words(one.subject)}: {words((one.verbs.begin, one.verbs.end))}"
        for one in clauses(skeleton)
        if not kinds or one.kind in kinds
    ]


def only(text: str, kind: str) -> Clause:
    found = [one for one in clauses(typed(text)) if one.kind == kind]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("aside", "verb"),
    [
        (", the foreign minister of Kenya,", "said"),
        (", who had met Lima before the talks,", "said"),
        (", whose government rejects the plan,", "noted"),
        (", speaking to reporters before leaving for Kenya,", "called for"),
        (", accompanied by Lima and two advisers,", "stressed"),
        (", in a statement read out by Lima,", "condemned"),
        (" (second from left)", "thanked"),
        (" – a lawyer by training –", "urged"),
        (", together with the heads of all departments of the ministry, for his part,", "welcomed"),
        (", a veteran of the talks that Kenya hosted, which ended without a result,", "pledged"),
        (" of Norway, on behalf of the government,", "expressed"),
        (", when asked about the plan that Lima had proposed,", "denied"),
        (" in his speech at the opening of the new embassy", "underlined"),
        (" also", "once again expressed"),
    ],
)
def test_what_stands_between_a_subject_and_its_verb_does_not_matter(aside: str, verb: str) -> None:
    first = verb.split(" for")[0]
    found = told(f"Berg{aside} {verb} peace.", "main")
    assert found[-1].startswith("Berg") and found[-1].endswith(first), found


def test_the_verbs_of_a_sentence_have_one_subject() -> None:
    text = "Berg met Kamau in the palace, thanked him for the visit and expressed concern over the war."
    assert told(text) == ["Berg: met", "Berg: thanked", "Berg: expressed"]


def test_a_clause_after_and_may_have_a_subject_of_its_own() -> None:
    assert told("Berg welcomed the deal, and Kamau thanked Norway.") == ["Berg: welcomed", "Kamau: thanked"]
    assert told("Berg welcomed the deal; Kamau agreed.") == ["Berg: welcomed", "Kamau: agreed"]


def test_what_is_told_may_stand_without_that() -> None:
    found = told("Berg said Kenya would join the union and thanked Kamau for his help.")
    assert found == ["Berg: said", "Kenya: would join", "Berg: thanked"]


def test_a_participle_after_a_noun_is_no_verb_of_it() -> None:
    assert told("The deal signed by Norway and Kenya will enter into force.") == ["The deal: will enter"]
    assert told("Berg praised the progress made in trade.") == ["Berg: praised"]


def test_a_relative_clause_has_its_own_subject_or_that_of_its_noun() -> None:
    found = told("Berg, who met Lima, denied the report that Kenya published.", "relative")
    assert found == ["Berg: met"]
    assert "Kenya: denies" in told("Berg condemned the attack which Kenya denies.", "relative")
    assert "Kamau: had proposed" in told("Berg welcomed the plan Kamau had proposed.", "relative")


def test_participles_are_said_of_the_subject_of_the_sentence() -> None:
    assert told("Berg said trade grew, adding that Kenya will help and calling for peace.", "participial") == [
        "Berg: adding", "Berg: calling",
    ]  # fmt: skip
    assert told("Speaking after the talks, Berg thanked Norway.", "participial") == ["Berg: Speaking"]


def test_with_and_a_participle_make_a_clause() -> None:
    assert told("The two met, with both sides agreeing to deepen ties.", "absolute") == ["both sides: agreeing"]


def test_a_subject_and_its_verb_may_follow_what_is_told() -> None:
    assert told("The plan is good, Berg said.", "inserted") == ["Berg: said"]
    assert told('"~~~~," said Berg, adding that Kenya agrees.', "inserted") == ["Berg: said"]
    assert told("The school will open, the Norwegian Foreign Ministry said in a note.", "inserted") == [
        "the Norwegian Foreign Ministry: said"
    ]


def test_a_conjunction_opens_a_clause() -> None:
    clause = only("Berg stressed trade, while Kamau noted the war.", "subordinate")
    assert clause.opener == "while"
    assert told("After he met Kamau, Berg spoke of peace.") == ["he: met", "Berg: spoke"]
    assert told("After the talks, Berg spoke of peace.") == ["Berg: spoke"]
    assert told("As head of the delegation, Berg spoke of peace.") == ["Berg: spoke"]


def test_a_passive_has_an_agent() -> None:
    text = typed("The progress was praised by Berg and Kamau.")
    (clause,) = clauses(text)
    assert clause.verbs.passive and clause.agent
    assert plain(text[slice(*clause.agent)]) == "Berg and Kamau"


def test_according_to_somebody_is_a_clause() -> None:
    assert told("According to Berg and Kamau, trade has grown.") == ["Berg and Kamau: According to", "trade: has grown"]


def test_a_list_of_subjects_is_one() -> None:
    assert told("Berg, Kamau and Lima agreed.") == ["Berg, Kamau and Lima: agreed"]
    assert told("During the talks Berg and Kamau agreed.") == ["Berg and Kamau: agreed"]
    assert told("The delegations of Norway and Kenya agreed.") == ["The delegations of Norway and Kenya: agreed"]


def test_a_word_in_s_is_a_verb_where_it_stands_as_one() -> None:
    assert told("Norway calls for peace.") == ["Norway: calls"]
    assert told("The calls for peace grow louder.") == []
    assert told("Norway supports the plan.") == ["Norway: supports"]
    assert told("The supports of the bridge broke.") == ["The supports of the bridge: broke"]


def test_a_word_that_may_be_a_noun_is_a_verb_after_its_subject() -> None:
    assert told("Berg has always supported the plan.") == ["Berg: has always supported"]
    assert told("The sanctions violate international law.") == ["The sanctions: violate"]
    assert told("We need help.") == ["We: need"]
    assert told("It was kind of him and I thank him.") == ["It: was", "I: thank"]
    assert told("They have read the plan and welcome this step.") == ["They: have read", "They: welcome"]
    assert told("The need for a plan and support for talks grow.") == []


def test_tense_voice_and_negation_of_a_verb_group() -> None:
    past, future, passive, denied = (
        clauses(typed(text))[0].verbs
        for text in ("Berg met Kamau.", "Berg will meet Kamau.", "Berg was met by Kamau.", "Berg has not met Kamau.")
    )
    assert (past.tense, future.tense, denied.tense) == ("past", "modal", "present")
    assert (past.passive, passive.passive) == (False, True)
    assert (past.negated, denied.negated) == (False, True)


def test_an_ugly_sentence_keeps_its_subjects() -> None:
    text = (
        "Speaking at a joint news conference after talks which, according to Lima, had lasted for more than five "
        "hours, Berg, accompanied by the minister for trade, told reporters that Norway, a member of the union since "
        "its beginning, would sign the deal negotiated last year, thanked Kenya for the support it had shown, and "
        "warned that those who hinder the peace will, as Kamau put it, pay for it."
    )
    found = told(text, "main", "coordinate")
    assert found == ["Berg: told", "Berg: thanked", "Berg: warned"]


@pytest.mark.parametrize(
    "unit", ["(", "that ", "only ", "Berg, which ", "Berg said Kamau met ", "and the ", "signed ", '"~', "had been "]
)
def test_the_cost_is_linear(unit: str) -> None:
    def cost(times: int) -> float:
        text = typed(unit) * times
        begin = time.process_time()
        clauses.__wrapped__(text)
        return time.process_time() - begin

    assert min(cost(8000) for _ in range(3)) < 6 * min(cost(4000) for _ in range(3)) + 0.05


def test_a_clause_that_takes_the_place_of_all_leaves_none_to_return_to() -> None:
    text = "A Kenyan official told Wire though Berg wants to move to Lima, he won't since he feels it would harm talks."
    assert "A Kenyan official: told" in told(text)
