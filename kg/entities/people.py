"""Which names are one person: within an article, by the words of the name, the office and the state served."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from types import MappingProxyType

from kg import lexicon
from kg.entities import forms
from kg.text import Mention, Office, second_family

_SUFFIX = re.compile(r",? (?:Jr|Sr)\.?$| I{2,3}$")
_ARTICLE = re.compile(r"^(?:al|el|as|ash|an|ar|at|az|ad)-(?=\w)")
_LEADS_ALL = frozenset(("president", "premier", "king", "leader", "supreme leader", "chancellor"))
_GOVERNS = re.compile(
    r"(?:president|premier|minister|chancellor|secretary|king|queen|emir|ambassador|envoy|leader|chief)$"
)
_SOVEREIGN = frozenset("king queen emir amir sultan emperor empress pope prince princess".split())
_PREMIER = "premier|prime minister|chancellor|taoiseach"
_FOREIGN_MINISTER = (
    "foreign minister|minister of foreign affairs|minister for foreign affairs|external affairs minister|"
    "minister of external affairs|foreign affairs minister|foreign secretary|minister of external relations|"
    "minister of foreign relations"
)
_HEADS = MappingProxyType(
    dict.fromkeys(_PREMIER.split("|"), "premier") | dict.fromkeys(_FOREIGN_MINISTER.split("|"), "foreign minister")
)
# Offices that exist in one state only.
_ONLY_IN = MappingProxyType(
    dict.fromkeys(
        ("secretary of state", "deputy secretary of state", "secretary of war", "deputy secretary of war"), "US"
    )
    | {
        "external affairs minister": "IN", "minister of external affairs": "IN",
        "minister of state for external affairs": "IN", "chief cabinet secretary": "JP",
        "taoiseach": "IE", "tánaiste": "IE",
        "chancellor of the exchequer": "GB", "federal councillor": "CH", "federal councilor": "CH",
        "treasury secretary": "US", "secretary of the treasury": "US", "secretary of homeland security": "US",
        "prime cabinet secretary": "KE", "state councilor": "CN", "state councillor": "CN",
        "assistant attorney general": "US",
    }
)  # fmt: skip
# Offices of which a state has one, so that two in a row are of two states.
PRINCIPAL = frozenset({"president", "premier", "foreign minister", "king"})
# "Deputy Assistant Secretary of State for African Affairs", "Under Secretary of State for Political Affairs".
_ASSISTANT = re.compile(
    r"(?:(?:acting|principal|former|deputy) )*(?:assistant|(?<!parliamentary )under)[ -]secretary of state\b"
)


# Who presides over a house or a court is no head of state: "President of the National Assembly".
_PRESIDES = re.compile(
    r"(?:vice )?(?:president|chair\w*) of (?:the )?(?:[\w-]+ ){0,3}(?:assembly|senate|parliament|house|chamber|court"
    r"|bundestag|bundesrat|riksdag|storting|congress of deputies|duma|rada|knesset)\b"
)

# Of names and offices that are met again and again: the words of some articles, not of a whole library.
_MET = 1 << 14


@lru_cache(maxsize=_MET)
def fold(word: str) -> str:
    """A word without accents and case, for comparison."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=_MET)
def head_of(title: str) -> str:
    """The kind of office a title names, in lower case: one for "Premier" and "Prime Minister"."""
    lower = re.sub(r"\s+", " ", title.lower().replace("-", " ")).strip()
    if lower in _HEADS:
        return _HEADS[lower]
    if _PRESIDES.match(lower):
        return "speaker"
    for full, head in _HEADS.items():
        if lower.startswith(full + " of ") or lower == full:
            return head
    if lower.startswith(("head of state", "head of government", "chief of staff")):
        return " ".join(lower.split()[:3])
    return re.sub(r" (?:of|for|to) .*", "", lower)


