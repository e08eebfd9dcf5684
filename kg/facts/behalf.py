"""For whom somebody says that they speak: "on behalf of the African Union", "speaking for the Nordic states"."""

from __future__ import annotations

import re

from kg.facts.sayings import Saying
from kg.facts.skeleton import NUMBER, TYPES, Skeleton
from kg.model import Actor

_SPEAKS_FOR = re.compile(
    r"\b(?:[Oo]n behalf of|[Ii]n the name of|[Ss]peaking for) (?:the )?"
    r"(?:(?:[a-z]+ ){0,2}(?:states|members|countries|nations|government|peoples?|leaders|leadership)"
    r" (?:of|in) (?:the )?)?"
    rf"(?P<who>[{TYPES['state']}{TYPES['organization']}]{NUMBER})(?!'s? |-)"
)
# As far behind its verb the words may stand: "said in Oslo on behalf of".
_NEAR = 30


def on_behalf(skeleton: Skeleton, one: Saying) -> tuple[Actor, ...]:
    """The state or the organization for which a clause says that its subject speaks; () where it says nothing of it."""
    text = skeleton.text
    found = _SPEAKS_FOR.search(text, 0, min(len(text), one.end + _NEAR)) if "ehalf" in text or "for" in text else None
    if found is None or found.start() > one.end and (" that " in text[one.end : found.start()]):
        return ()
    return tuple(dict.fromkeys(actor for ref in skeleton.named(found["who"]) for actor in ref.actors))
