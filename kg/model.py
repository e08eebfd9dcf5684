"""The types that the rooms share. Everything is frozen; spans are half-open and count code points.

An `Article` comes from a source, a `Reading` from a reader. A fact cannot be made without evidence.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from kg.errors import FactError

PartName = Literal["text", "title"]
ActorKind = Literal["person", "state", "organization", "body"]
EventKind = Literal[
    "meeting", "talks", "phone-call", "video-call", "summit", "visit", "signing", "consultation", "conference"
]
Status = Literal["held", "ongoing", "planned", "proposed", "cancelled"]
AgreementKind = Literal[
    "partnership", "treaty", "agreement", "mou", "joint-statement", "project", "initiative", "mechanism", "plan"
]
Stage = Literal["in-force", "signed", "proposed", "negotiating", "planned", "ended"]
Change = Literal["established", "upgraded", "downgraded", "ended"]
Act = Literal["pledge", "support", "appreciate", "urge", "oppose", "agree", "convey", "invite", "affirm"]
Stance = Literal["support", "oppose", "neutral"]
Role = Literal["participant", "host", "guest", "mediator"]
Precision = Literal["day", "week", "month", "season", "year"]
Basis = Literal["stated", "relative", "dateline", "publication"]
CountryBasis = Literal["catalogue", "publisher", "agency", "dateline", "context"]

STANCES: Mapping[Act, Stance] = MappingProxyType({
    **dict.fromkeys(("pledge", "support", "appreciate", "agree"), "support"),
    **dict.fromkeys(("urge", "convey", "invite", "affirm"), "neutral"),
    "oppose": "oppose",
})  # fmt: skip
"""The side that a speaker takes in each act to what the words speak of, where no other is told."""

_PASSAGE = re.compile(r"(?P<article>[^#]+)#(?P<title>title-)?char=(?P<begin>[0-9]+),(?P<end>[0-9]+)")
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))


def _json(text: str | None) -> bytes:
    """`text` as JSON in UTF-8. The library's encoder goes sign by sign, which for all texts of a known store is most of
    the time that an unchanged build takes."""
    if text is None:
        return b"null"
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw.translate(None, _CONTROLS)) != len(raw):
        return json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass")
    raw = raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return b'"%b"' % raw.replace(b"\n", b"\\n").replace(b"\r", b"\\r").replace(b"\t", b"\\t")


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article as its source gave it. `text` is never touched after it was read: all offsets count into it.

    `id` is the source's own identifier; `where` names file and line for messages and is no part of its identity.
    """

    id: str
    text: str
    title: str | None = None
    date: date | None = None
    outlet: str | None = None
    url: str | None = None
    where: str = ""

    @cached_property
    def key(self) -> str:
        """32 hexadecimal digits that stand for this record: SHA-256 of its fields as canonical JSON."""
        fields = (self.id, self.title, self.date.isoformat() if self.date else None, self.outlet, self.url, self.text)
        return hashlib.sha256(b"[%b]" % b",".join(map(_json, fields))).hexdigest()[:32]

    @cached_property
    def text_digest(self) -> str:
        """SHA-256 of the text in UTF-8, 64 hexadecimal digits: what a citation of a passage names."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def part(self, name: PartName) -> str:
        return self.text if name == "text" else self.title or ""


@dataclass(frozen=True, order=True)
class Span:
    """A run of an article's text or title: `[begin, end)` in code points, and the words that stand there."""

    part: PartName
    begin: int
    end: int
    quote: str


@dataclass(frozen=True, kw_only=True, order=True)
class Passage:
    """Where a run of words stands: the IRI of its article, the part, and `[begin, end)` in code points."""

    article: str
    part: PartName
    begin: int
    end: int

    @classmethod
    def of(cls, evidence: str) -> Passage:
        """The passage that the IRI of a run of words names, as `kg.triples.iris.evidence` mints it.

        Raises ValueError for an IRI that names none. https://www.rfc-editor.org/rfc/rfc5147
        """
        found = _PASSAGE.fullmatch(evidence)
        if found is None:
            raise ValueError(f"no run of an article's characters: {evidence}")
        part: PartName = "title" if found["title"] else "text"
        return cls(article=found["article"], part=part, begin=int(found["begin"]), end=int(found["end"]))