def head_of_office(office: Office) -> str:
    """The kind of an office: who presides over a body of a state, as its parliament, is no head of the state."""
    head = head_of(office.title)
    return "speaker" if office.of_kind == "body" and head in PRINCIPAL else head


@cache
def _family_first() -> frozenset[str]:
    return frozenset(fold(name) for name in lexicon.family_first())


@dataclass(slots=True)
class Person:
    """One person of an article, as clustered so far; `begins` are where the mentions begin, in order."""

    number: int = 0
    names: list[str] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    offices: list[tuple[Office, int]] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    family: str = ""
    country: str = ""
    organization: str = ""

    @property
    def name(self) -> str:
        return max(self.names, key=lambda n: (len(n.split()), len(n))) if self.names else ""

    @property
    def in_office(self) -> bool:
        """Whether somebody governs or acts for those who do: of two of one name the one meant by it alone."""
        return any(_GOVERNS.search(head_of(office.title)) for office, _ in self.offices if not office.former)

    def add(self, index: int, mention: Mention) -> None:
        words = words_of(mention.name)
        self.mentions.append(index)
        insort(self.begins, mention.begin)
        if mention.name not in self.names:
            self.names.append(mention.name)
        if len(words) > 1 or not self.family:
            self.family = family_of(mention.name)
        self.words.update(words)
        self.country = self.country or mention.key
        self.offices += [(office, index) for office in mention.offices]
        self.heads.update(head_of_office(office) for office in mention.offices)
        for office in mention.offices:
            if office.of_kind == "state" and not self.country:
                self.country = office.of
            elif not self.organization and (
                office.of_kind == "organization" or office.of.startswith(("European", "EU"))
            ):
                self.organization = office.of
            title = office.title.lower()
            only = _ONLY_IN.get(title, "US" if _ASSISTANT.match(title) else "")
            self.country = self.country or only


def _long(name: str) -> list[str]:
    return [w for w in re.findall(r"[\w'’-]+", _SUFFIX.sub("", name)) if len(w) > 1]


@lru_cache(maxsize=_MET)
def words_of(name: str) -> Sequence[str]:
    """The folded words of a name, without initials, suffixes and punctuation; the second of two joined names too."""
    words = _long(name)
    words += [second for w in words if (second := second_family(w))]
    return tuple(_ARTICLE.sub("", fold(w)) for w in words) or (fold(name),)


@lru_cache(maxsize=_MET)
def family_of(name: str) -> str:
    """The folded family name: what stands in capitals, the first word where families come first, else the last."""
    words = _long(name)
    if not words:
        return fold(name)
    capitals = [w for w in words if w.isupper() and len(w) > 2]
    if capitals and len(capitals) < len(words):
        return fold(capitals[0])
    if 1 < len(words) <= 3 and fold(words[0]) in _family_first() and "-" not in words[0]:
        return fold(words[0])
    return _ARTICLE.sub("", fold(words[-1]))


def cluster(mentions: Sequence[Mention]) -> list[Person]:
    """The persons behind the mentions, full names first; each mention belongs to exactly one."""
    persons: list[Person] = []
    called: dict[str, set[int]] = {}  # by which words of their names which persons are called
    order = sorted(range(len(mentions)), key=lambda i: (-min(len(words_of(mentions[i].name)), 2), mentions[i].begin))
    for index in order:
        mention = mentions[index]
        words = (*words_of(mention.name), family_of(mention.name))
        near = sorted({number for word in words for number in called.get(word, ())})
        person = _match(mention, [persons[number] for number in near])
        if person is None:
            person = Person(number=len(persons))
            persons.append(person)
        person.add(index, mention)
        for word in words:
            called.setdefault(word, set()).add(person.number)
    return persons


