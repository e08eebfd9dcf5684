"""Whose an agreement is: by its name, by the words beside it, by those who make it, or by the article's contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg import lexicon
from kg.cast import STATE_WORDS, Cast, Ref
from kg.facts import known, makers, naming
from kg.facts.implied import BROUGHT, PEACE, Name, Whose, is_settled, of_the_article, sides_in, two_are_told
from kg.facts.makers import MAKERS, members
from kg.lexicon import AgreementName
from kg.model import Actor

# What leads from a name to its parties: "for a new era between …", "(ABC), signed in May by …".
_LINK = re.compile(
    r"(?: for (?:a|the) new era| of coordination| and strategic (?:interaction|cooperation)| and allied relations)?"
    r"(?: \([^)]{2,20}\))?(?: worth [^,.;]{2,20})?,? (?:(?:that |which )?(?:was |were |is |are |has been |have been "
    r"|had been )?"
    r"(?:also |recently |jointly |already |being )?"
    r"(?:signed|concluded|reached|agreed|struck|inked|initial?led|negotiated|launched|established)"
    r"(?: (?:in|on|at|earlier|last|this|yesterday|today)\b[^,.;]{0,30}?)? )?(?P<by>between|with|among|by|from) "
    r"(?:the )?(?:two |Governments? of (?:the )?|governments? of (?:the )?|Presidents of (?:the )?"
    r"|(?:leaders|(?:delegations|representatives|officials|envoys|(?:vice |deputy )?ministers|heads of state"
    r"|heads of government|chiefs)) of (?:the )?|(?:\w+ )?(?:foreign )?[Mm]inist(?:ers"
    r"|ries)(?: of foreign affairs)? of (?:the )?)?"
)
# What leads from a text that is quoted to those whose it is.
_QUOTED = re.compile(
    r"(?: (?:on )?[A-Z][a-z]+day| (?:today|earlier|late|yesterday|released|issued)\b[^,.;]{0,30})?, (?:both |the )?"
    r"(?:(?:[a-z]+ ){0,2}(?:ministers|leaders|presidents|governments|heads of state|envoys) of (?:the )?)?"
)
_AND = re.compile(
    r"(?:,? (?:and|as well as) (?:with )?(?:the |his |her |its )?|, (?:the )?|the |his |her |['’]s? (?:and )?)?"
)
# A title, a possessive or a word of manner may stand between a name and the state joined to it.
_JOINED = re.compile(r"(?:['’]s)? ?|-| ?– ?|['’]s (?:[a-z-]+ )?| (?:bilateral|joint) ")
_JOINED_TO = re.compile(r"['’]s? (?:[a-z-]+ )?")
_TOPIC = re.compile(r"\b(?:on|concerning|regarding|about|against|over)\b")
# After a partner these lead to a topic too: "agreement with Kenya for shipping ore to Chad".
_AIM = re.compile(r"\b(?:for|to)\b")
_CAPITAL = re.compile(r"\b[A-Z][a-z]")
_WITH = re.compile(r" with ")
_OF_MAKERS = frozenset(("agreement", "treaty", "mou"))
_ABOUT = re.compile(r"[a-z] (?:on|for|about) .*(?:ed|en|wn|up|made|put)$")
_PARTNER = re.compile(r"\b(?:between|with|among|by)\b")
# What is done follows from an agreement.
_UNDER = re.compile(
    r"\b(?:[Uu]nder|[Aa]s part of|[Ii]n line with|[Pp]ursuant to|[Ss]ince|thanks to)"
    r" (?:an?|the|their|this|that) (?:[\w-]+ ){0,4}$"
)
_APART_FROM = 60
_BETWEEN_OTHERS = re.compile(r" between (?!them\b|us\b|the two\b|both\b)")
_MET_AND = re.compile(
    r"\b(?:met|meets|held talks|talked|conferred)\b[^;:]* and (?:then |later |also )?"
    r"(?:signed|inked|initial?led|exchanged|concluded|witnessed|oversaw)\b"
)
# "Broker an agreement between the two sides": it is of others than the article's two.
_BROKERS = re.compile(r"\b(?:broker|mediat|facilitat|arbitrat)\w* (?:[\w-]+ ){0,4}$")
# Whoever speaks against an agreement of others does not make it: "Kenya's concerns about a deal with Chad".
_SPEAKS_OF_IT = re.compile(
    r"['’]s? (?:[a-z]+ ){0,2}(?:concerns?|fears?|worr\w+|warnings?|critici\w+|opposition|objections?|rejection)\b"
)
_IT = re.compile(r"(?:It|The country|Its government) ")
# As far apart as two sentences of one paragraph stand.
_APART = 2
# A house that keeps a treaty open to all is no party to it: "United Nations Convention on …".
_DEPOSITARY = "UN"
_KEPT_BY = re.compile(r"[Cc]onvention|Treaty|Charter|Framework|Protocol|Declaration|Agenda|Compact|Pact|Global")


def of(cast: Cast, name: Name) -> Whose:
    """The parties of an agreement; none where nothing tells them."""
    if name.kind == "initiative" and (proposer := _proposer(cast, name)):
        return Whose(actors=proposer)
    if _kept_open(cast, name):
        return Whose(actors=())
    pair, within = _beside(cast, name)
    if (row := known.meant(cast, name.begin, name.end)) and row.parties and name.kind != "initiative":
        return _of_known(cast, name, row, pair)
    made = makers.of(cast, name)
    if len(pair) >= 2:
        led = _is_with(cast, name) and name.kind in _OF_MAKERS
        third = (made if len(made) == 1 else () if made else _nearest(cast, name, pair)) if led else ()
        return Whose(actors=tuple(dict.fromkeys((*third, *pair))), within=within)
    if name.kind == "initiative":
        return Whose(actors=pair or made)
    if pair and not (name.issuers and name.kind == "joint-statement"):
        return Whose(actors=_with_other(cast, name, pair, made))
    if len(made) == 1 and len(both := _met_and_signed(cast, name)) == 2:
        return Whose(actors=both)
    if len(made) > 1 or (made and name.kind != "joint-statement" and not name.issuers):
        return Whose(actors=made, named=len(made) > 1)
    if len(two := _only_two(cast, name)) == 2:
        return Whose(actors=two)
    return of_the_article(cast, name)


def _met_and_signed(cast: Cast, name: Name) -> tuple[Actor, ...]:
    """Both of whom one is told to have met the other and then to have signed something: it is not signed alone."""
    told = _MET_AND.search(cast.document.view, name.sentence.begin, name.begin)
    return sides_in(cast, name.sentence) if told else ()


def _only_two(cast: Cast, name: Name) -> tuple[Actor, ...]:
    """The sides of a sentence where what is told follows from an agreement: "Under a deal, Kenya will pay Norway"."""
    view, sentence = cast.document.view, name.sentence
    told = _UNDER.search(view, max(sentence.begin, name.begin - _APART_FROM), name.begin)
    if not told and naming.dated(view, name.begin) == name.begin:
        return ()
    # "The Yalta accord" is of those who met there, one "with Kenya" of Kenya and of whoever made it.
    own = _CAPITAL.search(view, name.begin, name.end) or _PARTNER.match(view, name.end + 1, sentence.end)
    return sides_in(cast, sentence) if name.kind in _OF_MAKERS and not own else ()


def _of_known(cast: Cast, name: Name, row: AgreementName, pair: tuple[Actor, ...]) -> Whose:
    """The parties of an agreement known by its name, as far as the text tells them.

    One state in the name of what several made tells what it is about, or who is spoken to: "the Iran nuclear deal".
    """
    inside = (a for r in cast.within(name.begin, name.end) for a in r.actors)
    made = makers.of(cast, name)
    among = tuple(a for a in dict.fromkeys((*pair, *inside, *made)) if a.key in row.parties)
    if len(among) > 1 or len(row.parties) == 1:
        return Whose(actors=among)
    among = tuple(a for a in made if a.key in row.parties)
    if among:
        return Whose(actors=among)
    told = of_the_article(cast, name)
    return told if told.actors else Whose(actors=known.told_of(cast, row))


def _kept_open(cast: Cast, name: Name) -> bool:
    """Whether the name is that of a text which a house keeps open to all."""
    before = len("United Nations ")
    refs = (r for r in cast.within(name.begin - before, name.end) if r.type == "organization")
    kept = any(a.key == _DEPOSITARY for r in refs for a in r.actors)
    return kept and bool(_KEPT_BY.search(cast.document.view, name.begin, name.end))


def _beside(cast: Cast, name: Name) -> tuple[tuple[Actor, ...], int]:
    """The parties that a name holds, or that are joined to it before or after; and how many it holds."""
    refs = [
        r
        for r in cast.within(name.sentence.begin, name.sentence.end)
        if r.type in ("state", "adjective", "organization") or (r.type == "group" and r.mention.name in STATE_WORDS)
        if not BROUGHT.match(cast.document.view, r.end)
    ]
    after = _after(cast, name)
    inside = [r for r in refs if name.begin - 1 <= r.begin and r.end <= name.end and r.type != "group"]
    inside = _without_topic(cast, name, [r for r in inside if not _where(cast, name, r)])
    found = (*_adjacent(cast, refs, name.begin), *inside, *after)
    within = len({a for r in inside if not _describes(cast, r) for a in r.actors})
    owner = () if found else _owner(cast, name)
    return tuple(dict.fromkeys((*owner, *(a for r in found for a in members(cast, r))))), within


def _describes(cast: Cast, ref: Ref) -> bool:
    """Whether an adjective stands alone, joined to no other: the "American Lake Council" is no council of states."""
    view = cast.document.view
    joined = view[ref.end : ref.end + 1] in "-–/" or view[ref.begin - 1 : ref.begin] in "-–/"
    return ref.type == "adjective" and not joined and not view.startswith(" and ", ref.end)


def _without_topic(cast: Cast, name: Name, inside: list[Ref]) -> list[Ref]:
    """What stands in a name, without the one state that it is about: "agreement on Kenya's debt"; not "… with Kenya".

    Two states in what an agreement is about are mostly those who made it; not so in a joint statement.
    """
    topics = [r for r in inside if _is_topic(cast, name, r)]
    partners = {a for r in inside if r not in topics for a in r.actors}
    few = len({a for r in topics for a in r.actors} - partners) == 1
    return [r for r in inside if r not in topics] if few or name.kind == "joint-statement" else inside


def _is_topic(cast: Cast, name: Name, ref: Ref) -> bool:
    """Whether a state stands behind a word that leads to what an agreement is about, and none that leads to a party."""
    words = cast.document.view[name.begin : ref.begin]
    topic = max((found.end() for found in _TOPIC.finditer(words)), default=0)
    partner = max((found.end() for found in _PARTNER.finditer(words)), default=0)
    if partner:
        topic = max((topic, *(found.end() for found in _AIM.finditer(words, partner))))
    told = ref.type != "organization" or name.kind == "joint-statement" or partner
    return bool(told and topic > partner)


def _where(cast: Cast, name: Name, ref: Ref) -> bool:
    """Whether a name only tells where: "the agreements reached in Slovenia", "the Berne Convention"."""
    view = cast.document.view
    seat = ref.type == "state" and ref.begin <= name.begin and view[ref.begin : ref.end] in _seats()
    return seat or view.endswith(" in ", 0, ref.begin)


@cache
def _seats() -> frozenset[str]:
    return frozenset(seat for state in lexicon.states() for seat in state.seats)


def _adjacent(cast: Cast, refs: Sequence[Ref], begin: int) -> list[Ref]:
    """The states joined to the head of a name: "China-Belarus …", "Russian-Vietnamese …", "China's …"."""
    found: list[Ref] = []
    edge = begin
    for ref in sorted(refs, key=lambda r: -r.end):
        if ref.end <= edge and ref.type != "group" and _JOINED.fullmatch(cast.document.view, ref.end, edge):
            found.insert(0, ref)
            edge = ref.begin
    return found


def _owner(cast: Cast, name: Name) -> tuple[Actor, ...]:
    """Those for whom the person speaks whose a name is said to be: "Berg's 20-point plan"."""
    near = cast.within(max(name.sentence.begin, name.begin - 60), name.begin)
    whose = [r for r in near if r.type == "person" and _JOINED_TO.fullmatch(cast.document.view, r.end, name.begin)]
    return cast.behalf(whose[-1].actors) if whose else ()


def _after(cast: Cast, name: Name) -> list[Ref]:
    """The parties after a name: "between X and Y", "with X", "signed by X", "In a joint statement, X and Y said"."""
    view = cast.document.view
    quoted = _QUOTED.match(view, name.end, name.sentence.end) if name.kind == "joint-statement" else None
    link = quoted or _LINK.match(view, name.end, name.sentence.end)
    if link and not quoted and link["by"] == "from" and name.kind != "joint-statement":
        return []
    if not link or not quoted and link[0] == " by " and _ABOUT.search(view, name.begin, name.end):
        return []  # "a deal on a draft drawn up by …"
    edge, found = link.end(), list[Ref]()
    for ref in cast.within(name.end, name.sentence.end):
        if ref.type == "group" and ref.begin < edge <= ref.end:
            brokered = _BROKERS.search(view, max(name.sentence.begin, name.begin - _APART_FROM), name.begin)
            return [] if brokered or name.report and not is_settled(cast, name.sentence) else [ref]
        seat = ref.type == "place" and name.kind != "project"  # "between Oslo and Nairobi"
        if ref.end <= edge or ref.type not in MAKERS and ref.type != "adjective" and not seat:
            continue
        if makers.tells_of_others(cast, ref):
            break
        if ref.begin < edge or not _AND.fullmatch(view, edge, ref.begin):
            break
        found.append(ref)
        edge = ref.end
    return found


def _with_other(cast: Cast, name: Name, one: tuple[Actor, ...], made: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The one party that stands beside a name, with the others where it is one of the sides or theirs."""
    view = cast.document.view
    if _BETWEEN_OTHERS.match(view, name.end) or re.match(r"[A-Z][\w.]+[-–](?!based|led)", view[name.begin : name.end]):
        return one  # "between Kenya and five neighbours", "Kenya-Sahel Network"
    led = _is_with(cast, name)
    if made and not set(one) & set(made) and (len(made) == 1 or led):
        return (*made, *one)
    if len(made) > 1 and set(one) & set(made):
        return made
    if led and (other := _nearest(cast, name, one)):
        return (*other, *one)
    if name.report and one[0].kind == "organization":
        return one
    dyad = cast.dyad()
    theirs = name.fresh or not PEACE.search(view, name.begin, name.end)
    theirs = theirs and (not name.report or two_are_told(cast, name.sentence, dyad))
    return dyad if theirs and len(dyad) > 1 and one[0] in dyad else one


