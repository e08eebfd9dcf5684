"""Document + Cast -> statements: for each reported sentence its speakers, on whose behalf they speak, and the act."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.cast import Cast, Ref
from kg.facts import speaking
from kg.facts.acts import act_of
from kg.facts.clauses import clauses
from kg.facts.heard import Heard, alone
from kg.facts.hearing import Hearing
from kg.facts.issuing import publisher
from kg.facts.quoting import quoted_over_paragraphs
from kg.facts.rules import listed
from kg.facts.skeleton import NUMBER, TYPES, Skeleton
from kg.facts.subjects import Subject, subject_after
from kg.facts.voices import Voices
from kg.facts.voicing import voiced
from kg.model import Act, Actor, Statement
from kg.text import unmarked

# A quotation mark that nobody closes would otherwise give a whole page in one paragraph to one speaker.
_LONGEST_QUOTATION = 24
# As far as a name in apposition reaches.
_APPOSED = 80
# Who goes on to be "he", though without a name.
_ONE_UNNAMED = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) (?:[\w\ue000-\uf8ff'-]+ ){0,4}(?:source|official|diplomat|aide)\b"
)
_FIRST = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|us|me)\b")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")
# A turn that only asks states nothing.
_ASSERTS = re.compile(r"[.!…] ")
# "(Speaks in French.)": what the typist heard.
_NOTED = re.compile(r"[(\[][^()\[\]]*[)\]]\.?")
# A line of whom it greets, and no more; a heading between paragraphs.
_GREETS = re.compile(r"(?:[^.!?]{0,160}[,:;] )?Good (?:morning|afternoon|evening|day)\b[^.!?]{0,60}[.!]?")
_ENDS = re.compile(r"[.!?…:;\"')\]—–-]$")
_FINITE = re.compile(r"\b(?:am|is|are|was|were|will|would|have|I|[Ww]e|[Tt]hank)\b")
# A line without a word in small letters is no sentence: the hour, a number to call, a name.
_WORD = re.compile(r"\b[a-z]{2,}\b")
# Labels of whoever answers at a ministry's briefing.
_ANSWERS = ("a", "answer", "spokesperson", "spokesman", "spokeswoman", "foreign ministry spokesperson")
# How entities name the head of an office that a label calls otherwise.
_HEADS = {"prime minister": "premier", "chancellor": "premier", "secretary": "secretary of state"}
_PEOPLE_ACT = re.compile(rf"(?P<who>{listed('PERSON')}) [a-z]")
_ONE = re.compile(rf"(?:(?!(?:of|for|by|with|from|and|or|to|in|on|at)\b)[A-Za-z-]+ ){{0,4}}{TYPES['person']}{NUMBER}")
_ONE_ACTS = re.compile(
    rf"(?:(?:Before|After|During|Earlier|On|In|At|Later|Meanwhile|But|And|Yet|Then|Still)\b[^,\ue000]{{0,60}},? )?"
    rf"(?P<who>{TYPES['person']}{NUMBER}) "
    r"(?!and|or|of)(?:(?:also|then|later|earlier) )?(?:[a-z]+ed|sent|wrote|met|spoke|held|took|made|gave|left|flew)\b"
    rf"|(?P<whose>{TYPES['person']}{NUMBER})'s (?:[a-z]+ )?(?:trip|visit|journey|tour|speech|remarks|comments|words"
    r"|statement|decision|move|arrival|stance|position|plan|proposal|appearance)\b"
)
_NAMES_ITS_SPEAKER = ("say.inserted", "say.inverted", "say.front")


def find(cast: Cast, skeletons: Sequence[Skeleton]) -> Iterator[tuple[int, int, Statement]]:
    """The statements in order, one a sentence (in a transcript one a paragraph), each with its run of the view."""
    for heard in _Listener(cast, skeletons).listen():
        statement = Statement(
            evidence=(cast.document.span(heard.begin, heard.end),),
            rule=heard.rule,
            speakers=heard.speakers,
            act=_of_one(heard),
            on_behalf=heard.behalf or cast.behalf(heard.speakers),
            addressees=heard.addressees,
        )
        yield heard.begin, heard.end, statement


def _of_one(heard: Heard) -> Act:
    """The act, and of what one person tells that was agreed that it is so: it takes two to agree."""
    return "affirm" if heard.act == "agree" and alone(heard.speakers) else heard.act


class _Listener:
    """Walks the sentences, remembering who spoke last and whose quotation is open."""

    def __init__(self, cast: Cast, skeletons: Sequence[Skeleton]) -> None:
        self.cast = cast
        self.bodies = [s for s in skeletons if s.sentence.kind in ("body", "turn")]
        self.over_paragraphs = quoted_over_paragraphs(cast.document.view, [s.sentence for s in self.bodies])
        self.voices = Voices(cast, skeletons)
        self.hearing = Hearing(self.voices)
        self.interviewee: tuple[Actor, ...] = ()
        self.said_by: Counter[tuple[Actor, ...]] = Counter()  # how often each person alone spoke
        self.unclaimed: list[Skeleton] = []  # quotations before the paragraph that names their speaker

    def listen(self) -> Iterator[Heard]:
        at = 0
        while at < len(self.bodies):
            block = self._block(at)
            yield from self._turn(block[0]) if block[0].sentence.kind == "turn" else self._read_block(block)
            at += len(block)

    def _pair(self, skeleton: Skeleton) -> tuple[Actor, ...]:
        """The persons whom a sentence has for its subject: "Anna Berg and John Kamau spoke by phone"."""
        led = _PEOPLE_ACT.match(skeleton.text)
        people = tuple(dict.fromkeys(a for ref in skeleton.named(led["who"]) for a in ref.actors)) if led else ()
        return people if len(self.cast.behalf(people)) > 1 else ()

    def _acting(self, skeleton: Skeleton, inside: bool) -> tuple[Actor, ...]:
        """The one person who is the subject of a sentence; `inside`: a quotation is open where it begins."""
        if TYPES["person"] not in skeleton.text:
            return ()
        found = clauses(speaking.masked(skeleton.text, inside))
        main = next((c for c in found if c.kind == "main" and c.subject), None)
        if main and main.subject and _ONE.fullmatch(skeleton.text, *main.subject):
            return skeleton.named(skeleton.text[slice(*main.subject)])[0].actors
        led = _ONE_ACTS.match(skeleton.text)
        people = {ref.actors for ref in skeleton.named(led["who"] or led["whose"])} if led else set()
        return people.pop() if len(people) == 1 else ()

    def _words(self, skeleton: Skeleton) -> str:
        return self.cast.document.view[skeleton.sentence.begin : skeleton.sentence.end]

    def _block(self, at: int) -> list[Skeleton]:
        """The sentences from `at` on that one quotation holds together."""
        first = self.bodies[at]
        block = [first]
        if first.sentence.kind == "turn":
            return block
        if last := self.over_paragraphs.get(at):
            return self.bodies[at : last + 1]
        is_open = speaking.open_after(self._words(first), False)
        for following in self.bodies[at + 1 : at + 1 + _LONGEST_QUOTATION]:
            before, one = block[-1].sentence.paragraph, following.sentence
            # What a paragraph leaves open the next one goes on with, where it opens it anew.
            anew = one.paragraph == before + 1 and self._words(following).startswith('"')
            if not is_open or one.kind != "body" or one.paragraph != before and not anew:
                break
            if len(block) == _LONGEST_QUOTATION:
                return [first] if before == first.sentence.paragraph else block
            block.append(following)
            is_open = speaking.open_after(self._words(following), True)
        return block

    def _read_block(self, block: list[Skeleton]) -> Iterator[Heard]:
        heard: list[list[Heard]] = []
        inside = False
        for skeleton in block:
            found = self.hearing.sentence(skeleton, inside)
            heard.append(found)
            refs = self.cast.within(skeleton.sentence.begin, skeleton.sentence.end)
            self.voices.subject = subject_after(self.cast, refs, self.voices.subject)
            if acting := self._acting(skeleton, inside):
                self.voices.subject = Subject(acting, self.voices.subject.many)
            pair = self._pair(skeleton) or self.cast.pairs.get(skeleton.sentence.begin, ())
            if pair:
                self.voices.subject = Subject(self.voices.subject.one, pair)
            if found:
                # What a text says in its own voice of those who met leaves the word to them.
                own = found[-1].rule == "joint-statement"
                # "Kamau had agreed, his spokeswoman said. She …": but both sides of whom she tells are "they".
                several = len(found[-1].speakers) > 1
                speakers = found[-1].speakers if several else found[-1].by or found[-1].speakers
                self.voices.remember(pair if own and pair else speakers, skeleton.sentence.paragraph)
            else:
                self.voices.acting = acting
                self.voices.organs.written(skeleton, self.voices.acting)
            unnamed = skeleton.may["unnamed"] and speaking.UNNAMED.search(skeleton.text)
            if not found and unnamed and not self._announced(skeleton):
                self.voices.forget(named=bool(_ONE_UNNAMED.search(skeleton.text)))
            inside = speaking.open_after(self._words(skeleton), inside)
        if len(block) > 1:
            heard = self._share(block, heard)
        told = [one for several in heard for one in several]
        self.said_by.update(h.speakers for h in told if len(h.speakers) == 1 and h.speakers[0].kind == "person")
        if not self._words(block[0]).startswith('"'):
            self.unclaimed.clear()
        elif not told and not self.voices.last:
            self.unclaimed += block
        elif told and told[-1].rule in _NAMES_ITS_SPEAKER:
            told = [*(self._all_of(s, told[-1].speakers, "quote.continued") for s in self.unclaimed), *told]
            self.unclaimed.clear()
        yield from told

    def _announced(self, skeleton: Skeleton) -> bool:
        """Whether words stand below that a spokesperson's "we" says: "A Kenyan spokesperson said:"."""
        below = self.cast.document.view[skeleton.sentence.end :] if skeleton.text.endswith(":") else ""
        return bool(self.voices.below and _WE.search(below))

    def _share(self, block: list[Skeleton], heard: list[list[Heard]]) -> list[list[Heard]]:
        """All sentences of one quotation belong to whom any of them names."""
        named = [next((h for h in found if h.rule in _NAMES_ITS_SPEAKER), None) for found in heard]
        last = next((h.speakers for h in reversed(named) if h), self.voices.last)
        if not last:
            return heard
        out: list[list[Heard]] = []
        speakers = last
        for skeleton, found, one in zip(reversed(block), reversed(heard), reversed(named), strict=True):
            speakers = one.speakers if one else speakers
            if found and found[0].rule.startswith("say.") or speaking.UNNAMED.search(skeleton.text):
                out.append(found)  # "a spokesman said": nobody's of whom the others are
            else:
                out.append([self._all_of(skeleton, speakers, "quote.continued")])
        self.voices.last, self.voices.below = last, ()
        return out[::-1]

    def _turn(self, skeleton: Skeleton) -> Iterator[Heard]:
        """What the person speaks whom the label of a transcript names; fragments and announcements are left out."""
        turn = skeleton.sentence.turn
        named = turn is not None and turn[1] > turn[0] + 1  # a letter stands for who asks or answers
        labelled = [r for r in self.cast.labelled(turn) if self._may_be_called(r)] if turn and named else []
        speakers = labelled[-1].actors if labelled else self._called(turn)
        words = self._words(skeleton)
        if words.endswith("?") and not _ASSERTS.search(words):
            return
        if turn and turn[0] < self.cast.document.title_end and self._tells_of(skeleton, speakers):
            return
        if (
            not speakers
            or len(words) < 12
            or not _WORD.search(words)
            or _NOTED.fullmatch(words)
            or _GREETS.fullmatch(words)
            or (words.endswith((",", ":")) and len(words) < 60)
            or not (_ENDS.search(words) or _FINITE.search(words))
        ):
            return
        self.voices.last = speakers
        yield self._all_of(skeleton, speakers, "turn")

    def _tells_of(self, skeleton: Skeleton, speakers: tuple[Actor, ...]) -> bool:
        """Whether a sentence calls its own speaker by name, and nobody "I": a caption above a speech."""
        refs = self.cast.within(skeleton.sentence.begin, skeleton.sentence.end)
        named = any(r.actors == speakers and r.type == "person" and not r.mention.definite for r in refs[:1])
        return named and not _FIRST.search(self._words(skeleton))

    def _may_be_called(self, ref: Ref) -> bool:
        """Whether a label calls a person: an office in the title of a government's page is not a foreigner's."""
        in_title = ref.begin < self.cast.document.title_end and ref.mention.definite
        return not (in_title and self.cast.home and ref.actors[0].country not in (None, self.cast.home))

    def _all_of(self, skeleton: Skeleton, speakers: tuple[Actor, ...], rule: str) -> Heard:
        sentence = skeleton.sentence
        words = voiced(skeleton, skeleton.text, self.cast.behalf(speakers))
        return Heard(speakers, act_of(words), sentence.begin, sentence.end, rule)

    def _called(self, turn: tuple[int, int] | None) -> tuple[Actor, ...]:
        """The person whom a label in capitals calls by the family name: "PRESIDENT BIDEN"."""
        words = self.cast.document.view[slice(*turn)].split() if turn else []
        last = unmarked(words[-1]).casefold() if words and words[-1].isupper() else ""
        found = [a for a in self.cast.figures if last and last in unmarked(a.name).casefold().replace(",", "").split()]
        if called := tuple(found) if len(found) == 1 else self._in_office(" ".join(words).casefold()):
            return called
        if turn is None or turn[1] >= self.cast.document.title_end:
            return ()
        after = self.cast.within(turn[1], turn[1] + _APPOSED)[:1]
        if after and after[0].type == "person" and not self.cast.document.view[turn[1] : after[0].begin].strip(" ,"):
            return after[0].actors  # "Remarks by Senior Minister Of State For Law, Anna Berg"
        # "Speech by the Minister for Trade, Ms Anna Berg" names one, "PM statement on trade" nobody but his government.
        titled = {
            r.actors for r in self.cast.within(0, self.cast.document.title_end) if r.type == "person" and r.actors
        }
        own = [one for one in titled if one[0].kind == "person" and one[0].country in (None, self.cast.home)]
        return own[0] if len(titled) == 1 and own and self.cast.home else publisher(self.cast)

    def _interviewed(self) -> tuple[Actor, ...]:
        """Who answers in an interview that names him only above it: the person who says most there."""
        if not self.interviewee:
            most = self.said_by.most_common(1)
            self.interviewee = most[0][0] if most else self.voices.subject.one
        return self.interviewee

    def _in_office(self, label: str) -> tuple[Actor, ...]:
        """The one person of the article, else of its title, whose office a label names: "THE VICE PRESIDENT"."""
        if label in _ANSWERS:
            return self.voices.spokesperson() or self._interviewed()
        office = label.removeprefix("the ")
        head = _HEADS.get(office, office)
        holders = [f for f in self.cast.figures.values() if head in f.heads]
        if own := [f for f in holders if f.actor.country == self.cast.home]:
            holders = own  # a government's page calls its own head by office alone
        if len(holders) > 1:
            holders = [f for f in holders if f.first < self.cast.document.title_end]
        return (holders[0].actor,) if len(holders) == 1 else ()
