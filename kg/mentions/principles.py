"""Readable text -> the principles worded in it, with their stance. Who states them is not decided here.

`find` assumes single spaces and plain quotes. Its mentions are in order; those of one concept do not overlap, those
of different concepts may. A wording that is part of a longer fixed one ("democracy" in "democracy in international
relations") is no mention of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.mentions import topics
from kg.mentions.phrasebook import Phrasebook, Rule, phrasebook
from kg.mentions.phrases import Phrase, compile_phrase
from kg.model import Stance
from kg.text import lowered
from kg.triggers import compiled

_REACH = 110
_CLAUSE_END = re.compile(
    r"(?<!\b[a-z])[.;:!?\n\u2014]\s|\b(?:that|which|who|whose|but|while|because|after|despite|amid)\b"
)
# What a wording may stand with in its clause: not beyond ", and", nor farther off than about ten words.
_ASIDE = 60
_PART_END = re.compile(rf"{_CLAUSE_END.pattern}|,? as well as |, (?:and|or) ")
_REFUSAL = re.compile(
    r"(?:not|n't|never|refus\w+ to|fail\w* to|stopp\w+ short of|unwilling to|abstain\w*(?: [\w'-]+){1,9} to)(?: \w+)? $"
)
_WRONG = re.compile(
    r"(?: [\w'-]+,?){0,4}? "
    r"(?:(?:must|should|needs? to) be (?:\w+ )?(?:opposed|rejected|resisted|abandoned|eradicated|stopped|fought"
    r"|combated|defeated|condemned)"
    r"|(?:is|are|was|were|would be) (?:absolutely |totally |completely |entirely )?(?:unacceptable|inadmissible"
    r"|intolerable|illegal|unlawful|unjustified|unfair|wrong|harmful|counterproductive|a mistake)\b"
    r"|ha(?:s|ve) no (?:place|winners?)|(?:ha(?:s|ve) )?(?:endanger|damag|violat|undermin|threaten)\w*"
    r"|runs? (?:counter|contrary|opposite)|leads? nowhere"
    r"|(?:serves?|benefits?) no|harms?\b|(?:will|can)(?: only)? hurt)"
)
# "He called the sanctions illegal."
_CALLS = re.compile(r"\b(?:call|describ|brand|denounc|term|label|declar)\w* (?:[\w'-]+ ){0,4}$")
_CALLED_WRONG = re.compile(
    r" (?:as )?(?:[a-z]+ly )?(?:illegal|unlawful|unjust|unfair|unacceptable|illegitimate|criminal|a mistake)\b"
)
# "In a campaign against Togo, Lima restored the sanctions": somebody else does something else.
_ANOTHER_SUBJECT = re.compile(
    r", (?:[A-Z][\w.'-]+ ){1,3}(?:[a-z]+ed|is|are|was|were|has|have|had|left|said|says|will|would)\b"
)
_LIFTS = re.compile(r"(?:lift|remov|end|eas)\w*ing\b")
_WOULD = re.compile(r" (?:[\w'-]+ ){0,3}(?:would|could|might|may|will)\b")
# What may stand between a word that rejects and what it rejects; "violations of" would turn the sense round.
_OF_REJECTED = (
    r" (?:(?:the|any|an?|all|its|their|his|her|such|so-called|[a-z]+(?:'s|s')"
    r"|bid|push|idea|notion|concept|calls?|talk|of|for|to) ){0,6}\"?$"
)
# These oppose what stands close behind them only: "no tariffs", not "if there is no deal, tariffs will follow".
_CLOSE = frozenset(("no", "not", "never", "without", "end", "ending", "is an", "won't"))
_CLOSE_WORDS = 5
# Whoever does so takes a position, whatever was discussed before: "discussed trade and denounced X".
_CONDEMNS = re.compile(r"(?:condemn|denounc|decr|reject|oppos|critici[sz]|deplor|slamm|blast)(?:ed|es|s|ied|ies)\b")
# "Denuclearization is off the table", "after the truce failed".
_OFF = re.compile(
    r"(?: [\w'-]+){0,2} (?:is|are|was|were|has been|have been) (?:\w+ ){0,2}(?:off the|out of the|no longer on the"
    r"|gone (?:from|out of)|over|dead|impossible|unthinkable|ruled out|not on the)\b"
    r"|(?: [\w'-]+){0,2} (?:failed|collapsed|broke down|fell apart|unravell?ed|expired|faltered)\b(?! to\b)"
)
_NAME_LEFT = re.compile(r"[A-Z][\w.'-]+(?: (?:for|of|on|and|the|in|to|against))*[ -]$")
_NAME_RIGHT = re.compile(r"(?: (?:and|of|for|on|the))* [A-Z][a-z]")
_SIGNS = "\n\"'([-/\u2014\u2013"
_WORD = re.compile(r"[A-Za-z][\w'-]*")
# So short words stand everywhere: to look for them tells nothing.
_SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipleMention:
    """A principle as worded, `[begin, end)` of the view.

    `begin` includes the words of opposition where the concept is against something. `stance` is "oppose" where the
    words reject the principle, "neutral" where it is but a topic of a discussion or told of, else "support". `urged`
    says that some word beside it speaks up for it, `bare` that none does and its row asks for one. `rule` is the id of
    the lexicon's row.
    """

    begin: int
    end: int
    concept: str
    rule: str
    stance: Stance
    bare: bool = False
    urged: bool = True


@dataclass(frozen=True, slots=True)
class _Index:
    """Phrases by their first words; `whole` tells which words are meant as such and which as beginnings of some.

    `gives` are the parts of phrases that a word is one of, each a bit; a phrase stands beside the bits that it wants
    of the words after its first.
    """

    automaton: AhoCorasick
    whole: tuple[bool, ...]
    gives: tuple[int, ...]
    phrases: tuple[tuple[tuple[int, Rule, Phrase], ...], ...]
    against: Mapping[str, str]
    rejects: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A wording of a rule; `parted` where its words stand apart in the clause and say no more than what it is about."""

    begin: int
    end: int
    rule: Rule
    rigid: bool
    parted: bool


