"""Document + Cast -> agreements: named or clearly described results and frameworks, their parties and stage."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from kg.cast import Cast, Ref
from kg.facts import initiatives
from kg.facts.stages import stage_of
from kg.model import Actor, Agreement, AgreementKind, Stage
from kg.text import Sentence
from kg.triggers import Triggers

_UPGRADED = re.compile(r"\b(?:upgrad|elevat|rais|lift)\w*\b")
_GRADES = re.compile(
    r"(?i)all-weather|all-round|comprehensive|strategic|permanent|special|privileged|global|enhanced|"
    r"of coordination|new era"
)
_TOGETHER = re.compile(r"(?i:\bjoint\b|\bbetween\b)")
# A house that studies or gives, no agreement: "Africa Research Initiative".
_RESEARCH = re.compile(
    r"\b(?:Research|Institut\w+|University|School|Foundation|Cent(?:er|re)|Bank|Fund)\b.*\bInitiative"
)
_CAP = r"[A-Z\u00c0-\u00de][\w'’]*"


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A shape that names of agreements take: `regex` with a group `label`, the kind it stands for.

    `needs` is what the words beside it must give, else it names nothing: a stage or a party. `default` is the stage
    where they give none.
    """

    id: str
    kind: AgreementKind
    regex: re.Pattern[str]
    needs: Literal["", "stage", "party"]
    default: Stage


@dataclass(slots=True)
class Draft:
    """An agreement while it is being read; `spans` are the runs of the view that tell of it."""

    rule: str
    kind: AgreementKind
    labels: list[str]
    stage: Stage
    parties: tuple[Actor, ...]
    spans: list[tuple[int, int]] = field(default_factory=list)
    upgraded: bool = False


@cache
def shapes() -> tuple[Shape, ...]:
    """`kg/lexicon/rules/agreement.toml`, compiled, in order."""
    with (files("kg.lexicon") / "rules" / "agreement.toml").open("rb") as source:
        table = tomllib.load(source)
    words = {name: "|".join(values) for name, values in table.get("classes", {}).items()}
    words["initiative"] = "|".join(map(re.escape, initiatives.names()))
    out = []
    for row in table["rule"]:
        pattern = re.sub(
            r"<([\w-]+)>", lambda m: f"(?:{words[m[1]]})" if m[1] in words else m[0], row["pattern"]
        ).replace("<CAP>", _CAP)
        out.append(
            Shape(
                id=row["id"],
                kind=row["give"]["kind"],
                regex=re.compile(pattern),
                needs=row.get("needs", ""),
                default=row.get("stage", "in-force"),
            )
        )
    return tuple(out)


@cache
def _triggers() -> Triggers:
    return Triggers(shape.regex for shape in shapes())


def find(cast: Cast) -> Iterator[Agreement]:
    """The agreements of an article in the order of their first words, one for each real thing."""
    drafts: list[Draft] = []
    for sentence in cast.document.sentences:
        if sentence.kind in ("body", "turn", "title", "caption"):
            for draft in _in_sentence(cast, sentence):
                same = next((d for d in drafts if _same(d, draft)), None)
                if same is None:
                    drafts.append(draft)
                else:
                    _join(same, draft)
    for draft in drafts:
        spans = sorted({cast.document.span(b, e) for b, e in draft.spans}, key=lambda s: (s.part != "text", s.begin))[
            :3
        ]
        partnership = draft.kind == "partnership"
        yield Agreement(
            evidence=tuple(spans), rule=draft.rule, labels=tuple(dict.fromkeys(draft.labels)), kind=draft.kind,
            stage=draft.stage, parties=draft.parties, level=_level(draft.labels) if partnership else None,
            change="upgraded" if draft.upgraded else None,
        )  # fmt: skip


def _level(labels: Sequence[str]) -> str:
    """The name with the most graded words, the first of equals."""
    return re.sub(r"\s+", " ", max(labels, key=lambda label: len(_GRADES.findall(label))))


def _in_sentence(cast: Cast, sentence: Sentence) -> Iterator[Draft]:
    view = cast.document.view
    text = view[sentence.begin : sentence.end]
    taken: list[tuple[int, int]] = []
    for shape in (shapes()[number] for number in _triggers().among(text)):
        for found in shape.regex.finditer(text):
            begin, end = found.span("label")
            if shape.kind != "partnership" and any(b < end and begin < e for b, e in taken):
                continue
            draft = _draft(cast, sentence, shape, text, begin, end)
            if draft:
                taken.append((begin, end))
                yield draft


def _draft(cast: Cast, sentence: Sentence, shape: Shape, text: str, begin: int, end: int) -> Draft | None:
    first, last = sentence.begin + begin, sentence.begin + end
    label = re.sub(r"^(?:The|the|a|an|A|An|this|our|their) ", "", text[begin:end]).strip(" ,")
    if _is_body(cast, first, last) or _RESEARCH.search(label) or label.startswith("Chief"):
        return None
    parties, named = _parties(cast, sentence, first, last, shape)
    stage, firm = stage_of(text, begin, end, shape.kind, shape.default)
    if shape.kind == "joint-statement" and sentence.kind == "title":
        stage, firm = "signed", True
        if re.match(r"Joint (?:Statement|Declaration|Communiqu)", text) or re.search(
            r"Joint (?:Statement|Declaration|Communiqu\w+)$", text.strip()
        ):
            label = text.strip()
    if shape.kind in ("mechanism", "project") and stage in ("signed", "negotiating"):
        stage = "in-force"
    if stage == "signed" and _earlier(cast, sentence):
        stage = "in-force"
    if shape.needs == "stage" and not firm or shape.needs == "party" and not named:
        return None
    upgraded = shape.kind == "partnership" and bool(_UPGRADED.search(text[max(0, begin - 90) : begin]))
    return Draft(shape.id, shape.kind, [label], stage, parties, [(sentence.begin, sentence.end)], upgraded)


