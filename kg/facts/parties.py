"""Whose an agreement is: by its name, by the words beside it, by those who make it, or by the article's contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.cast import STATE_WORDS, Cast, Ref
from kg.facts import known
from kg.model import Actor, AgreementKind
from kg.text import Sentence

_LINK = re.compile(
    r"(?: for (?:a|the) new era| of coordination| and strategic (?:interaction|cooperation)| and allied relations)?"
    r"(?: \([^)]{2,20}\))?,? (?:(?:was |were |is |are )?(?:also )?"
    r"(?:signed|concluded|reached|agreed|launched|established) )?(?:between|with|among|by) "
    r"(?:the )?(?:two |Governments? of (?:the )?|governments? of (?:the )?|Presidents of (?:the )?"
    r"|leaders of (?:the )?|(?:\w+ )?(?:foreign )?[Mm]inist(?:ers|ries)(?: of foreign affairs)? of (?:the )?)?"
)
_AND = re.compile(r"(?:,? (?:and|as well as) (?:with )?(?:the )?|, (?:the )?|the |['’]s? (?:and )?)?")
# A title, a possessive or a word of manner may stand between a name and the state joined to it.
_JOINED = re.compile(r"(?:['’]s)? ?|-| ?– ?|['’]s (?:[a-z-]+ )?| (?:bilateral|joint) ")
# Who makes a text stands before one of these.
_MAKES = re.compile(
    r"\b(?:sign(?:ed|s)?|ink(?:ed|s)|initial(?:l)?ed|conclud(?:ed?|es)|reach(?:ed|es)?|seal(?:ed|s)|struck"
    r"|issued?|adopt(?:ed|s)?|launch(?:ed|es)?|establish(?:ed|es)?|exchang(?:ed|es)|ratif(?:ied|ies)|renew(?:ed|s)"
    r"|negotiat(?:ed|es|ing)|announc(?:ed|es)|creat(?:ed?|es)|enter(?:ed)? into|suspend(?:ed|s)"
    r"|withdrew from|terminat(?:ed|es)|set up|form(?:ed)?)\b"
)
_TO_VERB = re.compile(
    r"(?: (?:also|today|yesterday|then|jointly|officially|formally|later|recently|had|have|has|will|would|to|is|are"
    r"|agreed|decided|intends?|plans?|expected|due|set|ready|finally|earlier|witnessed|on [A-Z]\w+|pledged"
    r"|would like|[a-z]+ly)){0,5},? "
)
_CO_SIGNER = re.compile(r",? and (?:the |his |her |its |their )?|, (?:the )?")
_TOGETHER = re.compile(r"(?i:\bjoint\b|\bbetween\b)")
# Words that make an agreement that is but mentioned one of the two sides of the article.
_OURS = re.compile(
    r"\b(?:[Oo]ur|[Bb]ilateral|[Tt]he two (?:countries|sides|nations|states|leaders)|[Bb]oth (?:countries|sides"
    r"|nations|leaders)|[Tt]heir|[Jj]oint(?:ly)?)\b"
)
# A name of these words alone may be of any two states; one with other words has its own, known to whoever reads it.
_COMMON = frozenset(
    "accord action additional agenda agreement agreements air alliance amity and arrangement assistance association"
    " bilateral border charter combined commerce common communique compact comprehensive consular consultations"
    " convention cooperation coordination cultural culture customs declaration defence defense delimitation"
    " development dialogue double economic education energy enhanced exchange extradition fisheries for foreign"
    " framework free friendship general global good implementation in incentive income information interim investment"
    " joint judicial labour legal maritime measures medium memorandum military mobility mutual navigation neighborly"
    " neighbourliness new nuclear of on pact partnership peace peaceful plan political preferential program programme"
    " promotion propulsion protection protocol readmission reciprocal relations road roadmap science scientific"
    " security services social special statement status strategic strategy taxation technical technology term the"
    " tourism trade transit transport treaty understanding uses vision visa water work".split()
)
_NEAR = 70
# Two of those who share one of these may speak of it as theirs.
_OF_SOME = ("project", "mechanism", "partnership")
_ITS_OWN = re.compile(r"(?: (?!with\b|to\b|for\b|on\b|that\b)[\w-]+){0,3} ?[*\"]*")
# Whoever speaks of a peace between others is no party to it: "Sudan's peace agreements", "the 2016 Peace Accord".
_PEACE = re.compile(r"\b(?:[Pp]eace|[Cc]ease-?fire|[Tt]ruce)\b")
# A house that keeps a treaty open to all is no party to it: "United Nations Convention on …".
_DEPOSITARY = "UN"
_KEPT_BY = re.compile(r"Convention|Treaty|Charter|Framework|Protocol|Declaration|Agenda|Compact|Pact|Global")
_THEY = re.compile(r"\b[Tt]hey\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of an agreement at `[begin, end)` of the view, in `sentence`.

    `fresh` tells whether its sentence makes or plans it, `ended` whether it ends it; else it mentions what there is.
    `met` tells whether the sides of the article met or signed something. `issuers` are those who
    issue the article itself as a joint text, where it is one.
    """

    sentence: Sentence
    begin: int
    end: int
    kind: AgreementKind
    fresh: bool
    ended: bool = False
    met: bool = False
    issuers: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """The parties of an agreement, how many its name itself holds, and whether its sentence tells them."""

    actors: tuple[Actor, ...]
    within: int = 0
    named: bool = True


