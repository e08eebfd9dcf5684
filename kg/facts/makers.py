"""Who makes an agreement: those who sign, negotiate, launch or leave it, as its sentence names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.cast import Cast, Ref
from kg.facts import chains
from kg.facts.clauses import Clause, clauses
from kg.facts.implied import PEACE, Name, is_settled
from kg.model import Actor

# Who makes a text stands before one of these.
_MAKES = re.compile(
    r"\b(?:sign(?:ed|s|ing)?|ink(?:ed|s)|initial(?:l)?ed|conclud(?:ed?|es|ing)|reach(?:ed|es|ing)?|seal(?:ed|s)"
    r"|issu(?:ed?|es|ing)|releas(?:ed|es?|ing)|adopt(?:ed|s|ing)?|launch(?:ed|es)?|establish(?:ed|es)?|exchang(?:ed"
    r"|es)|ratif(?:ied|ies)"
    r"|renew(?:ed|s)"
    r"|negotiat(?:ed|es|ing)|announc(?:ed|es)|creat(?:ed?|es)|enter(?:ed)? into|suspend(?:ed|s)"
    r"|(?:elevat|upgrad|rais)(?:ed?|es) |held\b|co-chaired|withdrew from"
    r"|terminat(?:ed|es)|set up|form(?:ed)?|struck|clinch(?:ed|es)|agreed (?:on|to|upon|an?)|(?:ripped|tore|torn) up"
    r"|(?:witness(?:ed|es)|oversaw|presided over|attended) the (?:signing|exchange|conclusion|inking)(?: ceremony)? of"
    r"|(?:said|stated|announced|declared|warned|confirmed|agreed|urged|pledged|vowed)(?: on)?(?: [A-Z][a-z]+day)? in"
    r" (?=an? |their )"
    r"|['’]s? (?:unilateral )?(?:withdrawal|exit) from)\b"
)
_TO_VERB = re.compile(
    r"(?:['’]s (?:[a-z]+ )?(?:government|parliament|cabinet|authorities|ministry|negotiators|president|minister|army"
    r"|regime))?"
    r"(?: (?:(?:foreign|defen[cs]e|finance|trade) )?(?:ministers|leaders|officials|negotiators|diplomats|envoys"
    r"|governments"
    r"|delegations|armies|presidents|sides|parliaments))?"
    r"(?: (?:also|today|yesterday|then|jointly|officially|formally|later|recently|had|have|has|will|would|to|is|are"
    r"|agreed|decided|intends?|plans?|expected|due|set|ready|finally|earlier|witnessed|on [A-Z]\w+|pledged"
    r"|would like|hoped?|hopes|wants?|seeks?|sought|aims?|tr(?:y|ies|ied|ying)|wish(?:es)?|began|continued?|continues"
    r"|needs?|can|could|may|might|must|should|not|been?|being|already|just|now"
    r"|in [A-Z]\w+|here|[A-Z][a-z]+day|[a-z]+ly)){0,5},? |(?=['’])"
)
# What two or more do together with an agreement that is theirs, from the verb up to its name.
_SHARES = re.compile(
    r"(?:(?:re)?negotiat|work(?:s|ed|ing)? (?:on|towards?)|discuss|explor|seek|sought|want|need|hope|has\b|have\b"
    r"|had\b|shar"
    r"|extend|expand|amend|revis|updat|moderni|reviv|resum|agree|plan|draft|finali|initial|sign|ink|conclud"
    r"|reach|seal|clinch|struck|strik|renew|prolong|observ|honou?r|violat|breach|abid|join|enter|establish|creat|set\b"
    r"|(?:begin|began|begun|start|continu|conduct)\w* (?:[\w-]+ ){0,3}(?:talks|negotiations|discussions|consultations)"
    r"|launch|open|form|build|construct|adopt|issu|exchang|hold(?:ing)?\b|held\b|end(?:s|ed|ing)?\b|complet|financ"
    r"|suspend|terminat|scrap|announc|propos|consider|upgrad|elevat"
    r"|(?:is|are|were) (?:[a-z]+ly )?(?:building|constructing|planning|negotiating|drafting|working on)"
    r"|(?:is|are|was|were|be|been|com|c[oa]me|get|got|mov|edg|inch|draw|drew)\w* (?:[a-z]+ )?(?:close|near)(?:r"
    r"|er)? to)"
)
# Who is told by an adjective alone.
_OFFICIAL = re.compile(
    r"(?: and (?:the )?[A-Z]\w+)? (?:[a-z-]+ ){0,2}(?:counterparts?|governments?|ministers?|ministry|side|leaders?"
    r"|presidents?|officials?|parliament"
    r"|delegations?|ambassadors?|envoys?|authorities|diplomats?|representatives?|negotiators?|foreign|defen[cs]e)\b"
)
# Whoever is of a state without speaking for it: "Kenyan rebels", "Norway's opposition".
_OTHERS = re.compile(
    r"(?:['’]s?)? (?:[a-z-]+ ){0,2}(?:militants?|rebels?|fighters|insurgen\w+|jihadists?|militias?|factions?|gunmen"
    r"|(?:armed |terror\w* |militant )?groups?|opposition|separatists?|guerrillas|terrorists|pirates|prisoners"
    r"|compan\w+|firms?|banks?|airlines?|workers?|farmers|unions?|universit\w+|players?|clubs?)\b"
)
# What stands between whom somebody asks to do something and the verb for it: "urged Kenya to seek".
_ASKED = re.compile(r"(?:['’]s government| officials| leaders| side)? (?:not )?to (?:[a-z]+ly )?")
# Who made it stands behind its name.
_MADE = re.compile(r"(?:signed|reached|struck|concluded|made|inked|negotiated|sealed|agreed|adopted|initial?led)\b")
# What only those say of it whose it is.
_THEIRS = re.compile(
    rf"{_MADE.pattern}|(?:sign|ink|conclude|reach|seal|strike|negotiate|finali[sz]e|have|has|had)\b"
    r"|(?:is|are|was|were|be|been|c[oa]me|get|got|mov|edg|inch|draw|drew)\w* (?:[a-z]+ )?(?:close|near)(?:r|er)? to"
)
_MADE_IT = re.compile(
    rf" (?:has |had |have )?(?:also |recently |just |already |first )?{_MADE.pattern}"
    r"(?P<with>[^,.;]{0,24}? (?:with|and) (?:the )?)?"
)
_MADE_WITH = re.compile(rf"{_MADE.pattern}(?P<with>[^,.;]{{0,24}}? with (?:the )?)?")
_FAR = 80
# What is told of an agreement in a clause of its own is no deed of whoever says it.
_OF_OTHERS = re.compile(r"\b(?:that|whether|how|why|which|who|if)\b")
# Whoever speaks of what has a name of its own need not have made it.
_NAMED = re.compile(r"\b[A-Z][a-z]")
_TALKS = re.compile(
    r"\b(?:[Tt]alks|[Nn]egotiations|[Dd]iscussions|[Cc]onsultations)\b[^.;,]{0,20}? (?:between|among)\b"
)
_LEADS = re.compile(r" (?:the )?(?:governments of |leaders of )?(?:the )?")
_CO_SIGNER = re.compile(
    r"(?:['’]s [a-z ]{3,30}?| (?:nations|countries|members|member states|leaders|ministers))?"
    r",? and (?:the |his |her |its |their )?|, (?:the )?"
)
_ITS_OWN = re.compile(r"(?: (?!with\b|to\b|for\b|on\b|that\b)[\w-]+){0,3} ?[*\"]*")
MAKERS = frozenset(("state", "organization", "person", "group", "body"))


def members(cast: Cast, ref: Ref) -> tuple[Actor, ...]:
    """The states and organizations behind a reference: of an organ of a government its state."""
    if ref.type == "body":
        return (state,) if (state := cast.owner(ref)) else ()
    if ref.type == "place":
        return (state,) if (state := cast.states.get(ref.mention.key)) else ()
    return cast.behalf(cast.members(ref))


def of(cast: Cast, name: Name) -> tuple[Actor, ...]:
    """The states and organizations that sign, launch, seek or leave an agreement, as its sentence names them."""
    return _before_verb(cast, name) or _in_clause(cast, name) or _in_talks(cast, name)


def _before_verb(cast: Cast, name: Name) -> tuple[Actor, ...]:
    view, begin = cast.document.view, name.sentence.begin
    verbs = [m for m in _MAKES.finditer(view, begin, name.begin) if ";" not in view[m.end() : name.begin]]
    for verb in reversed(verbs):
        refs = [r for r in cast.within(begin, verb.start()) if r.type != "place"]
        found = chains.before(cast, refs, verb.start(), nearest=_TO_VERB, joint=_CO_SIGNER)
        found = found or chains.subject(cast, name.sentence, verb.start())
        makers = _sides(
            cast,
            found if not name.report or is_settled(cast, name.sentence) else [r for r in found if r.type != "group"],
        )
        if (
            len(makers) == 1
            and name.report
            and PEACE.search(view, name.begin, name.end)
            and view.endswith(" to ", 0, verb.start())
        ):
            continue  # "urged efforts to reach a ceasefire deal"
        if len(makers) > 1 or (makers and (name.fresh or _ITS_OWN.fullmatch(view, verb.end(), name.begin))):
            return makers
    return ()


def _in_clause(cast: Cast, name: Name) -> tuple[Actor, ...]:
    """The two or more who are the subject of the clause that tells what they do with an agreement, or its agents."""
    begin = name.sentence.begin
    text = cast.document.view[begin : name.sentence.end]
    first, last = name.begin - begin, name.end - begin
    found = clauses(text)
    for clause in found:  # "A pact was signed by …"
        made = clause.own and clause.subject and clause.subject[0] <= first and last <= clause.verbs.begin
        if made and clause.agent:
            return _sides(cast, cast.within(begin + clause.agent[0], begin + clause.end))
    if told := _relative(cast, name, found):
        return told
    behind = [c for c in found if c.verbs.end <= first and last <= c.end + 1 and c.subject]
    governing = max(behind, key=lambda c: c.verbs.begin, default=None)
    if governing is None or governing.subject is None or _OF_OTHERS.search(text, governing.verbs.end, first):
        return ()
    named = name.report and (_NAMED.search(text, first, last) or PEACE.search(text, first, last))
    if not (_THEIRS if named else _SHARES).match(text[governing.verbs.head : first]):
        return ()
    who = _asked(cast, name, governing) or cast.within(begin + governing.subject[0], begin + governing.subject[1])
    sides = _sides(
        cast, who if not name.report or is_settled(cast, name.sentence) else [r for r in who if r.type != "group"]
    )
    return sides if len(sides) > 1 or name.fresh and not named else ()


def _asked(cast: Cast, name: Name, clause: Clause) -> list[Ref]:
    """Whom somebody asks to do what an infinitive says; nobody where it is the subject of the verb before it."""
    head = name.sentence.begin + clause.verbs.head
    refs = (
        [r for r in cast.within(name.sentence.begin, head) if r.type in MAKERS] if clause.kind == "infinitive" else []
    )
    own = refs and name.sentence.begin + clause.subject[1] >= refs[-1].end if clause.subject else False
    return refs[-1:] if refs and not own and _ASKED.fullmatch(cast.document.view, refs[-1].end, head) else []


def _relative(cast: Cast, name: Name, found: Sequence[Clause]) -> tuple[Actor, ...]:
    """Who made what stands before a clause on it: "a pact that the two states signed", "the deal Kenya made with …"."""
    view, begin, last = cast.document.view, name.sentence.begin, name.end - name.sentence.begin
    refs = cast.within(name.end, name.sentence.end)
    if refs and view[name.end : refs[0].begin] in (" ", " the ") and (made := _MADE_IT.match(view, refs[0].end)):
        return _sides(cast, [refs[0], *[r for r in refs if made["with"] and r.begin == made.end()]])
    for clause in found:
        near = clause.kind in ("relative", "complement") and clause.own and last <= clause.begin <= last + _FAR
        if near and clause.subject and (made := _MADE_WITH.match(view, begin + clause.verbs.head)):
            who = cast.within(begin + clause.subject[0], begin + clause.subject[1])
            return _sides(cast, [*who, *[r for r in refs if made["with"] and r.begin == made.end()]])
    return ()


def _in_talks(cast: Cast, name: Name) -> tuple[Actor, ...]:
    """Those between whom there are talks on an agreement."""
    view = cast.document.view
    talks = _TALKS.search(view, name.sentence.begin, name.begin)
    if talks is None:
        return ()
    refs = cast.within(talks.end(), name.begin)
    found = chains.after(cast, refs, talks.end(), nearest=_LEADS, joint=_CO_SIGNER)
    return tuple(dict.fromkeys(a for ref in found for a in members(cast, ref)))


def _sides(cast: Cast, refs: Iterable[Ref]) -> tuple[Actor, ...]:
    """The sides that references name; an adjective names one where it tells of an official or a government."""
    view = cast.document.view
    who = (r for r in refs if r.type in MAKERS or r.type == "adjective" and _OFFICIAL.match(view, r.end))
    return tuple(dict.fromkeys(a for r in who if not tells_of_others(cast, r) for a in members(cast, r)))


def tells_of_others(cast: Cast, ref: Ref) -> bool:
    """Whether a state only tells whose rebels, firms or workers somebody is."""
    return ref.type in ("state", "adjective") and bool(_OTHERS.match(cast.document.view, ref.end))
