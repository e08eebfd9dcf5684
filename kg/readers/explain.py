"""Article -> lines that show the way of a reading: parts, sentences, mentions, who is meant, frames, facts.

For the cascade each sentence is shown with all that matched in it and what became of it. Of another reader only the
facts can be shown, with their rules and words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg import facts as room
from kg.cast import Ref
from kg.errors import UsageError
from kg.facts import rules, shapes, skeleton, verbs
from kg.facts.encounters import encounters
from kg.facts.skeleton import LETTER, Skeleton
from kg.mentions.principles import PrincipleMention
from kg.model import Agreement, Article, Fact, Meeting, Reading, Skipped, Span, StatedPrinciple, Statement
from kg.readers import _telling, cascade, load
from kg.readers import extract as read
from kg.text import Sentence

_UNREAD = ("boilerplate", "header")


def explain(article: Article, sentence: int | None = None, *, reader: str = "cascade") -> Iterator[str]:
    """The lines that explain a reading, or only those of the sentence of that number (from 1).

    Raises UsageError when the article has no such sentence or there is no such reader.
    """
    if load(reader) is cascade:
        return _Way(article).lines(sentence)
    return _listed(read(article, reader))


def _listed(reading: Reading) -> Iterator[str]:
    """What a reader of somebody else found, and its rules: its way there only it can tell."""
    yield f"{reading.article.id}, read by {reading.reader} {reading.version}"
    for fact in reading.facts:
        yield _telling.heading(fact)
        yield from (f"    {_telling.span(span)}" for span in fact.evidence)
    yield from map(_refused, reading.skipped)


def _refused(skipped: Skipped) -> str:
    return f"skipped  rule {skipped.rule}: {skipped.reason}: {skipped.span.quote!r}"


@dataclass(frozen=True, slots=True)
class _Told:
    """A fact with the name by which the sentences point to it, "Meeting 1"."""

    name: str
    fact: Fact


class _Way:
    """One reading by the cascade, with all that stood between the article and its facts."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.cast, self.concepts = cascade.stage(article)
        self.document = self.cast.document
        self.told: list[_Told] = []
        self.skipped: list[Skipped] = []
        count: Counter[str] = Counter()
        for item in room.find(self.cast, self.concepts):
            if isinstance(item, Skipped):
                self.skipped.append(item)
            else:
                count[type(item).__name__] += 1
                self.told.append(_Told(f"{type(item).__name__} {count[type(item).__name__]}", item))

    def lines(self, number: int | None) -> Iterator[str]:
        sentences = self.document.sentences
        if number is not None and not 1 <= number <= len(sentences):
            has = f"It has sentences 1 to {len(sentences)}." if sentences else "It has no sentences."
            raise UsageError(f"no sentence {number}", where=f"article {self.article.id}", then=has)
        return self._one(number) if number is not None else self._all()

    def _one(self, number: int) -> Iterator[str]:
        sentence = self.document.sentences[number - 1]
        yield from self._sentence(number, sentence)
        for told in self._of(sentence):
            yield ""
            yield from _telling.whole(told.fact)

    def _all(self) -> Iterator[str]:
        yield from self._article()
        yield ""
        yield from self._who()
        for number, sentence in enumerate(self.document.sentences, 1):
            yield ""
            yield from self._sentence(number, sentence)
        yield ""
        yield f"facts: {len(self.told)}, skipped: {len(self.skipped)}"
        for told in self.told:
            yield f"{told.name}:"
            yield from (f"  {line}" for line in _telling.whole(told.fact))
        yield from map(_refused, self.skipped)

    def _article(self) -> Iterator[str]:
        cast, article = self.cast, self.article
        yield f"{article.id}, read by cascade {cascade.VERSION}"
        yield f"date {article.date or 'unknown'}, outlet {article.outlet or 'unknown'}"
        parts = Counter(sentence.kind for sentence in self.document.sentences)
        yield "parts: " + (", ".join(f"{kind} {n}" for kind, n in parts.items()) or "none")
        today = _telling.day(cast.today or cast.published)
        yield f"home {cast.home or 'none'}; today {today}; here {', '.join(filter(None, cast.here)) or 'unknown'}"
        yield f"principals: {_telling.names(cast.principals)}"

    def _who(self) -> Iterator[str]:
        """Each actor with all the words that stand for it."""
        yield "who is meant:"
        words: dict[str, dict[str, None]] = {}
        for ref in self.cast.every:
            for actor in ref.actors:
                words.setdefault(_telling.actor(actor), {})[self._words(ref.begin, ref.end)] = None
        for name, forms in words.items():
            yield f"  {name}: {', '.join(map(repr, forms))}"

    def _words(self, begin: int, end: int) -> str:
        return self.document.view[begin:end]

    def _sentence(self, number: int, sentence: Sentence) -> Iterator[str]:
        span = self.document.span(sentence.begin, sentence.end)
        yield f"sentence {number}, {sentence.kind}, {span.part} {span.begin}-{span.end}:"
        yield f"  {self._words(sentence.begin, sentence.end)}"
        if sentence.kind in _UNREAD:
            yield "  not read for facts"
            return
        built = skeleton.build(self.cast, sentence)
        yield from _section("mentions", self._mentions(sentence))
        yield f"  skeleton: {_readable(built, built.text)}"
        yield from _section("lifted out", self._adjuncts(built))
        yield from _section("frames", self._frames(built, span))
        yield from _section("agreements", self._agreements(sentence, span))
        yield from _section("principles", self._principles(sentence))
        yield from _section("facts", (_short(told) for told in self._of(sentence)))

    def _mentions(self, sentence: Sentence) -> Iterator[str]:
        found: list[tuple[int, str]] = []
        for ref in self.cast.every:
            if sentence.begin <= ref.begin < sentence.end:
                found.append((ref.begin, self._mention(ref)))
        for dated in self.cast.dates:
            if sentence.begin <= dated.begin < sentence.end:
                words = self._words(dated.begin, dated.end)
                found.append((dated.begin, f"date {words!r}: {dated.kind}, {_telling.day(dated.resolve('past'))}"))
        yield from (line for _, line in sorted(found))

    def _mention(self, ref: Ref) -> str:
        mention = ref.mention
        named = [mention.name, mention.key, *(office.title for office in mention.offices)]
        told = f"{ref.type} {self._words(ref.begin, ref.end)!r}: {', '.join(filter(None, named)) or 'no name'}"
        actors = ref.actors or (self.cast.members(ref) if ref.type == "group" else ())
        return told + (f" -> {', '.join(map(_telling.actor, actors))}" if actors else "")

    def _adjuncts(self, built: Skeleton) -> Iterator[str]:
        for adjunct in built.adjuncts:
            items = (built.refs[number] for number in adjunct.refs if number < len(built.refs))
            yield f"{adjunct.kind}: {', '.join(self._words(item.begin, item.end) for item in items) or 'here'}"

    def _frames(self, built: Skeleton, span: Span) -> Iterator[str]:
        """Each rule of contacts that matched, in the order of the rules, and what became of it."""
        for one, match, view in encounters(built):
            yield f"{one.id}: {_readable(view.skeleton, match[0])!r} {self._fate(one.id, span)}"
        for rule in rules.load("meeting"):
            for found in rule.regex.finditer(built.text):
                yield f"{rule.id}: {_readable(built, found[0])!r} {self._fate(rule.id, span)}"
        seen = {rule.id for rule in rules.load("meeting")} | {row.rule.id for row in verbs.rows()}
        for told in self._within(span, Meeting):
            if told.fact.rule not in seen:
                yield f"{told.fact.rule} -> {told.name}"

    def _fate(self, rule: str, span: Span) -> str:
        own = [told.name for told in self._within(span, Meeting) if told.fact.rule == rule]
        if own:
            return f"-> {', '.join(own)}"
        reasons = dict.fromkeys(s.reason for s in self.skipped if s.rule == rule and s.span == span)
        if reasons:
            return f"skipped: {'; '.join(reasons)}"
        others = [told.name for told in self._within(span, Meeting)]
        return f"gave way to {', '.join(others)}" if others else "gave way to another frame"

    def _agreements(self, sentence: Sentence, span: Span) -> Iterator[str]:
        if sentence.kind not in ("body", "turn", "title", "caption"):
            return
        found_here = [(told.name, told.fact) for told in self._within(span, Agreement)]
        named = [(name, fact.labels) for name, fact in found_here if isinstance(fact, Agreement)]
        for shape in shapes.shapes():
            words = self._words(sentence.begin, sentence.end)
            for begin, end in shape.names(words):
                label = words[begin:end]
                own = [name for name, labels in named if any(one in label or label in one for one in labels)]
                needs = f"skipped: it needs a {shape.needs} beside it" if shape.needs else "gave way to a longer name"
                yield f"{shape.id}: {label!r} " + (f"-> {', '.join(own)}" if own else needs)

    def _principles(self, sentence: Sentence) -> Iterator[str]:
        for mention in self.concepts:
            if sentence.begin <= mention.begin < sentence.end:
                words = self._words(mention.begin, mention.end)
                yield f"{mention.rule}: {words!r}, {mention.concept}, {mention.stance} {self._stated(mention)}"

    def _stated(self, mention: PrincipleMention) -> str:
        place = self.document.span(mention.begin, mention.end)
        for told in self.told:
            fact = told.fact
            if isinstance(fact, StatedPrinciple) and fact.concept == mention.concept and _holds(fact, place):
                return f"-> {told.name}"
        if mention.stance == "oppose":
            return "skipped: the words reject it"
        if not any(isinstance(told.fact, Statement) and _holds(told.fact, place) for told in self.told):
            return "skipped: nobody is said to state it"
        return "skipped: its speaker stated it before, or it is but a topic"

    def _of(self, sentence: Sentence) -> list[_Told]:
        """The facts that rest on words of a sentence."""
        span = self.document.span(sentence.begin, sentence.end)
        return [told for told in self.told if any(_inside(one, span) for one in told.fact.evidence)]

    def _within(self, span: Span, kind: type[Fact]) -> list[_Told]:
        return [
            told
            for told in self.told
            if isinstance(told.fact, kind) and any(_inside(one, span) for one in told.fact.evidence)
        ]


def _section(name: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"  {name}:"
        yield from (f"    {line}" for line in found)


def _short(told: _Told) -> str:
    return f"{told.name}, rule {told.fact.rule}: {_telling.values(told.fact)}"


def _inside(one: Span, other: Span) -> bool:
    return one.part == other.part and other.begin <= one.begin and one.end <= other.end


def _holds(fact: Fact, place: Span) -> bool:
    return any(_inside(place, span) for span in fact.evidence)


def _readable(built: Skeleton, text: str) -> str:
    """A run of a skeleton with the names of those who are meant in place of the private characters."""
    out: list[str] = []
    at = 0
    while at < len(text):
        if text[at] in LETTER:
            refs = built.named(text[at : at + 2])
            out.append(f"[{_name(refs[0]) if refs else LETTER[text[at]]}]")
            at += 2
        else:
            out.append(text[at])
            at += 1
    return "".join(out).strip()


def _name(ref: Ref) -> str:
    return "/".join(actor.name for actor in ref.actors) or ref.mention.name or ref.type
