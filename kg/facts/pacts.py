"""Agreements while they are being read: which two are one real thing, and what they tell of it together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.cast import Cast
from kg.facts import known
from kg.facts.diplomacy import Concern
from kg.facts.implied import Name
from kg.model import Actor, AgreementKind, Change, Stage, When
from kg.text import Sentence

# How far an agreement may have come, of several stages that an article tells the last counts.
_FARTHEST: tuple[Stage, ...] = ("in-force", "proposed", "negotiating", "planned", "ended", "signed")
_CAPITALS = re.compile(r"[A-Z][\w-]+")
# Kinds that may have the whole name of another thing in theirs.
_OF_ANOTHER = frozenset(("partnership", "joint-statement"))
# Kinds of texts, which their whole names tell apart.
BY_NAME = frozenset(("agreement", "treaty", "mou"))
# What papers call by each other's nouns: a deal is a pact, a treaty, an accord.
_CALLED_ALIKE = frozenset(("agreement", "treaty"))
_SEVERAL = frozenset("agreements deals pacts accords treaties".split())
_NOUNS = _SEVERAL | frozenset("agreement deal pact accord treaty".split())
# Names that are as often written by their first letters.
_SPELT = {"FTA": "free trade agreement", "MOU": "memorandum of understanding", "MoU": "memorandum of understanding"}
_LETTERS = re.compile(rf"\b(?:{'|'.join(_SPELT)})\b")
_SMALL = frozenset(("the", "of", "on", "and", "a", "an", "for", "in", "to", "between", "bilateral"))


@dataclass(slots=True)
class Draft:
    """An agreement while it is being read; `spans` are the runs of the view that tell of it.

    `whole` is its whole name, where the lexicon knows it; `bare` says that a noun alone names it ("a deal"), `stands`
    that the lexicon knows it to have been made before, `another` that its words set it apart from those told before.
    """

    rule: str
    kind: AgreementKind
    labels: list[str]
    stage: Stage
    parties: tuple[Actor, ...]
    spans: list[tuple[int, int]] = field(default_factory=list)
    change: Change | None = None
    whole: str = ""
    bare: bool = False
    when: When | None = None
    signers: tuple[Actor, ...] = ()
    stands: bool = False
    another: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that may tell of agreements: those who issue the article, and whether its sides have met or signed.

    `of_what` is what the article is of.
    """

    cast: Cast
    sentence: Sentence
    issuers: tuple[Actor, ...]
    met: bool
    of_what: Concern

    @property
    def text(self) -> str:
        return self.cast.document.view[self.sentence.begin : self.sentence.end]

    def name(self, begin: int, end: int, kind: AgreementKind, stage: Stage, *, firm: bool) -> Name:
        """The name at `[begin, end)` of the view, as its parties are looked for."""
        return Name(
            sentence=self.sentence, begin=begin, end=end, kind=kind, fresh=firm and stage not in ("in-force", "ended"),
            ended=stage == "ended", issuers=self.issuers, met=self.met, report=self.of_what != "release",
        )  # fmt: skip


def same(a: Draft, b: Draft) -> bool:
    """Whether two drafts of an article tell of one agreement."""
    if a.whole and a.whole == b.whole and not {a.kind, b.kind} & _OF_ANOTHER:
        return True
    if b.another and b.kind in BY_NAME:
        return False
    alike = set(a.parties) == set(b.parties)
    if a.kind != b.kind and not ({a.kind, b.kind} <= _CALLED_ALIKE and alike and a.parties):
        return False
    if a.kind == "partnership":
        return alike
    x, y = _content(a.labels), _content(b.labels)
    if {a.kind, b.kind} <= _CALLED_ALIKE:
        if a.bare or b.bare:
            return alike and not {*a.labels[0].lower().split(), *b.labels[0].lower().split()} & _SEVERAL
        x, y = x - _NOUNS or x, y - _NOUNS or y
        if _is_known(a, y, b.parties) or _is_known(b, x, a.parties):
            return True
        if bool(a.whole) != bool(b.whole) and {*a.parties, *b.parties} and not set(a.parties) & set(b.parties):
            return False  # "the Norway trade deal" is not what another treaty on trade is called
    if not (x and y and (x <= y or y <= x)) or (a.kind in BY_NAME and _apart(a.labels[0], b.labels[0])):
        return False
    # An article issues one text: "the following joint statement" is the one that its title names.
    issued = a.kind == "joint-statement" and a.stage == b.stage == "signed"
    return issued or not a.parties or not b.parties or bool(set(a.parties) & set(b.parties))


def _is_known(draft: Draft, words: set[str], parties: tuple[Actor, ...]) -> bool:
    """Whether other words for an agreement are those of one that the lexicon knows: "the nuclear pact", Iran's."""
    return (
        bool(draft.whole)
        and known.is_called(draft.whole, words)
        and (not parties or set(parties) <= set(draft.parties))
    )


def _apart(a: str, b: str) -> bool:
    """Whether two names in capitals are of two things, for the words of the shorter do not stand together in the other.

    "Framework Agreement" is not the "Framework Participation Agreement"; "Partnership Agreement" may be the latter.
    """
    short, long = sorted((_CAPITALS.findall(known.whole_name(name)) for name in (a, b)), key=len)
    runs = (long[at : at + len(short)] for at in range(len(long) - len(short) + 1))
    return len(short) > 1 and set(short) <= set(long) and short not in runs


def _content(labels: Sequence[str]) -> set[str]:
    return {
        w.lower()
        for label in labels
        for w in re.findall(r"\w+", _LETTERS.sub(lambda at: _SPELT[at[0]], known.whole_name(label)).replace("é", "e"))
        if w.lower() not in _SMALL
    }


def join(kept: Draft, other: Draft) -> None:
    """Let a draft tell also what another tells of the same agreement."""
    kept.labels += other.labels
    further = _FARTHEST.index(other.stage) > _FARTHEST.index(kept.stage)
    # Who looks for how far it has come is to find it.
    kept.spans = [*other.spans, *kept.spans] if further else [*kept.spans, *other.spans]
    if not kept.parties or kept.kind == "joint-statement" and len(kept.parties) < len(other.parties):
        kept.parties = other.parties
    kept.change = kept.change or other.change
    kept.when = kept.when or other.when
    kept.signers = kept.signers or other.signers
    kept.whole, kept.bare = kept.whole or other.whole, kept.bare and other.bare
    kept.stands = kept.stands or other.stands
    if kept.stands:  # talks on how to save it, and a signing of long ago, leave it what it is
        kept.stage = "ended" if "ended" in (kept.stage, other.stage) else "in-force"
    else:
        kept.stage = other.stage if further else kept.stage
