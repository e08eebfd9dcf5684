"""The name of an agreement as its sentence writes it: what belongs to it, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.cast import Cast
from kg.facts import chains, known

# Words that lead up to a name, where a capital or a conjunction draws them in.
_LEAD = re.compile(
    r"(?:The|the|a|an|A|An|This|this|That|These|Our|our|Their|their|Its|its|His|Her|Both|Under|Through|With|Within|By"
    r"|As|In|On|For|Of|And|and|At|From|Following|During|After|Before|Since|Signed|Signing|Today's|both|also"
    r"|(?:Ratification|Signing|Conclusion|Implementation) of(?: the)?|Accession to(?: the)?) +|[*\"', ]+"
)
_TAIL = re.compile(r"[ ,\"'*]+$|['’]s$| (?:so|and|that|the|of|in|on|for|to|with)$")
# What joins a date to a name.
_JOINT = re.compile(r",? (?:on|of|in|from|by|dated) (?:the )?$")
_LONGEST_JOINT = len(", dated the ")
# Where and when it was signed may stand right behind a name: "… on trade here Friday", "Agreement on Trade in Lima".
_HERE = re.compile(
    r" (?:here|(?:on |this |last )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening))?)$"
)
_IN_A_CITY = re.compile(r"(?<! reached)(?<! signed)(?<! concluded)(?<! achieved)(?<! adopted) in $")
# A house that studies or gives, no agreement: "Africa Research Initiative".
_RESEARCH = re.compile(
    r"\b(?:Research|Institut\w+|University|School|Foundation|Cent(?:er|re)|Bank|Fund)\b.*\bInitiative"
)
_OF_A_THINK_TANK = re.compile(
    r"\b(?:Council|Institut\w+|Foundation|University|School|Cent(?:er|re)|Brookings|Group|Fund)['’]s"
    r" [\w ]{1,30}Initiative$"
)
# A council of those who came from elsewhere is no state's: "National Kenyan-American Council".
_OF_CITIZENS = re.compile(
    r"(?:National|Community|Citizens|Heritage|Muslim|Jewish|Christian)\b.*-American|-American (?:\w+ )?"
    r"(?:National|Community|Citizens|Heritage|Public|Political|Foundation)"
)
# What follows makes the words part of the name of a house, a hall or a meeting.
_OF_A_HOUSE = re.compile(
    r"[ -](?:Organi[sz]ations?|[Cc]ent(?:er|re)|[Hh]all\b|Secretariat|Fund|Bank|Office|Team|Room|Review|Act|Award"
    r"|Agency|Institute|Foundation|signator\w+|member states)\b"
)
_OF_A_LEGISLATURE = re.compile(r" of (?:the )?(?:[\w.]+ )?(?:Congress|Parliament|House|Senate|Duma|Knesset)\b")
# No name, but any of its kind: "new agreements", "the treaty", "agreements reached".
_BARE = re.compile(
    r"(?!joint (?:declaration|communiqu)|(?:new )?bilateral (?:agreement|arrangement|treaty|accord)$"
    r"|(?:[a-z]+ )+bilateral documents)"
    r"(?:(?:new|joint|mutual|bilateral|final|landmark|draft|additional|long-term|multilateral|preliminary|political|several"
    r"|various|number of|and|other|three-way|supplementary|interim|contract|\d+|two|three) ?)*"
    r"(?:[Aa]greements?|documents|deals?|pacts?|accords?|contracts?|arrangements?|[Pp]rotocols?|[Tt]reaty|treaties"
    r"|[Cc]onventions?"
    r"|declarations?|communiqu[eé]s?|initiatives?|packages?)?(?: (?:reached|concluded|signed|achieved))?"
)
_TOLD_BEFORE = re.compile(r"\b(?:[Tt]h(?:e|is|at|ese|ose)|[Ss]uch|[Nn]o|[Aa]ny|[Ee]very|[Ee]ach)(?: [a-z-]+)? $")
_NEAR = 40
# What tells which one it is, though it is "the" agreement: who made it.
_WHICH_ONE = re.compile(
    r" (?:(?:reached|signed|concluded|struck) )?(?:with|between|among) (?:the )?[A-Z]|,?(?: (?:that"
    r"|which))? (?:the )?[A-Z][\w.'’ -]{2,40}? (?:signed"
    r"|concluded|reached"
    r"|struck|made|negotiated|agreed)\b"
)
# What there are many of names none: "one of the most successful trade agreements".
_MANY = re.compile(r"(?:agreements|treaties|accords|pacts|deals|conventions)$")
_OF_MANY = re.compile(
    r"\b(?:one of|[Mm]ost|[Ss]ome|[Oo]ther|[Aa]ny|[Ss]uch|[Aa]ll|[Vv]arious|[Mm]any|[Ee]xisting|[Rr]elevant"
    r"|[Ff]uture)\b"
    r"[^.;,]{0,30}$"
)
_JOINS = re.compile(r" (?:(?:with|between) (?:the )?[A-Z]|(?:on|concluded|signed|reached)\b)")
_PLURAL = re.compile(
    r"(?:[a-z-]+ )+(?:conventions|treaties)"
    r"|(?:(?:Free|Fair|Trade|Investment|Bilateral|Regional|Economic|Partnership|Cooperation|Status|of|Forces|Tax|New"
    r"|Peace|Defen[cs]e|Security|Multilateral|International|Framework|Association)[ -])+(?:Agreements|Treaties|Accords)"
)
# What founds an order of the world is a principle, no agreement that somebody speaks of.
_OF_ALL = re.compile(
    r"(?:(?:General )?Agreement on Tariffs and Trade|(?:UN|United Nations|U\.N\.)(?:['’]s)? Charter"
    r"|Charter of the United|Universal Declaration)\b"
)
# What is made within a state, before a court or by firms.
_AT_HOME = re.compile(
    r"(?i:\b(?:plea|bail|coalition|budget|bipartisan|cross-party|collective|wage|pay|merger|takeover|confidentiality"
    r"|non-disclosure|licensing|sponsorship|employment|lease|settlement|severance|out-of-court|record|book|movie"
    r"|stadium"
    r"|(?<!prisoner )(?<!technology )(?<!power )transfer|salary|spending|debt[ -]ceiling|government funding|sales?"
    r"|purchase|business|corporate|private|property"
    r"|franchise|broadcast|television|prenuptial|licen[cs]e|concession|consortium|shareholders?|underwriting|equity)"
    r" (?:agreements?|deals?|pacts?|accords?|arrangements?)\b"
    r"|\bnew deal\b|\b(?:health|customs|tax|asset|travel) declarations?\b|\b(?:national|party|state|republican"
    r"|democratic) convention\b"
    r"|\bon (?:the )?(?:[a-z]+ )*(?:act|bill|budget|legislation)\b)"
)
# Whose proposal it is names no initiative.
_SOMEBODYS = re.compile(
    r"(?:(?:[A-Z][\w.]*[ -])*(?:Government|Administration|Ministry|Minister|President|Party|Opposition)(?:['’]s?)?"
    r"|U\.S\.|US|U\.K\.|UK|EU|UN|(?:[A-Z][\w.]*[ -]){0,3}[A-Z]\w+(?:['’]s|s['’])) (?:initiative|package)"
    r"|(?:Each|All|Any|None|Both|Some|Most|Many) of .*|.* (?:is|are|was|were) .*"
)
_OFFICE = re.compile(r"Chief|(?:Director|Head|Department|Division|Office)s? (?:General )?of\b")
# What an agreement does.
_DOING = re.compile(
    r" (?:aimed at |designed to |meant to |(?=[a-z]+ing ))(?:[\w'’-]+ ){0,9}?[\w'’-]+(?=[,.;:]|$| (?:in|by|after"
    r"|before|at|which"
    r"|that|on|as|when|while|but)\b)"
)
# What joins a noun to those who made it, and them to each other.
_WITH = re.compile(r" (?:with|between|among) (?:the )?")
_AND = re.compile(r",? and (?:the )?|, (?:the )?")
# "An agreement on and a need for": the words go on without a topic.
_CUT = re.compile(
    r"[Aa]rrangements? for (?:[\w-]+ ){0,4}(?:meeting|visit|trip|event|ceremony|funeral|talks)\b"
    r"| (?:on|for|to|in) (?:and|or)\b|[Aa]greement to (?:sign|reach|conclude|finali[sz]e)\b|\bof the (?:Deal|Pact)$"
)
# What somebody talks of with others was not made with them: "discuss the treaty with Kenyan officials".
_TALKED_OF = re.compile(
    r"\b(?:discuss\w*|rais(?:e|es|ed|ing)|debat\w*|talk\w* about|brief\w*|share\w*)(?: [a-z]+)? (?:the|this|that) "
    r"(?:[a-z-]+ )?$"
)
# Whoever agrees to do something has not made an agreement with anybody.
_CONSENTS = re.compile(r"(?:['’]s?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) (?:[a-z]+ )?agreement to [a-z]")
_OWNER = 8
# A plant is a place where something happens there, a project where it is built.
_HAPPENS_AT = re.compile(r"\b(?:at|near|around|attacks? on|shelling of|control of|from) (?:the |[\w.]+['’]s? )?$")
_PLANT = re.compile(r"(?i:plant|station|refinery|dam)$")
_ROAD = re.compile(r"^(?:highway|motorway|expressway|bridge|tunnel)\b|(?:[Hh]ighway|[Ee]xpressway|[Dd]am)$")
# A corridor is a strip of land, unless its name says what it carries.
_CORRIDOR = re.compile(r"[Cc]orridor$")
_CARRIES = re.compile(
    r"(?i:econom|transport|trade|energy|rail|freight|development|growth|gas|hydrogen|logistic|transit|digital)"
)
_BUILT = re.compile(
    r"(?i:\b(?:buil[dt]|construct|joint|projects?\b|units?\b|financ|fund|cost|open|inaugurat|complet|moderni|work on))"
)
_GRADES = re.compile(
    r"(?i)all-weather|all-round|comprehensive|strategic|permanent|special|privileged|global|enhanced|"
    r"of coordination|new era"
)
_LONG_WORD = re.compile(r"\b[A-Za-z][\w'’-]{3,}")
_SMALL = frozenset(("with", "from", "into", "over", "upon", "than", "that", "between", "after", "among"))


def trimmed(cast: Cast, begin: int, end: int) -> tuple[int, int]:
    """A run of the view without the words that lead up to a name, the person whose it is, or a date at its end."""
    view = cast.document.view
    for ref in cast.within(begin, end):
        if ref.type == "person" and ref.begin <= begin + 2:
            begin = ref.end + (2 if view.startswith(("'s", "’s"), ref.end) else 0)
    while lead := _LEAD.match(view, begin, end):
        begin = lead.end()
    while begin < end and view[begin] == " ":
        begin += 1
    for dated in cast.dated(begin + 1, end):
        before = max(begin, dated.begin - _LONGEST_JOINT)
        joint = _JOINT.search(view[before : dated.begin])
        if dated.begin < end <= dated.end + 12 and joint:
            end = before + joint.start()
    while tail := _TAIL.search(view, begin, end) or _HERE.search(view, begin, end):
        end = tail.start()
    return begin, _before_city(cast, begin, end)


def _before_city(cast: Cast, begin: int, end: int) -> int:
    """Where a name ends without the city where it was made."""
    city = next((r for r in cast.within(begin + 1, end) if r.type == "place" and r.end == end), None)
    there = _IN_A_CITY.search(cast.document.view, begin, city.begin) if city else None
    return there.start() if there else end


def names_nothing(view: str, begin: int, end: int, *, bare: bool = False) -> bool:
    """Whether a run of the view is no name of an agreement: a house, a committee of a legislature, a bare noun.

    `bare` says that what stands beside a noun may tell which agreement it is: then only "the agreement", which was
    told before, names nothing.
    """
    label = view[begin:end]
    told = bool(_TOLD_BEFORE.search(view, max(0, begin - _NEAR), begin)) and (
        not _WHICH_ONE.match(view, end) or bool(_TALKED_OF.search(view, max(0, begin - _NEAR), begin))
    )
    alone = _BARE.fullmatch(label) and not (bare and not told)
    if _MANY.search(label) and _OF_MANY.search(view, max(0, begin - _NEAR), begin) and not _JOINS.match(view, end):
        return True
    return bool(
        _RESEARCH.search(label)
        or _OF_A_THINK_TANK.search(view, max(0, begin - _NEAR), end)
        or _SOMEBODYS.fullmatch(label)
        or _OF_ALL.search(label)
        or _AT_HOME.search(label)
        or _OFFICE.match(label)
        or _CONSENTS.search(view, max(0, begin - _OWNER), end)
        or alone
        or _PLURAL.fullmatch(label)
        or _OF_A_HOUSE.match(view, end)
        or _OF_A_LEGISLATURE.match(view, end)
        or _CUT.search(label)
        or _OF_CITIZENS.search(label)
    )


def is_bare(view: str, begin: int, end: int) -> bool:
    """Whether a run of the view is but a noun of its kind: "a new agreement"."""
    return bool(_BARE.fullmatch(view, begin, end))


def with_partners(cast: Cast, begin: int, end: int) -> int:
    """Where a noun that stands alone ends with those who are said to have made it: "agreement with Kenya"."""
    refs = cast.within(end, end + _NEAR * 2) if is_bare(cast.document.view, begin, end) else ()
    found = chains.after(cast, refs, end, nearest=_WITH, joint=_AND)
    return found[-1].end if found else end


def with_topic(view: str, end: int) -> int:
    """Where a noun that stands alone ends with what it does: "deal demarcating their border"."""
    found = _DOING.match(view, end)
    return found.end() if found else end


def is_place(view: str, begin: int, end: int) -> bool:
    """Whether a run of the view names a plant or a road as a place, not as what somebody builds."""
    if _CORRIDOR.search(view[begin:end]) and not _CARRIES.search(view, begin, end):
        return not known.row(view[begin:end])
    happens = _PLANT.search(view, begin, end) and _HAPPENS_AT.search(view[max(0, begin - 40) : begin])
    idle = happens or _ROAD.search(view[begin:end])
    return bool(idle) and not is_built(view, begin, end)


def is_built(view: str, begin: int, end: int) -> bool:
    """Whether the words around a run of the view tell of building it, or of what it costs."""
    return bool(_BUILT.search(view[max(0, begin - 60) : end + 60]))


def is_headline(text: str) -> bool:
    """Whether all long words of a text have capitals, so that they tell nothing of where a name begins."""
    words = [w for w in _LONG_WORD.findall(text) if w.lower() not in _SMALL]
    return len(words) > 4 and all(w[0].isupper() for w in words)


def level(names: Sequence[str]) -> str:
    """The grade that a partnership's names give it: the name with the most graded words, the first of equals."""
    return re.sub(r"\s+", " ", max(names, key=lambda name: len(_GRADES.findall(name))))
