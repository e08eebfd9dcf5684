"""What participles and relative clauses of a reporter's sentence say: ", adding …", "an attack that Norway denies"."""

from __future__ import annotations

import re

from kg.facts.acts import act_told
from kg.facts.heard import Heard, trimmed
from kg.facts.sayings import Saying
from kg.facts.silence import all_states
from kg.facts.skeleton import Skeleton
from kg.model import Actor

# What somebody says of what others said of them.
_DENIES = re.compile(r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:es?|ed)|blam(?:es?|ed)|condemn(?:s|ed)?)\b")
# What somebody does by speaking alone, where a relative clause tells of it: "met Kamau, who noted …".
_TELLS = re.compile(
    r"(?:said|told|added|note[ds]|stress|emphasi|underlin|underscor|highlight|reiterat|reaffirm|express|voic|thank"
    r"|congratulat|condemn|warn|urg|called (?:for|on)|pledg|assured)"
)
_AT = re.compile(r"\b(?:at|in|to|with|on|for|about|against|before) (?:the )?$")


def tells(text: str, one: Saying, speakers: tuple[Actor, ...]) -> bool:
    """Whether a participle or a relative clause tells what its subject says."""
    if one.kind == "participial":
        # A state that is "welcoming tourists" says nothing, nor does "a resolution at the UN calling for peace".
        welcomes = all_states(speakers) and one.verb == "welcomed"
        return not welcomes and not _AT.search(text, 0, one.begin)
    opener = one.clause.opener
    told_of = one.kind == "relative" and (opener == "where" or opener == "who" and not one.clause.own)
    return one.kind == "absolute" or told_of and bool(_TELLS.match(one.verb))


def denies(one: Saying) -> bool:
    """Whether a relative clause tells what its own subject denies."""
    return one.kind == "relative" and one.clause.own and bool(_DENIES.match(one.verb))


def denial(view: str, skeleton: Skeleton, one: Saying, speakers: tuple[Actor, ...]) -> Heard:
    """What is heard in such a clause: its own words."""
    begin, end = skeleton.origin(one.begin), skeleton.origin(one.clause.end)
    act = act_told(one.verb, skeleton.text[one.end : one.clause.end])
    return Heard(speakers, act, begin, trimmed(view, end), "say.relative")