@dataclass(frozen=True, kw_only=True)
class When:
    """An interval of days, both ends included, with the precision and the basis of the article's words."""

    start: date
    end: date
    precision: Precision = "day"
    basis: Basis = "stated"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Someone who acts, within one article.

    `key` tells actors of one kind apart: ISO 3166-1 alpha-2 for a state, the lexicon's key for an organization,
    else "" (the IRI is then minted from country and name). `country` is the alpha-2 code of the state served.
    """

    kind: ActorKind
    name: str
    key: str = ""
    country: str | None = None


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What an article says. `rule` names the rule that found it; `score` lies in (0, 1], 1.0 a whole frame."""

    evidence: tuple[Span, ...]
    rule: str
    score: float = 1.0

    def __post_init__(self) -> None:
        if not self.evidence:
            raise FactError(f"a {type(self).__name__} without evidence", where=f"rule {self.rule}")


@dataclass(frozen=True, kw_only=True)
class Appearance(Fact):
    """An actor appears in the article; `aliases` are the other ways the article writes the name.

    `country_basis` says what a person's country rests on where the article does not say it, None where it does.
    """

    actor: Actor
    aliases: tuple[str, ...] = ()
    country_basis: CountryBasis | None = None


@dataclass(frozen=True, kw_only=True)
class Position(Fact):
    """`person` holds (or held) the office `title` of the state or organization `of`."""

    person: Actor
    title: str
    of: Actor | None = None


@dataclass(frozen=True, kw_only=True)
class Participation:
    actor: Actor
    role: Role = "participant"
    office: str | None = None


@dataclass(frozen=True, kw_only=True)
class Meeting(Fact):
    """A contact between actors of two or more states or organizations. `country` is alpha-2."""

    kind: EventKind
    status: Status
    participants: tuple[Participation, ...]
    when: When | None = None
    city: str | None = None
    country: str | None = None
    venues: tuple[str, ...] = ()
    sidelines_of: str | None = None


@dataclass(frozen=True, kw_only=True)
class Agreement(Fact):
    """A named or clearly described result or framework. `level` and `change` are for partnerships.

    `when` is the day, month or year in which it was signed or otherwise made, a partnership established or raised, by
    the sentence that names it; `signers` are the persons of whom that sentence says that they signed it.
    """

    labels: tuple[str, ...]
    kind: AgreementKind
    stage: Stage
    parties: tuple[Actor, ...] = ()
    level: str | None = None
    change: Change | None = None
    when: When | None = None
    signers: tuple[Actor, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Statement(Fact):
    """One reported speech act; its words are its first evidence. `stance` is None where it is that of the act."""

    speakers: tuple[Actor, ...]
    act: Act
    on_behalf: tuple[Actor, ...] = ()
    addressees: tuple[Actor, ...] = ()
    stance: Stance | None = None


@dataclass(frozen=True, kw_only=True)
class StatedPrinciple(Fact):
    """`speakers` state the principle `concept` (a notation of the scheme), with the operative `verb` as written."""

    concept: str
    speakers: tuple[Actor, ...]
    on_behalf: tuple[Actor, ...] = ()
    verb: str | None = None
    stance: Stance = "support"


@dataclass(frozen=True, kw_only=True)
class Relation(Fact):
    """Diplomatic relations of two states began at `established`; `a.key < b.key`."""

    a: Actor
    b: Actor
    established: When


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """Words that looked like a fact and were not taken, with the reason: missing is better than inventing."""

    span: Span
    rule: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """All that one reader found in one article. `version` names rules and lexicon."""

    article: Article
    reader: str
    version: str
    facts: tuple[Fact, ...]
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """Input that could not be read, or is no article: where it stands and why. The run goes on without it."""

    where: str
    reason: str
    id: str | None = None