def of(cast: Cast, name: Name) -> Whose:
    """The parties of an agreement; none where nothing tells them."""
    if name.kind == "initiative" and (proposer := _proposer(cast, name)):
        return Whose(actors=proposer)
    if _kept_open(cast, name):
        return Whose(actors=())
    pair, within = _beside(cast, name)
    if len(pair) >= 2:
        return Whose(actors=pair, within=within)
    makers = _makers(cast, name)
    if name.kind == "initiative":
        return Whose(actors=pair or makers)
    if pair:
        return Whose(actors=_with_other(cast, name, pair, makers))
    if len(makers) > 1 or (makers and name.kind != "joint-statement" and not name.issuers):
        return Whose(actors=makers, named=len(makers) > 1)
    return _of_the_article(cast, name)


def _kept_open(cast: Cast, name: Name) -> bool:
    """Whether the name is that of a text which a house keeps open to all."""
    refs = (r for r in cast.within(name.begin, name.end) if r.type == "organization")
    kept = any(a.key == _DEPOSITARY for r in refs for a in r.actors)
    return kept and bool(_KEPT_BY.search(cast.document.view, name.begin, name.end))


def _beside(cast: Cast, name: Name) -> tuple[tuple[Actor, ...], int]:
    """The parties that a name holds, or that are joined to it before or after; and how many it holds."""
    refs = [
        r
        for r in cast.within(name.sentence.begin, name.sentence.end)
        if r.type in ("state", "adjective", "organization") or (r.type == "group" and r.mention.name in STATE_WORDS)
    ]
    label = cast.document.view[name.begin : name.end]
    about = name.kind == "joint-statement" and " on " in label
    own = name.begin + label.index(" on ") if about else name.end
    inside = [
        r for r in refs if name.begin - 1 <= r.begin and r.end <= own and r.type != "group" and not _where(cast, r)
    ]
    found = (*_adjacent(cast, refs, name.begin), *inside, *_after(cast, refs, name.end))
    within = len({a for r in inside for a in r.actors})
    return tuple(dict.fromkeys(a for r in found for a in cast.members(r))), within


def _where(cast: Cast, ref: Ref) -> bool:
    """Whether a name only tells where: "the agreements reached in Slovenia"."""
    return cast.document.view.endswith(" in ", 0, ref.begin)


def _adjacent(cast: Cast, refs: Sequence[Ref], begin: int) -> list[Ref]:
    """The states joined to the head of a name: "China-Belarus …", "Russian-Vietnamese …", "China's …"."""
    found: list[Ref] = []
    edge = begin
    for ref in sorted(refs, key=lambda r: -r.end):
        if ref.end <= edge and ref.type != "group" and _JOINED.fullmatch(cast.document.view, ref.end, edge):
            found.insert(0, ref)
            edge = ref.begin
    return found


def _after(cast: Cast, refs: Sequence[Ref], end: int) -> list[Ref]:
    """The parties after a name: "between X and Y", "with X", "signed by X"."""
    view = cast.document.view
    link = _LINK.match(view, end)
    if not link:
        return []
    edge, found = link.end(), []
    for ref in refs:
        if ref.begin < end or (ref.type == "group" and ref.end <= edge):
            continue
        if ref.type == "group" and ref.begin < edge <= ref.end:
            return [ref]
        if ref.begin < edge or not _AND.fullmatch(view, edge, ref.begin):
            break
        found.append(ref)
        edge = ref.end
    return found