def find(view: str) -> tuple[PrincipleMention, ...]:
    """All principles worded in the view, in order."""
    low = lowered(view)
    found: list[PrincipleMention] = []
    ends: dict[str, int] = {}
    shield = (0, 0)
    for hit in sorted(
        _hits(view, low), key=lambda hit: (hit.begin, hit.parted, -hit.end, hit.rule.concept, hit.rule.id)
    ):
        concept = hit.rule.concept
        if hit.begin < ends.get(concept, 0) or (hit.end <= shield[1] and (hit.begin, hit.end) != shield):
            continue
        if hit.rigid and hit.end > shield[1]:
            shield = hit.begin, hit.end
        mention = _judge(hit, view, low)
        if mention:
            ends[concept] = hit.end
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: (mention.begin, mention.end, mention.concept)))


def _place(hit: _Hit) -> tuple[int, bool, int, str, str]:
    """The order in which hits are judged: from left to right, whole wordings before parted ones, long before short."""
    return hit.begin, hit.parted, -hit.end, hit.rule.concept, hit.rule.id


def _spaced(low: str) -> str:
    for sign in _SIGNS:
        low = low.replace(sign, " ")
    return low


@cache
def _index() -> _Index:
    book = phrasebook()
    by_head: dict[str, list[tuple[int, Rule, Phrase]]] = {}
    bits: dict[tuple[str, ...], int] = {}
    for rule in book.rules:
        for phrase in rule.phrases:
            telling = [part for part in phrase.later if min(map(len, part)) > _SHORT]
            wants = sum({bits.setdefault(part, 1 << len(bits)) for part in telling})
            for head in dict.fromkeys(phrase.heads):
                by_head.setdefault(head, []).append((wants, rule, phrase))
    gives: dict[str, int] = dict.fromkeys(by_head, 0)
    for part, bit in bits.items():
        for word in part:
            gives[word] = gives.get(word, 0) | bit
    against = {rule.id: rf"(?<!\w)(?:{_against(book, rule)})(?!\w)" for rule in book.rules if rule.opposed}
    return _Index(
        automaton=AhoCorasick([f" {_spaced(word.removesuffix('*'))}" for word in gives], matchkind=MatchKind.Standard),
        whole=tuple(not word.endswith("*") for word in gives),
        gives=tuple(gives.values()),
        phrases=tuple(tuple(by_head.get(word, ())) for word in gives),
        against=against,
        rejects=re.compile(rf"(?<!\w)(?:{book.rejects}){_OF_REJECTED}"),
    )


def _against(book: Phrasebook, rule: Rule) -> str:
    """The words of opposition that make the rule's wordings a principle."""
    own = [compile_phrase(pattern).source for pattern in rule.also_against]
    return "|".join((book.against, *own))


def _hits(view: str, low: str) -> Iterator[_Hit]:
    """The longest wording of each rule at each place, guards of names and neighbours passed."""
    for at, phrases in reversed(list(_tries(low))):
        longest: dict[str, _Hit] = {}
        for rule, phrase in phrases:
            match = phrase.regex.match(low, at)
            if not match or phrase.beside and not _beside(phrase, low, at, match.end()):
                continue
            hit = _Hit(at, match.end(), rule, phrase.rigid, bool(phrase.beside))
            if rule.id not in longest or _place(hit) < _place(longest[rule.id]):
                longest[rule.id] = hit
        yield from (hit for hit in longest.values() if _stands(hit.rule, view, low, at, hit.end))