def _is_body(cast: Cast, begin: int, end: int) -> bool:
    """Whether a name is that of an organization or an organ, or a part of it."""
    refs = (r for r in cast.within(begin - 60, end + 60) if r.type in ("organization", "body"))
    return any(r.begin <= begin and end <= r.end for r in refs)


def _earlier(cast: Cast, sentence: Sentence) -> bool:
    """Whether a sentence tells of an earlier day than the article's: its date ended more than three days before."""
    today = cast.today or cast.published
    for dated in cast.dates:
        if sentence.begin <= dated.begin < sentence.end and dated.kind not in ("anniversary",) and today:
            when = dated.resolve("past")
            if when is not None and (today.start - when.end).days > 3:
                return True
    return False


def _parties(cast: Cast, sentence: Sentence, begin: int, end: int, shape: Shape) -> tuple[tuple[Actor, ...], bool]:
    """The parties of an agreement, and whether the words beside its name say them."""
    refs = [r for r in cast.within(sentence.begin, sentence.end) if r.type in ("state", "adjective", "organization")]
    label = cast.document.view[begin:end]
    own = begin + label.index(" on ") if shape.kind == "joint-statement" and " on " in label else end
    inside = [r for r in refs if begin - 1 <= r.begin and r.end <= own]
    before = _adjacent(cast, refs, begin)
    after = _after(cast, refs, end)
    pair = _actors((*before, *inside, *after))
    if shape.kind == "initiative" and (proposer := _proposer(cast, sentence, begin, end)):
        return proposer, True
    if len(pair) >= 2:
        return pair, True
    if shape.kind == "initiative":
        return pair[:1], True
    dyad = cast.dyad()
    if len(pair) == 1 and after and cast.document.view.startswith(" between", end):
        return pair, True
    if len(pair) == 1 and len(dyad) > 1 and pair[0] in dyad:
        return dyad, True
    if pair:
        return pair, True
    # Where nobody met, the first two states of the text are not the parties of whatever it names.
    theirs = cast.met or any(r.type == "group" for r in cast.within(sentence.begin, sentence.end))
    return (dyad if len(dyad) > 1 and (theirs or _TOGETHER.search(cast.document.article.title or "")) else ()), False


def _adjacent(cast: Cast, refs: Sequence[Ref], begin: int) -> list[Ref]:
    """The states joined to the head of a name: "China-Belarus …", "Russian-Vietnamese …", "China's …"."""
    found: list[Ref] = []
    edge = begin
    for ref in sorted(refs, key=lambda r: -r.end):
        if ref.end <= edge and re.fullmatch(r"(?:'s)? ?|-|–|'s (?:[a-z-]+ )?", cast.document.view[ref.end : edge]):
            found.insert(0, ref)
            edge = ref.begin
    return found


def _after(cast: Cast, refs: Sequence[Ref], end: int) -> list[Ref]:
    """The parties after a name: "between X and Y", "with X"."""
    view = cast.document.view
    link = re.match(
        r"(?: for (?:a|the) new era| of coordination)?,? (?:signed )?(?:between|with|among|signed by) (?:the )?(?:two "
        r"|Governments? of (?:the )?|Presidents of (?:the )?|leaders of (?:the )?)?",
        view[end : end + 60],
    )
    if not link:
        return []
    edge, found = end + link.end(), []
    for ref in refs:
        if ref.begin < end:
            continue
        gap = view[edge : ref.begin] if ref.begin >= edge else None
        if gap is None or not re.fullmatch(r"(?:,? and (?:the )?|, (?:the )?|the )?", gap):
            break
        found.append(ref)
        edge = ref.end
    return found


def _actors(refs: Sequence[Ref]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(a for r in refs for a in r.actors))


def _proposer(cast: Cast, sentence: Sentence, begin: int, end: int) -> tuple[Actor, ...]:
    view = cast.document.view
    label = view[begin:end]
    if proposers := initiatives.proposers(cast, label):
        return proposers
    by = re.match(r"[^.;]{0,20}(?:proposed|put forward|launched|initiated) by ", view[end : end + 60])
    if by:
        ref = next((r for r in cast.within(end, sentence.end) if r.actors), None)
        return cast.behalf(ref.actors) if ref else ()
    return ()


def _same(a: Draft, b: Draft) -> bool:
    if a.kind != b.kind:
        return False
    if a.kind == "partnership":
        return set(a.parties) == set(b.parties)
    x, y = _content(a.labels), _content(b.labels)
    return (
        bool(x and y)
        and (x <= y or y <= x)
        and (not a.parties or not b.parties or bool(set(a.parties) & set(b.parties)))
    )


def _content(labels: Sequence[str]) -> set[str]:
    return {
        w.lower()
        for label in labels
        for w in re.findall(r"\w+", initiatives.whole_name(label))
        if w.lower() not in ("the", "of", "on", "and", "a", "an", "for", "in", "to", "between")
    }


def _join(kept: Draft, other: Draft) -> None:
    kept.labels += other.labels
    kept.spans += other.spans
    kept.parties = kept.parties or other.parties
    kept.upgraded = kept.upgraded or other.upgraded
    rank = ["in-force", "proposed", "negotiating", "planned", "ended", "signed"]
    kept.stage = max(kept.stage, other.stage, key=rank.index)
