"""What a meeting expresses, or a document of the two sides: "The Meeting expressed …", "It stresses …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.acts import act_told
from kg.facts.heard import Heard, told
from kg.facts.sayings import Saying
from kg.facts.skeleton import Skeleton
from kg.facts.voices import Voices

_TALKS = re.compile(r"(?:[Tt]he )?(?:meeting|talks|[Dd]iscussion|[Dd]eliberation|conversation|call|[Cc]onsultation)")
# What a text says of itself, and a meeting: "The document stresses …", "The Council decided …".
_DOCUMENT = re.compile(
    r"[Tt]he (?:document|joint statement|statement|declaration|communiqu[eé]|meeting|talks|discussions?|conversation"
    r"|call|consultations)|(?:[Dd]iscussion|[Cc]onsultation|[Dd]eliberation)s|It"
)
_MEETING = re.compile(
    r"(?:The|This) (?:Joint )?(?:Meeting|Summit|Council|Conference|Forum|Assembly|Ministers|Leaders|Foreign Ministers"
    r"|meeting)"
)
_OF_DOCUMENTS = re.compile(
    r"(?:stress(?:ed|es)|sa(?:id|ys)|note[sd]|reaffirm(?:ed|s)|emphasi[sz]ed|underlined|confirmed|outlined|state[sd]"
    r"|reiterated|call(?:s|ed) for|highlight(?:ed|s)|underscored|recogni[sz]ed|acknowledged|welcomed)\b"
)


class Gatherings:
    """Who speaks where a meeting or a document does; it reads the sentences in order."""

    def __init__(self, voices: Voices) -> None:
        self.voices, self.cast = voices, voices.cast
        self.issued = False  # the sentence before told what a document says

    def heard(self, skeleton: Skeleton, said: Sequence[Saying]) -> list[Heard]:
        """What the meeting or the document says that is the subject of a sentence."""
        convener, sides = self.voices.convener, self.cast.dyad()
        if set(convener) < set(self.voices.joint):
            convener = self.voices.joint
        one = next((s for s in said if s.clause.kind in ("main", "coordinate")), None)
        if one is None:
            self.issued = False
            return []
        act = act_told(one.verb, skeleton.text[one.end :])
        if convener and not skeleton.text.endswith(":") and _MEETING.match(one.who):
            return [told(skeleton, convener, act, "say.meeting")]
        # "It" goes on only after a sentence that names the document.
        of_document = _DOCUMENT.match(one.who) and _OF_DOCUMENTS.match(one.verb)
        self.issued = bool(of_document and (one.who != "It" or self.issued) and len(sides) > 1)
        if not self.issued:
            return []
        if _TALKS.match(one.who):
            sides = tuple(a for a in self.cast.principals if a.kind == "person") or sides
        return [told(skeleton, sides, act, "say.document")]
