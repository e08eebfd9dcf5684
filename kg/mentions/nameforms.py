"""The form of names of persons: which words a name is built of, where it begins and ends, how it is called again."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from kg import lexicon
from kg.mentions import courtesies
from kg.text import second_family, unmarked

_CAP = r"[A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017e\u0218-\u021b\u1e00-\u1ef9]"
WORD = rf"{_CAP}[\w'’]*(?:-[\w'’]+)*"
# An initial or a word. The capital stands before the branches: so a search passes over all other characters at once.
_TOKEN = rf"{_CAP}(?:\.(?:-?{_CAP}\.)*(?:{_CAP}[\w'’-]+)?|[\w'’]*(?:-[\w'’]+)*)"
_ARTICLE = re.compile(r"^(?i:al|el|as|ash|an|ar|at|az|ad)-(?=\w)")
_STYLE = re.compile(r"(?:T\.H|H\.E|H\.R\.H|H\.H|H\.M|S\.E)(?:\. ?| )|HRH |HE |HH |HM ")
_HEAD = re.compile(r"(?:^|[.!?:\n\"] ?)$")


@cache
def _particle() -> str:
    """The pattern of one particle; "al" and "el" are written with a capital too, "st" with a full stop."""
    words = sorted(lexicon.particles() - {"st"}, key=lambda word: (-len(word), word))
    return rf"(?:{'|'.join(map(re.escape, words))}|Al|El|st\.)"


@cache
def run() -> re.Pattern[str]:
    """The pattern of a run of capitalised words with the particles between them."""
    nickname = rf'(?: "{WORD}"(?= {_CAP}))?'  # Ola "Olli" Lie
    inner = rf"(?:{nickname}[ -](?:{_particle()}[ -]){{0,2}}{_TOKEN})*"
    return re.compile(rf"{_TOKEN}{inner}(?:,? (?:Jr|Sr)\.?(?!\w)| I{{2,3}}(?!\w))?")


@cache
def _particles_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\W)((?:{_particle()} ){{1,2}})$")


def begins_no_name(word: str) -> bool:
    """Whether a word is capitalised at the head of a sentence or in titles of things, and begins no name."""
    return word in lexicon.not_names()


def is_given(name: str) -> bool:
    """Whether the lexicon knows a given name."""
    return name in lexicon.given_names()


def is_particle(word: str) -> bool:
    """Whether a word, in any case, is a particle of names: "van", "bin", "Al"."""
    return word.lower().rstrip(".") in lexicon.particles()


def without_article(word: str) -> str:
    """A name without the Arabic article before it: "al-Sisi" -> "Sisi"."""
    return _ARTICLE.sub("", word)


def heads_a_sentence(view: str, begin: int) -> bool:
    """Whether a sentence, a quotation or a line begins at `begin`."""
    return begin == 0 or bool(_HEAD.search(view[max(0, begin - 2) : begin]))


# Words that headlines and honours put after a name. May, Key and Park are surnames, so no longer list will do.
_AFTER_A_NAME = re.compile(
    r" (?:And|At|On|With|Their|His|Her|The|Remarks|Travels?|Participates|Delivers|Discusses|Meetings?|Calls?|Talks"
    r"|Summit|Visits?"
    r"|Statement|Conference|Opening|Closing|Meets|Met|Holds|Held|Speaks|Spoke|Attends|Hosts|"
    r"Receives|Arrives|Welcomes|Thanks|Pledges|Says|Urges|Discuss(?:es)?|Agrees?|Signs?|Begins|Ends|Congratulates|"
    r"Extends|Sends|Witness(?:es)?|Chairs|Praises|Warns|Vows|Hails|Following|During|After|Before|MP|KC|QC|SC|AC|AO"
    r"|CBE|MBE|PhD|January|February|March|July|August|September|October|November|December|Marking|Opening|Commending"
    r"|Leading|Attending|Meeting|Visiting|Hosting|Chairing|Addressing|Announcing|Condemning|Congratulating|Departing"
    r"|Arriving|Signing|Speaking|Welcoming|Honoring|Announces?|Reviews?|Reaffirms?|Hold|Meet|Sign|Explore|Exchange|Visit|Express|Stress|Vow|Seek"
    r"|Statements|MORE|WILL|Said|Condemns?|Underscores?|Highlights?|Co-Chair|Press|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$"
)
# The day below a by-line: "Ana Lima April 22".
_DAY = re.compile(
    r" (?:January|February|March|April|May|June|July|August|September|October|November|December) +\d{1,2}$"
)
# Verbs of headlines inside a run of capitals: the name ends before them.
_HEADLINE = re.compile(
    r" (?:Announces?|Nominates|Names|Will|Appoints|Unveils|Launches|Reaffirms|Restores|Signs|Delivers|Issues|Orders"
    r"|Condemning|Leading|Attending|Marking|Announcing|Congratulating|Welcoming|Commemorating|Celebrating|Regarding"
    r"|Recognizing|Honoring|Nominating|Hosting|With|Makes|Hosts|Was|Is"
    r"|Strengthens|Increases|Directs|Designates|Addresses|Takes|Reinstates|Reforms|Rebuilds|Promotes|Prevents|Modifies"
    r"|Imposes|Extends|Establishes|Enforces|Empowers|Bolsters|Authorizes|Amends|Achieves|Terminates|Suspends|Removes"
    r"|Declares|Proclaims|Approves|Secures|Protects|Involving|After|Before|During|Following|On(?= [A-Z]{2}))(?= [A-Z])"
)
# Behind a name that is not in capitals itself: "Ana Lima MINISTER FOR TRADE".
_TITLE_IN_CAPITALS = re.compile(
    r"(?<=[a-z]) (?:[A-Z]{3,} ){0,3}(?:MINISTER|SENATOR|PRESIDENT|SECRETARY|PREMIER|LEADER|SPOKES[A-Z]+|MP)\b"
)
# Where a page ran a person's card into the text: "Lima AnaPresident of Chile".
_RUN_INTO = re.compile(r"[a-z](?:[A-Z][a-z]+)$")


_REGION = re.compile(r"[^,.]*\b(?:District|Oblast|Region|Territory|Province|Krai|Okrug|County) (?=[A-Z][\w'’-]+ [A-Z])")


def strip(view: str, begin: int, end: int, titled: bool = False) -> tuple[int, int] | None:
    """A run without words at its head that begin no name, nor a possessive at its end; None if too little is left.

    After a title (`titled`) a given name is one, even if it is a word besides: "President Will", "President Islam".
    """
    if view.startswith(("'s ", "’s "), begin):  # "Kenya's John Kamau", where the state is a name of its own
        begin += 3
    given = re.match(rf" ?([\w'’-]+) ({_CAP}[\w'’-]*)", view[begin:end]) if titled else None
    family = given and given[1] in lexicon.family_first() and not begins_no_name(given[2])
    if given and (is_given(given[1]) or family):
        begin += given.start(1)
    else:
        begin = courtesies.at_head(view, _strip_head(view, begin, end), end)
        begin = _strip_head(view, begin, end)  # "the Honourable Dr Ana Lima"
    if region := _REGION.match(view, begin, end):
        begin = region.end()
    while view.endswith(" ", begin, end):
        end -= 1
    if day := _DAY.search(view, begin, min(end + 3, len(view))):
        end = min(end, day.start())
    if title := _TITLE_IN_CAPITALS.search(view, begin, end):
        end = title.start()
    if verb := _HEADLINE.search(view, begin, end):
        end = verb.start()
    while last := _AFTER_A_NAME.search(view, begin, end):
        end = last.start()
    if again := _twice(view[begin:end]):
        end = begin + again
    if view[begin:end].endswith(("'s", "’s")):
        end -= 2
    while end > begin and not view[end - 1].isalnum() and not re.search(r"(?:Jr|Sr|\b[A-Z])\.$", view[begin:end]):
        end -= 1
    if view.endswith((" Jr", " Sr"), begin, end) and view.startswith(".", end):
        end += 1
    return (begin, end) if end - begin > 1 else None


def _twice(name: str) -> int:
    """Where a name begins again, as pages with lost markup print it: "Ana Lima Lima AnaPresident"; 0 if it does not."""
    words = list(re.finditer(r"[\w'’-]+", name))
    plain = [unmarked(word[0]) for word in words]
    run_into = bool(_RUN_INTO.search(name))
    for at in range(1, len(words)):
        over = len(plain[at]) > 2 and plain[at] == plain[at - 1]
        if over or run_into and at > 1 and plain[at] == plain[0]:
            return words[at - 1].end()
    return 0


# Initials without full stops, of which the first is no article: "A B Rao".
_BARE_INITIALS = re.compile(r"[A-Z] [A-Z] [A-Z][a-z]")
# The family name, with one given name: after the pronoun a verb follows.
_HE = re.compile(r"He [A-Z][a-z'’-]+")


def _strip_head(view: str, begin: int, end: int) -> int:
    while begin < end:
        if not view[begin].isalnum():
            begin += 1
            continue
        if style := _STYLE.match(view, begin, end):
            begin = style.end()
            continue
        word = re.match(r"[\w'’-]+", view[begin:end])
        if _BARE_INITIALS.match(view, begin, end) or _HE.fullmatch(view, begin, end):
            break
        if view.startswith("E ", begin) and view.startswith("H.", begin - 2):
            begin += 2  # "H.E Jo Lima", without the second full stop
            continue
        if not word or (len(word[0]) == 1 and view.startswith(".", begin + 1)):
            break
        participle = begin + len(word[0]) < end and word[0].endswith("ing") and heads_a_sentence(view, begin)
        if not participle and word[0] != "Comrade" and not begins_no_name(word[0]):
            break
        begin += len(word[0])
    return begin


def particles_before(view: str, begin: int) -> int:
    """How many characters of particles stand before a name of one or two words: "van der ", "bin "."""
    found = _particles_at_end().search(view[max(0, begin - 16) : begin])
    if not found or found[1].startswith("do ") or re.search(r"\b(?:de|la) $", found[1]):
        return 0
    return len(found[1])


# Surnames that are months besides: "Anna May".
_MONTHS = frozenset(("May", "March", "August"))


# "May said", "Mrs May": a person, where somebody of that name is named; "in May" and "May 5" are dates.
_MONTH_ACTS = re.compile(
    r"(?<![\w'-])(?:(?<=Mrs )|(?<=Mr )|(?<=Ms )|(?<=Mr\. )|(?<=Mrs\. )|(?<=Ms\. )|(?<=Minister )|(?<=President )"
    r"|(?<=Secretary )|(?<!\bin )(?<!\bof )(?<!\bon )(?<!\bby )(?<!\bsince )(?<!\buntil )(?<!\bfor )(?<!\bfrom )"
    r"(?<!\blate )(?<!\bearly )(?<!\blast )(?<!\bthis )(?<!\bnext )(?<!\bthrough )(?<!\d )(?<!\d\. )"
    r"(?=(?:May|March|August)(?: (?:also|then|later|has|had|herself|himself|[a-z]+ly))* "
    r"(?:said|told|added|[a-z]+ed|says|tells|spoke|met|made|wrote|gave|took|has|had|was|is|did|faces|wants|hopes)\b))"
    r"(?P<name>May|March|August)(?!\w)(?! \d)"
)


def months(view: str, known: Container[str]) -> list[tuple[int, int]]:
    """Where names of months stand for persons whose surnames are `known`."""
    if not any(month in known for month in _MONTHS):
        return []
    return [found.span() for found in _MONTH_ACTS.finditer(view) if found["name"] in known]


def looks_like_a_name(tokens: list[str], known: set[str]) -> bool:
    """Whether words are a person's by their form alone. `known`: the single names met so far in the text."""
    honoured = tokens[0] == "He"  # "He" is a family name and "His Excellency", never the pronoun inside a run
    if len(tokens) == 2 and tokens[1] in _MONTHS and is_given(tokens[0]) and not begins_no_name(tokens[0]):
        return True
    if any(begins_no_name(t) for t in tokens[honoured:]):
        return False
    if is_given(tokens[0]) and len(tokens) <= 4:
        return True
    family = tokens[0] in lexicon.family_first() or honoured
    if len(tokens) in (2, 3) and family and all(len(t) > 1 for t in tokens):
        return True
    initial = len(tokens) > 2 and any(re.fullmatch(r"[A-Z]\.", t) for t in tokens[:-1])
    return initial or tokens[0] in known or len(tokens) == 2 and is_given(tokens[-1])


def handles(name: str) -> list[str]:
    """The single words by which a name may be called again, without the Arabic article."""
    words = re.findall(r"[\w'’-]+", re.sub(r",? (?:Jr|Sr)\.?$| I{2,3}$", "", name))
    words += [second for word in words if (second := second_family(word))]
    bare = [without_article(word) for word in words if len(word) > 1]
    return [word for word in bare if word[:1].isupper()]