def _tries(low: str) -> Iterator[tuple[int, list[tuple[Rule, Phrase]]]]:
    """From the last to the first the places with phrases all of whose words stand there, or behind in the same line."""
    index = _index()
    held, line = 0, len(low)
    # Every word begins after a space there, so that the automaton sees beginnings of words only.
    for word, at, end in reversed(index.automaton.find_matches_as_indexes(" " + _spaced(low), overlapping=True)):
        if index.whole[word] and low[end - 1 : end].isalnum():
            continue
        if at < line:
            held, line = 0, low.rfind("\n", 0, at) + 1
        phrases = [(rule, phrase) for wants, rule, phrase in index.phrases[word] if wants & held == wants]
        if phrases:
            yield at, phrases
        held |= index.gives[word]


def _beside(phrase: Phrase, low: str, begin: int, end: int) -> bool:
    """Whether the clause of a wording has what is to stand beside it, before it or after it."""
    left, right = low[max(0, begin - _ASIDE) : begin], low[end : end + _ASIDE]
    left = left[max((match.end() for match in _PART_END.finditer(left)), default=0) :]
    ends = _PART_END.search(right)
    sides = (left, right[: ends.start()] if ends else right)
    return all(any(compiled(words).search(side) for side in sides) for words in phrase.beside)


def _stands(rule: Rule, view: str, low: str, begin: int, end: int) -> bool:
    """Whether neither a neighbouring word nor a proper name around it makes something else of the wording."""
    if rule.never_before and compiled(rule.never_before).match(low, end):
        return False
    if rule.never_after and compiled(rule.never_after).search(low, max(0, begin - 40), begin):
        return False
    if rule.never_within and compiled(rule.never_within).search(low, begin, end):
        return False
    near = low[max(0, begin - _ASIDE) : end + _ASIDE] if rule.never_beside else ""
    if near and compiled(rule.never_beside).search(near):
        return False
    return rule.named or not _is_named(view, begin, end)


def _is_named(view: str, begin: int, end: int) -> bool:
    """Whether the words are part of a proper name: all long ones capitalized, and a capitalized neighbour."""
    long_words = [word for word in _WORD.findall(view[begin:end]) if len(word) > 3]
    if not long_words or not all(word[0].isupper() for word in long_words) or view[begin:end].isupper():
        return False
    left = view[max(0, begin - 50) : begin]
    return bool(_NAME_RIGHT.match(view, end) or _NAME_LEFT.search(left))


def _judge(hit: _Hit, view: str, low: str) -> PrincipleMention | None:
    """The hit as a mention: an opposed wording needs words of opposition, any other one may be rejected by some."""
    begin = hit.begin
    left = low[max(0, begin - _REACH) : begin]
    index = _index()
    if not hit.rule.opposed:
        match = index.rejects.search(left)
        rejected = match is not None and not _REFUSAL.search(left[: match.start()])
        if rejected or _OFF.match(low, hit.end):
            return _mention(hit, begin, "oppose")
        topic = topics.is_topic(low, begin, hit.end) or hit.rule.held_to and topics.is_unbroken(low, begin)
        urged = hit.rule.stated or topics.is_wished(low, begin, hit.end, held_to=hit.rule.held_to)
        if hit.parted and not urged:
            return None
        bare = hit.rule.wished and not urged
        return _mention(hit, begin, "neutral" if topic or bare else "support", bare=bare and not topic, urged=urged)
    clause = left[max((match.end() for match in _CLAUSE_END.finditer(left)), default=0) :]
    told = view[begin - len(clause) : begin]
    found = [at for at in compiled(index.against[hit.rule.id]).finditer(clause) if _reaches(at, clause)]
    opposing = [at.start() for at in found if not _ANOTHER_SUBJECT.search(told, at.end())]
    if opposing and _LIFTS.match(clause, opposing[-1]) and _WOULD.match(low, hit.end):
        return None  # whoever says what lifting sanctions would lead to is mostly against it
    if opposing and _REFUSAL.search(clause[: opposing[-1]]):
        return None
    if opposing:
        begin += opposing[-1] - len(clause)
        topic = topics.is_topic(low, hit.begin, hit.end)
        topic = topic or topics.is_topic(low, begin, hit.end) and not _CONDEMNS.match(low, begin)
        return _mention(hit, begin, "neutral" if topic else "support")
    called = _CALLS.search(left) and _CALLED_WRONG.match(low, hit.end)
    return _mention(hit, begin, "support") if called or _WRONG.match(low, hit.end) else None


def _reaches(opposing: re.Match[str], clause: str) -> bool:
    """Whether a word of opposition stands near enough to the end of a clause up to a wording to govern it."""
    return opposing[0] not in _CLOSE or clause.count(" ", opposing.end()) <= _CLOSE_WORDS + 1


def _mention(hit: _Hit, begin: int, stance: Stance, *, bare: bool = False, urged: bool = True) -> PrincipleMention:
    return PrincipleMention(
        begin=begin, end=hit.end, concept=hit.rule.concept, rule=hit.rule.id, stance=stance, bare=bare, urged=urged
    )
