"""Document + Cast -> agreements: named or clearly described results and frameworks, their parties and stage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.cast import Cast
from kg.facts import firms, known, labels, listed, naming, pacts, parties, signings, unmade
from kg.facts.diplomacy import concern
from kg.facts.implied import PEACE, Name, Whose
from kg.facts.pacts import Draft, Told
from kg.facts.shapes import Shape, shapes, triggers
from kg.facts.stages import stage_of
from kg.lexicon import AgreementName
from kg.model import Actor, Agreement, AgreementKind, Change, Stage
from kg.text import Sentence
from kg.triggers import numbers

# What a name is shortened to, right after it.
_SHORT = re.compile(r' \((?:["“]?([A-Z][A-Z0-9][A-Za-z0-9+-]{0,10})["”]?|(?:the )?["“](?:the )?([A-Z]\w{2,20})["”])\)')
# What became of a partnership, by the words that lead up to its name.
_CHANGES: tuple[tuple[re.Pattern[str], Change], ...] = (
    (re.compile(r"\b[Dd]owngrad\w*\b"), "downgraded"),
    (re.compile(r"\b(?:[Uu]pgrad|[Ee]levat|rais|lift)\w*\b"), "upgraded"),
    (re.compile(r"\b(?:terminat\w*|ended|ending|dissolv\w*) (?:of )?(?:its|their|the|our)\b[^,;]*$"), "ended"),
    (
        re.compile(
            r"\b(?:establish(?:ed|es|ing|ment of)|set up|form(?:ed|ing)|forg(?:ed|ing)|launch(?:ed|ing))\b[^,;]*$"
        ),
        "established",
    ),
)
# A title that is the name of the text under it.
_OF_THE_TEXT = re.compile(
    r"^Joint (?:\w+ )?(?:Statement|Declaration|Communiqu)|Joint (?:\w+ )?(?:Statement|Declaration|Communiqu\w+)$"
)
# Kinds whose names are told by their capitals alone: where all words have them nothing tells where a name begins.
_BY_CAPITALS = frozenset(("initiative", "project", "plan"))
# The places that are kept of those that tell of an agreement.
_PLACES = 3
# "They also signed an MoU on …": it is none of those told before.
_ANOTHER = re.compile(
    r"\b(?:also|additionally|separately) (?:signed|inked|concluded|initial?led|exchanged) (?:an? |two |three )"
    r"(?:[\w-]+ )?$"
    r"|\b(?:[Aa]nother|[Aa] (?:second|separate|further)) (?:[\w-]+ )?$"
)
_FAR = 60
# As long as "1994 U.S. ": a year and the word that may part it from a name.
_YEARS = 12
_YEAR = re.compile(r"\b(?:19|20)\d\d(?= (?:[\w.]+ )?$)")
_IN_A_YEAR = re.compile(
    r"\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d\b"
    r"|\b(?:in|of|since|on) (?:[A-Z][a-z]+ (?:\d{1,2}, )?|\d{1,2} [A-Z][a-z]+ )?(?:19|20)\d\d\b"
)
_MADE_THERE = re.compile(r" (?:peace |framework )?(?:agreements?|accords?|protocols?|treaty|deal)\b")
_A = re.compile(r"(?<!has )(?<!have )(?<!had )\b(?:[Aa]n?|[Aa]ny|eventual|future) (?:[a-z]+ )?$")
# What no company makes, though one may be named beside it.
_NEVER_OF_FIRMS = frozenset(("initiative", "mechanism", "project", "joint-statement", "treaty"))


def find(cast: Cast, issuers: tuple[Actor, ...]) -> Iterator[Agreement]:
    """The agreements of an article in the order of their first words, one for each real thing.

    `issuers` are those who issue the article as a joint text, if it is one.
    """
    drafts: list[Draft] = []
    sentences = [s for s in cast.document.sentences if s.kind in ("body", "turn", "title", "caption")]
    items = {item.sentence: item for item in listed.find(cast.document.view, sentences)}
    met, of_what = cast.met, concern(cast)
    worth = triggers().over([cast.document.view[s.begin : s.end] for s in sentences])
    for sentence, tried in zip(sentences, map(numbers, worth), strict=True):
        told = Told(cast, sentence, issuers, met, of_what)
        found = list(_in_sentence(told, [shapes()[number] for number in tried])) if tried else []
        for draft in _in_list(told, items[sentence], found) if sentence in items else found:
            # Those who sign together have met, though no sentence may say so.
            met = met or draft.stage == "signed" and len(draft.parties) > 1
            same = next((d for d in drafts if pacts.same(d, draft)), None)
            if same is None:
                drafts.append(draft)
            else:
                pacts.join(same, draft)
    yield from (_fact(cast, draft) for draft in drafts)


def _fact(cast: Cast, draft: Draft) -> Agreement:
    told = dict.fromkeys(cast.document.span(begin, end) for begin, end in draft.spans)
    first = sorted(told, key=lambda span: span.part != "text")[:_PLACES]
    spans = sorted(first, key=lambda span: (span.part != "text", span.begin))
    partnership = draft.kind == "partnership"
    return Agreement(
        evidence=tuple(spans), rule=draft.rule, labels=tuple(dict.fromkeys(draft.labels)), kind=draft.kind,
        stage=draft.stage, parties=draft.parties, level=labels.level(draft.labels) if partnership else None,
        change=draft.change, when=draft.when, signers=draft.signers,
    )  # fmt: skip


def _in_sentence(told: Told, tried: Sequence[Shape]) -> Iterator[Draft]:
    text = told.text
    capitals = labels.is_headline(text)
    taken: list[tuple[int, int]] = []
    known_by_name: list[tuple[int, int]] = []
    for shape in tried:
        if capitals and shape.kind in _BY_CAPITALS and shape.needs in ("", "owner", "held"):
            continue
        for begin, end in shape.names(text, headline=capitals):
            runs = known_by_name if shape.kind == "partnership" else taken
            if any(b < end and begin < e for b, e in runs):
                continue
            draft = _draft(told, shape, begin, end)
            # A partnership may stand in the name of the text that declares it.
            if draft and shape.kind != "partnership":
                taken.append((begin, end))
            if draft and draft.whole and shape.kind != "partnership":
                known_by_name.append((begin, end))
            if draft:
                yield draft


def _draft(told: Told, shape: Shape, begin: int, end: int) -> Draft | None:
    cast, sentence, view = told.cast, told.sentence, told.cast.document.view
    first, last = labels.trimmed(cast, sentence.begin + begin, sentence.begin + end)
    bare = shape.needs == "made" or naming.dated(view, first) < first
    if last - first < 3 or _is_body(cast, first, last) or labels.names_nothing(view, first, last, bare=bare):
        return None
    if shape.kind == "project" and labels.is_place(view, first, last):
        return None
    row = known.meant(cast, first, last)
    if shape.id == "agreement.known" and row is None:
        return None  # named like one that came later
    kind = row and known.kind(view[first:last]) or shape.kind
    told_of = stage_of(told.text, first - sentence.begin, last - sentence.begin, shape.kind, shape.default)
    stage, firm = _stage(told, shape, (first, last), kind, row, told_of)
    name = told.name(first, last, shape.kind, stage, firm=firm)
    if shape.kind not in _NEVER_OF_FIRMS and firms.made_it(cast, name):
        return None
    whose = parties.of(cast, name)
    if not _is_told(told, shape, name, whose, row, (stage, firm)) or unmade.is_anothers(told, shape, name, whose, row):
        return None
    lead = view[max(sentence.begin, first - 90) : first] if shape.kind == "partnership" else ""
    change = next((change for words, change in _CHANGES if words.search(lead)), None)
    # What many made long ago is in force, however the sentence tells of its signing.
    governed = told_of == ("signed", True) or change in ("established", "upgraded")
    return Draft(
        shape.id, kind, _written(told, shape, first, last), stage, whose.actors, [(sentence.begin, sentence.end)],
        change, row.name if row and kind == row.kind else "", labels.is_bare(view, first, last),
        when=signings.made(cast, name, governed=governed), signers=signings.signers(cast, name, governed=governed),
        another=bool(_ANOTHER.search(view, max(sentence.begin, first - _FAR), first)),
        stands=bool(row and kind == row.kind and known.stands(cast, row)),
    )  # fmt: skip


def _stage(
    told: Told,
    shape: Shape,
    run: tuple[int, int],
    kind: AgreementKind,
    row: AgreementName | None,
    told_of: tuple[Stage, bool],
) -> tuple[Stage, bool]:
    """The stage of what a run of the view names, and whether the words around it tell it.

    `told_of` is the same by these words alone.
    """
    cast, sentence = told.cast, told.sentence
    first, last = run
    stage, firm = told_of
    if shape.kind == "joint-statement" and sentence.kind == "title":
        stage, firm = "signed", True
    # "As part of a peace deal": one that nobody has made.
    if not firm and PEACE.search(cast.document.view, first, last) and _A.search(cast.document.view, 0, first):
        stage = "proposed"
    lasting = kind in ("mechanism", "project") and stage in ("signed", "negotiating")
    named = known.is_name(cast.document.view[first:last])
    stands = stage in ("proposed", "negotiating", "planned") or stage == "signed" and named
    stands = stands and known.stands(cast, row)
    # Whoever leaves what many have made leaves the others in it.
    stands = stands or stage == "ended" and known.is_of_many(row)
    stands = stands or stage not in ("signed", "ended") and _is_of_before(cast, first)
    if lasting or stands or (stage == "signed" and _earlier(cast, sentence)):
        stage = "in-force"
    return stage, firm


def _is_told(
    told: Told, shape: Shape, name: Name, whose: Whose, row: AgreementName | None, progress: tuple[Stage, bool]
) -> bool:
    """Whether the words beside a name give what its shape needs, or tell by a city or by its fame which one it is."""
    stage, firm = progress
    by_city = shape.kind in pacts.BY_NAME and _is_of_a_place(told.cast, name.begin, name.end)
    famous = row is not None and known.is_name(told.cast.document.view[name.begin : name.end])
    return shape.holds(firm=firm, stage=stage, whose=whose) or by_city or famous


def _written(told: Told, shape: Shape, first: int, last: int) -> list[str]:
    """The ways in which a sentence writes a name: with its year, with those who made it, by its letters."""
    cast, view, text = told.cast, told.cast.document.view, told.text.strip()
    if shape.kind == "joint-statement" and told.sentence.kind == "title" and _OF_THE_TEXT.search(text):
        return [text]
    begin = naming.dated(view, first)
    end = labels.with_partners(cast, first, last) if shape.needs == "made" else last
    short = _SHORT.match(view, last)
    further = labels.with_topic(view, end) if shape.needs == "made" else end
    return [
        view[begin:end],
        *(filter(None, short.groups()) if short else ()),
        *([view[begin:further]] if further > end else ()),
    ]


def _in_list(told: Told, item: listed.Item, found: Sequence[Draft]) -> Sequence[Draft]:
    """What an item of a list names: what the shapes find in it, at the stage of the list, else the item itself."""
    if found:
        for draft in found:
            if draft.kind not in ("partnership", "initiative", "mechanism", "project"):
                draft.stage = item.stage
        return found
    first, last = labels.trimmed(told.cast, item.begin, item.end)
    whose = parties.of(told.cast, told.name(first, last, item.kind, item.stage, firm=True))
    label, span = told.cast.document.view[first:last], (told.sentence.begin, told.sentence.end)
    return [Draft("listed", item.kind, [label], item.stage, whose.actors, [span])]


def _is_body(cast: Cast, begin: int, end: int) -> bool:
    """Whether a name is that of an organization or an organ, or a part of it."""
    refs = (r for r in cast.within(begin - 60, end + 60) if r.type in ("organization", "body"))
    view = cast.document.view
    return any(
        r.begin <= begin and end <= r.end or r.end == end and view[r.begin - 1 : r.begin] in ("-", "–") for r in refs
    )


def _is_of_a_place(cast: Cast, first: int, last: int) -> bool:
    """Whether a name is told by the city where it was made: "the Oslo agreements on …"."""
    view = cast.document.view
    city = next((r for r in cast.within(first, last) if r.type == "place" and r.begin == first), None)
    return city is not None and view.endswith("the ", 0, first) and bool(_MADE_THERE.match(view, city.end, last))


def _is_of_before(cast: Cast, first: int) -> bool:
    """Whether a name begins with a year before the article's: "helped negotiate a 1994 agreement"."""
    today, year = cast.today or cast.published, _YEAR.search(cast.document.view, max(0, first - _YEARS), first)
    return bool(today and year and int(year[0]) < today.start.year)


def _earlier(cast: Cast, sentence: Sentence) -> bool:
    """Whether a sentence tells of an earlier day than the article's: its date ended more than three days before."""
    today = cast.today or cast.published
    if today is None:  # an article without a day of its own gives the year only of what was before it
        return bool(_IN_A_YEAR.search(cast.document.view, sentence.begin, sentence.end))
    for dated in cast.dated(sentence.begin, sentence.end):
        when = dated.resolve("past") if dated.kind != "anniversary" else None
        if when is not None and (today.start - when.end).days > 3:
            return True
    return False