def _with_other(cast: Cast, name: Name, one: tuple[Actor, ...], makers: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The one party that stands beside a name, with the others where it is one of the sides or theirs."""
    view = cast.document.view
    if view.startswith(" between", name.end) or re.match(r"[\w.]+[-–](?!based|led)", view[name.begin : name.end]):
        return one  # "between Kenya and five neighbours", "Kenya-Sahel Network"
    if makers and not set(one) & set(makers) and len(makers) == 1:
        return tuple(dict.fromkeys((*makers, *one)))
    if len(makers) > 1 and set(one) & set(makers):
        return makers
    dyad = cast.dyad()
    theirs = name.fresh or not _PEACE.search(view, name.begin, name.end)
    return dyad if theirs and len(dyad) > 1 and one[0] in dyad else one


def _makers(cast: Cast, name: Name) -> tuple[Actor, ...]:
    """The states and organizations of those who sign, launch or leave an agreement, as its sentence names them."""
    view, begin = cast.document.view, name.sentence.begin
    verbs = [m for m in _MAKES.finditer(view, begin, name.begin) if ";" not in view[m.end() : name.begin]]
    for verb in reversed(verbs):
        refs = [r for r in cast.within(begin, verb.start()) if r.type != "place"]
        edge, found = verb.start(), list[Ref]()
        for ref in reversed(refs):
            gap = _CO_SIGNER if found else _TO_VERB
            if not gap.fullmatch(view, ref.end, edge):
                break
            found.insert(0, ref)
            edge = ref.begin
        makers = _states_of(cast, found)
        if len(makers) > 1 or (makers and (name.fresh or _ITS_OWN.fullmatch(view, verb.end(), name.begin))):
            return makers
    return ()


def _states_of(cast: Cast, refs: Sequence[Ref]) -> tuple[Actor, ...]:
    actors: list[Actor] = []
    for ref in refs:
        if ref.type == "body":
            actors += [state] if (state := cast.owner(ref)) else []
        elif ref.type in ("state", "organization", "person", "group"):
            actors += cast.members(ref)
    return cast.behalf(actors)


def _of_the_article(cast: Cast, name: Name) -> Whose:
    """The sides of the article's contact, where an agreement without a party beside it can only be theirs.

    Where nobody met, the first two states of the text are not the parties of whatever it names; and what is only
    mentioned by a name of its own ("the Lake Treaty") may be anybody's.
    """
    view, sentence = cast.document.view, name.sentence
    near = view[max(sentence.begin, name.begin - _NEAR) : min(sentence.end, name.end + _NEAR)]
    if name.issuers and (name.kind == "joint-statement" or name.fresh or _OURS.search(near)):
        return Whose(actors=cast.behalf(name.issuers))
    dyad = cast.dyad()
    if name.kind == "project" and len(there := _states_in(cast, sentence)) == 2:
        return Whose(actors=there, named=False)
    group = any(r.type == "group" for r in cast.within(sentence.begin, sentence.end))
    they = bool(group or _THEY.search(view, sentence.begin, name.begin))
    if row := known.row(view[name.begin : name.end]):
        sides = {state.key for state in dyad}
        theirs = sides == set(row.parties) or (row.kind in _OF_SOME and sides <= set(row.parties))
    else:
        theirs = name.fresh or _may_be_theirs(name, view[name.begin : name.end], near)
    told = name.met or they or bool(_TOGETHER.search(cast.document.article.title or ""))
    return Whose(actors=dyad if len(dyad) > 1 and theirs and told else (), named=they)


def _states_in(cast: Cast, sentence: Sentence) -> tuple[Actor, ...]:
    refs = (r for r in cast.within(sentence.begin, sentence.end) if r.type in ("state", "adjective"))
    return tuple(dict.fromkeys(a for r in refs for a in r.actors))


def _may_be_theirs(name: Name, label: str, near: str) -> bool:
    """Whether what is only mentioned may be of the two sides: a treaty with a name of its own is mostly one of many."""
    if _PEACE.search(label):
        return False
    if name.kind != "treaty" or _OURS.search(near):
        return not name.ended
    words = re.findall(r"[A-Z][\w-]+", label)
    return not name.ended and all(part.lower() in _COMMON for word in words for part in word.split("-"))


def _proposer(cast: Cast, name: Name) -> tuple[Actor, ...]:
    view = cast.document.view
    if proposers := known.proposers(cast, view[name.begin : name.end]):
        return proposers
    by = re.match(r"[^.;]{0,20}(?:proposed|put forward|launched|initiated) by ", view[name.end : name.end + 60])
    if by:
        ref = next((r for r in cast.within(name.end, name.sentence.end) if r.actors), None)
        return cast.behalf(ref.actors) if ref else ()
    return ()
