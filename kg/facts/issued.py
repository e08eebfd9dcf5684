"""What the sentences of an issued text are: statements of whoever issues it, or a report of what was done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.clauses import clauses
from kg.facts.skeleton import Skeleton
from kg.model import Actor

SPEAKS = re.compile(r"(?<![\w'])(?:[Ww]e|I)(?![\w'.])")
_OPENS = re.compile(r"Let me (?:start|begin)|Thank you (?:for|all)\b|Good (?:morning|afternoon|evening)|Welcome\b")
_VISITED = re.compile(r"(?:\d+\. ?)?(?:At the invitation of|During (?:the|his|her) visit)\b.*\b(?:paid|visited|made)\b")
_TALKED = re.compile(
    "(?:They|[Ww]e|I|(?:[Tt]he (?:two )?)?[Ll]eaders|[\ue000\ue001].(?: and [\ue000].)?) (?:also )?"
    r"(?:discussed|exchanged views on|talked about|visited|travelled to|traveled to|met with)\b"
    r"(?!.*\b(?:agreed|called|welcomed)\b)"
)
_OCCASION = re.compile(
    r"(?:accompanied|addressed|arrived|attend(?:ed)?|called on|held|laid|paid|received|toured|took place|visit(?:ed)?"
    r"|witnessed)\b"
)
_WEIGHED = re.compile(r"\b(?:need|importance|necessity|value|how)\b")
_UNDERTAKES = re.compile(
    r"(?:- *|[ivx(\d.)]+ )?(?:[Tt]he )?(?P<who>\ue002.) (?:will|shall|intends|agrees|commits|also)\b"
)


def tells_only(text: str, issuers: Sequence[Actor]) -> bool:
    """Whether a sentence of an issued text only tells who visited whom, or what was talked of.

    Of a text that one person signs all is that person's.
    """
    if _OPENS.match(text):
        return True
    if len(issuers) == 1 and issuers[0].kind == "person":
        return False
    return bool(_VISITED.match(text) or _TALKED.match(text) and not _WEIGHED.search(text) or _of_the_visit(text))


def _of_the_visit(text: str) -> bool:
    """Whether the first clause of a sentence tells what a visitor did, or that a ceremony was held."""
    first = next((one for one in clauses(text) if one.kind in ("main", "coordinate")), None)
    if first is None or first.subject is None or SPEAKS.search(text[slice(*first.subject)]):
        return False
    if text[: first.verbs.begin].endswith(", "):
        return False  # "the summit, held in Oslo, …"
    went = _OCCASION.match(text, first.verbs.head)
    return bool(went) and (first.verbs.tense == "past" or "will" in text[first.verbs.begin : first.verbs.head])


def asserts(text: str) -> bool:
    """Whether words of an issued text make a sentence and no heading: one of their verbs is no mere participle."""
    found = clauses(text)
    return not found or any(one.verbs.tense and not (one.verbs.open and one.agent) for one in found)


def undertaking(skeleton: Skeleton, joint: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Of those who issue a text the one whose own undertaking a sentence words: "Norway will …"."""
    own = _UNDERTAKES.match(skeleton.text)
    named = tuple(a for ref in skeleton.named(own["who"]) for a in ref.actors) if own else ()
    return named if named and set(named) < set(joint) else joint