def _match(mention: Mention, persons: Iterable[Person]) -> Person | None:
    """Whom a mention names; a surname of two who are alike means the one named last before it."""
    words = words_of(mention.name)
    if len(words) > 1:
        return _match_full(mention, words, persons)
    word = words[0]
    titled = {head_of(office.title) for office in mention.offices}
    best: tuple[tuple[int, int], Person] | None = None
    for person in persons:
        if word not in person.words and word != person.family:
            continue
        sovereign = {t.split()[-1] for t in titled} & _SOVEREIGN
        if sovereign and person.offices and not sovereign & {head.split()[-1] for head in person.heads}:
            continue
        if mention.offices and not _compatible(mention, person):
            continue
        same_office = bool(titled & person.heads) or any(
            t.split()[-1] == h.split()[-1] or t in h for t in titled for h in person.heads
        )
        at = bisect_left(person.begins, mention.begin)
        last = person.begins[at - 1] if at else -1
        leads = bool(person.heads & _LEADS_ALL) and person.in_office
        value = (
            6 * same_office + 3 * (word == person.family) + person.in_office + leads,
            last if person.in_office else -1,
        )
        if best is None or value > best[0]:
            best = (value, person)
    return best[1] if best else None


def _match_full(mention: Mention, words: Sequence[str], persons: Iterable[Person]) -> Person | None:
    mine = set(words)
    family = family_of(mention.name)
    for person in persons:
        shared = mine & person.words
        if any(forms.kin(name, mention.name) for name in person.names):
            continue
        if len(shared) >= 2 and (mine <= person.words or person.words <= mine):
            return person
        if family != person.family or not _compatible(mention, person):
            continue
        titled = {head_of(office.title) for office in mention.offices}
        alike = any(_one_given(words, words_of(name), family) for name in person.names)
        if alike and (titled & person.heads or not titled or not person.heads):
            return person
    return None


def _one_given(a: Sequence[str], b: Sequence[str], family: str) -> bool:
    """Whether two names of a family may be one person's: "Joseph" and "Joe", "Mohamed" and "Muhammad", never "Jill"."""
    if a[0] == family or b[0] == family:  # "Kim Jong-un", "Kim Yo-jong": families first
        mine, other = (re.sub(r"\W", "", "".join(w for w in words if w != family)) for words in (a, b))
        return not mine or not other or _skeleton(mine) == _skeleton(other)
    x, y = a[0], b[0]
    return x[:2] == y[:2] or _skeleton(x) == _skeleton(y) or len(b) == 1 and x[:1] == y[:1]


def _skeleton(word: str) -> str:
    """The consonants of a name, doubled ones once: what spellings of one name share."""
    return re.sub(r"[aeiouyw'’-]|(.)(?=\1)", "", word)


def _compatible(mention: Mention, person: Person) -> bool:
    """Whether the state that a mention's office names is not another than the person's."""
    states = {o.of for o in mention.offices if o.of_kind == "state"}
    return not states or not person.country or person.country in states


# "the Berg administration" is the government that she leads.
_LEADS = re.compile(r" (?:[Aa]dministration|[Gg]overnment)\b(?! (?:official|spokes|source|minister|member|aide))")


def government(view: str, name: Mention) -> int:
    """Where a government ends that is called by the name of who leads it; 0 where none is."""
    led = _LEADS.match(view, name.end) if not name.offices else None
    return led.end() if led else 0


def leads_a_state(person: Person) -> bool:
    """Whether somebody with an office of an organization bears another that states have: "President, and AU Chair"."""
    told = {head_of(o.title) for o, _ in person.offices if o.of_kind == "organization"}
    return any(not o.of and head_of(o.title) in PRINCIPAL - told for o, _ in person.offices)


# Who bears these speaks for nobody.
_PRIVATE = re.compile(
    r"(?:.* )?(?:analyst|economist|professor|scholar|activist|researcher|expert|businessman|tycoon|lawyer|author"
    r"|dissident)(?: .*)?"
)


def is_official(person: Person, heads: Iterable[str]) -> bool:
    """Whether one of somebody's offices, by their kinds, is more than a profession; what an organization has is."""
    return bool(person.organization and person.heads) or any(not _PRIVATE.fullmatch(head) for head in heads)
