"""Document + Cast -> who appears in an article, and who holds which office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.cast import Cast, Ref
from kg.model import Actor, Appearance, Position
from kg.text import Office

# Callings and ranks that are no office of a state or an organization.
_NO_OFFICE = re.compile(
    r"(?i:(?:.* )?(?:(?:activist|analyst|professor|scholar|economist|expert|researcher|founder|author|lawyer"
    r"|businessman|tycoon|candidate|nominee|politician|diplomat|lawmaker"
    r"|cleric|dissident|parliamentarian)(?: (?:at|with|in|for|on) .*)?|member|official"
    r"|(?<!supreme )leader|legislator|dictator|strongman|officer|(?<!chief )executive|captain|colonel"
    r"|marshal|admiral|lieutenant"
    r"|counterpart|colleague|deputy|(?<!chief )(?<!of )(?<!for )(?<!and )justice|delegate"
    r"|(?<!administration )(?<!office )head)"
    r"|(?:(?:major|lieutenant|brigadier|colonel|senior|marine|retired|army|force|military)[ -])*general"
    r"|(?!.*\b(?:army|navy|force|staff|military|defen[cs]e|security|intelligence|spy|policy|aid|trade|nuclear) )"
    r"(?:.* )?chief"
    r"|(?:(?:assistant|associate|executive|managing|artistic|film) )?director)$"
)
# "the first foreign minister to come": no First Minister.
_COUNTED = re.compile(r"^(?:first|second|third) (?=(?:foreign|prime|defen[cs]e|finance|trade) minister|president)")
_PARTY = re.compile(r"\b(?:[Pp]arty|Movement|Front|League|CPC|CPV)\b")
# Who leads or speaks for a party; who directs an office or is sent for its leader serves the state.
_PARTY_POST = re.compile(
    r"(?i:(?:(?:deputy|first|vice|party|former|acting)[ -])*"
    r"(?:general secretary|secretary|chair|leader|president|head|chief|member|spokes)\w*)"
)
# "his counterpart", "an Energy Department official": words for many, and no office.
_NOBODY_ELSE = re.compile(r"(?i:counterpart|\w official)$")
_HONORIFIC = re.compile(r"(?i:ambassador|senator|prince|princess|grand ayatollah|ayatollah|sheikh)")
_OF_UNKNOWN = re.compile(r" (?:and (?:CEO|Chief Executive(?: Officer)?) )?(?:of|at) (?:the )?[A-Z]")
# Titles that one state alone has: its counterpart is called otherwise.
_OWN_STYLE = re.compile(r"(?i:secretary of state|^secretary$|external affairs|chief cabinet|taoiseach|councill?or)")
_OF_SECRETARIES = frozenset(("US", "GB", "PH", "MX"))
# Whose title says no office of a state or organization where nothing says whose it is.
_LEADS_A_FIRM = re.compile(r"(?:[a-z]+ )*director(?: (?:of|for|at) .*)?$")
_CORPORATE = re.compile(
    r"(?i:(?:vice )?president|chair(?:man|woman|person)|director(?: general)?|chief|head|executive)$"
)


def appearances(cast: Cast, refs: tuple[Ref, ...]) -> Iterator[Appearance]:
    """Each actor once, with the first words that name it and the other ways the article writes it."""
    view = cast.document.view
    seen: dict[Actor, list[tuple[int, int]]] = {}
    for ref in refs:
        if ref.type in ("place", "venue", "group") or ref.mention.definite:
            continue
        begin, end = (
            (ref.mention.name_begin, ref.mention.name_end)
            if ref.type == "person"
            else (ref.mention.begin, ref.mention.end)
        )
        for actor in ref.actors:
            seen.setdefault(actor, []).append((begin, end))
    for actor, spans in seen.items():
        spans.sort()
        body = [s for s in spans if s[0] >= cast.document.title_end] or spans
        aliases = dict.fromkeys(view[b:e] for b, e in spans if view[b:e] != actor.name)
        figure = cast.figures.get(actor)
        yield Appearance(
            evidence=(cast.document.span(*body[0]),),
            rule=f"actor.{actor.kind}",
            actor=actor,
            aliases=tuple(aliases),
            country_basis=figure.country_basis if figure else None,
        )


def positions(cast: Cast, refs: tuple[Ref, ...]) -> Iterator[Position]:
    """Each office of each person once: "Premier" of China, "Secretary-General" of the United Nations."""
    seen: dict[Actor, set[tuple[str, str]]] = {}
    organizations = {r.actors[0].name: r.actors[0] for r in refs if r.type in ("organization", "body") and r.actors}
    held = [
        (ref, office)
        for ref in sorted(refs, key=lambda r: r.begin)
        if ref.type == "person" and not ref.mention.definite
        for office in ref.mention.offices
    ]

    officials = {
        ref.actors[0]
        for ref, office in held
        if not _HONORIFIC.fullmatch(_title(office)) or office.of_kind == "state" and "mbassador" in office.title
    }

    # The offices whose owner is known go first, and of two forms of one title the longer.
    def rank(pair: tuple[Ref, Office]) -> tuple[bool, int]:
        return _belongs(cast, pair[0].actors[0], pair[1], organizations) is None, -len(pair[1].title.split())

    for ref, office in sorted(held, key=rank):
        person = ref.actors[0]
        title = _title(office)
        if _HONORIFIC.fullmatch(title) and not office.of and person in officials:
            continue  # "Permanent Representative of Kenya, Ambassador Jo Lima": a rank beside the office
        if not title or _NO_OFFICE.fullmatch(title) and not office.of or _NOBODY_ELSE.search(title):
            continue
        of = _belongs(cast, person, office, organizations)
        if _leads_no_state(cast, person, title, office, of):
            continue
        told = seen.setdefault(person, set())
        words, owner = re.sub(r"\W+", " ", title.lower()), of.name if of else ""
        if any((of is None or o == owner) and within(words, t) for t, o in told):
            continue
        told.add((words, owner))
        begin, end = min(office.begin, ref.begin), max(office.end, ref.mention.name_end)
        yield Position(
            evidence=(cast.document.span(begin, end),), rule="position.title", person=person, title=title, of=of
        )


def _leads_no_state(cast: Cast, person: Actor, title: str, office: Office, of: Actor | None) -> bool:
    """Whether a title is of a firm, or "the EU leader", who leads one of its states."""
    figure = cast.figures.get(person)
    if figure and figure.of_a_firm and _CORPORATE.search(title):
        return True
    if of is None:
        return not office.of and bool(_LEADS_A_FIRM.match(title))
    return of.kind == "organization" and title.lower() == "leader"


def by_description(cast: Cast, told: tuple[Position, ...]) -> Iterator[Position]:
    """Offices that only "the President" or "the two presidents" give to a person who is named without one."""
    held = {(p.person, word) for p in told for word in p.title.lower().split()}
    for ref in cast.refs:
        if ref.type == "person" and ref.mention.definite and ref.mention.offices:
            title, people = _title(ref.mention.offices[0]), ref.actors
        elif ref.type == "group" and ref.mention.name in ("presidents", "prime ministers", "foreign ministers"):
            title, people = ref.mention.name.title()[:-1], cast.members(ref)
        else:
            continue
        word = title.lower().split()[-1]
        for person in people:
            figure = cast.figures.get(person)
            if (
                word in ("counterpart", "state", "leader", "secretary", "minister")
                and ref.type == "person"
                or (person, word) in held
                or not figure
                or not person.country
            ):
                continue
            alone = word not in ("prince", "princess")  # "the Crown Prince" is not each prince
            if any(head.split()[-1] == word and (alone or head == title.lower()) for head in figure.heads):
                held.add((person, word))
                span = cast.document.span(ref.begin, ref.end)
                yield Position(
                    evidence=(span,),
                    rule="position.description",
                    person=person,
                    title=title,
                    of=cast.states.get(person.country),
                )


def of_counterparts(cast: Cast, refs: tuple[Ref, ...], told: tuple[Position, ...]) -> Iterator[Position]:
    """ "her Kenyan counterpart Jo Lima" holds the office in Kenya that who was named last before holds at home."""
    held: dict[Actor, str] = {}
    for position in told:
        held.setdefault(position.person, position.title)
    before, unnamed = None, ""
    for ref in sorted((r for r in refs if r.type == "person"), key=lambda r: r.begin):
        person = ref.actors[0]
        if not any(o.title.lower().endswith("counterpart") for o in ref.mention.offices):
            before, unnamed = person, _unnamed(cast, ref)
            continue
        title = (held.get(before, "") or unnamed) if before else ""
        if title and person not in held and not _OWN_STYLE.search(title) and _bears(person.country, title):
            held[person] = title
            yield Position(
                evidence=(cast.document.span(ref.begin, ref.end),),
                rule="position.counterpart",
                person=person,
                title=title,
                of=cast.states.get(person.country or ""),
            )


# "The Kenyan Foreign Minister": an office of a state of whose holder the name is not told.
_OFFICE = re.compile(
    r"(?:[Tt]he )?[A-Z][\w-]+(?:'s)? (?P<title>(?i:(?:foreign|prime|defen[cs]e|interior|trade|finance) minister))$"
)


def _unnamed(cast: Cast, ref: Ref) -> str:
    """The office that stands for a state where it does not name who holds it; "" for a named person."""
    state = ref.actors[0].kind == "state"
    found = _OFFICE.match(cast.document.view[ref.begin : ref.end]) if state else None
    return found["title"] if found else ""


def _bears(state: str | None, title: str) -> bool:
    """Whether a counterpart's office is called so at home: who elsewhere is a minister, some states call secretary."""
    if not state:
        return False
    foreign = r"(?i:(?<!prime )minister)" if state in _OF_SECRETARIES else r"(?i:secretary(?!.general))"
    return not re.search(foreign, title)