def _is_with(cast: Cast, name: Name) -> bool:
    """Whether a name goes on with, or holds, those with whom it was made."""
    end = min(name.end + len(" with "), name.sentence.end)
    return _WITH.search(cast.document.view, name.begin, end) is not None


def _nearest(cast: Cast, name: Name, partner: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whose side is named last before a name that goes on "with" a partner: "Kenya seeks a deal with Norway".

    Where "it" begins the sentence this is the side that the sentence before names first.
    """
    view, begin = cast.document.view, name.sentence.begin
    refs = [r for r in cast.within(begin, name.begin) if r.type in MAKERS]
    if not refs and _IT.match(view, begin):
        told = next((s for s in cast.document.sentences if 0 <= begin - s.end <= _APART), None)
        refs = [r for r in cast.within(told.begin, told.end) if r.type in (*MAKERS, "adjective")][:1] if told else []
    if refs and refs[-1].end < name.begin and _SPEAKS_OF_IT.match(view, refs[-1].end, name.begin):
        return ()
    side = members(cast, refs[-1]) if refs else ()
    return side if len(side) == 1 and not set(side) & set(partner) else ()


def _proposer(cast: Cast, name: Name) -> tuple[Actor, ...]:
    view = cast.document.view
    if proposers := known.proposers(cast, view[name.begin : name.end]):
        return proposers
    by = re.match(r"[^.;]{0,20}(?:proposed|put forward|launched|initiated) by ", view[name.end : name.end + 60])
    if by:
        ref = next((r for r in cast.within(name.end, name.sentence.end) if r.actors), None)
        return cast.behalf(ref.actors) if ref else ()
    return ()