def within(a: str, b: str) -> bool:
    """Whether one title is the other in fewer words ("minister" for "foreign minister"), and no other office."""
    x, y = set(a.split()), set(b.split())
    other = {"vice", "deputy", "acting", "prime", "assistant", "under", "elect"}
    return (x <= y or y <= x) and (x & other) == (y & other)


def _title(office: Office) -> str:
    title = re.sub(r"\s+", " ", office.title).strip(" ,")
    title = re.sub(r"^(?:[Ff]ormer|[Tt]hen|[Vv]isiting|country's) ", "", title)
    return re.sub(
        r"^(?:first|second|third) (?=(?:foreign|prime|defen[cs]e|finance|trade) minister|president)", "", title
    )


def _belongs(cast: Cast, person: Actor, office: Office, organizations: dict[str, Actor]) -> Actor | None:
    if office.of_kind == "state":
        return cast.states.get(office.of)
    of_party = _PARTY.search(office.of) and _PARTY_POST.match(office.title)
    if office.of_kind == "body" and person.country and not of_party:
        return cast.states.get(person.country)  # a ministry's, a parliament's or an army's office is the state's
    if office.of:
        for name, actor in organizations.items():
            if name == office.of or actor.key == office.of or office.of in name or name in office.of:
                return actor
    if _OF_UNKNOWN.match(cast.document.view, office.end) and _CORPORATE.search(office.title):
        return None
    figure = cast.figures.get(person)
    if person.country:
        return cast.states.get(person.country)
    return figure.serves if figure and not office.former else None
