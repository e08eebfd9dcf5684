"""An article laid out for reading: its view, its paragraphs and sentences, its dateline and its turns."""

from __future__ import annotations

import re
from array import array
from functools import cache, cached_property

from kg import lexicon
from kg.documents import headings, parts
from kg.documents.sentences import split
from kg.documents.view import readable
from kg.model import Article
from kg.text import Document, Kind, Sentence, unmarked


def read(article: Article) -> Document:
    """Lay out an article. Never fails on text: what is no report becomes boilerplate."""
    title_view, title_offsets = readable((article.title or "").rstrip())
    body_view, body_offsets = readable(article.text)
    title_end = len(title_view) + 1 if title_view else 0
    offsets: array[int] = array("I")
    if title_view:
        offsets.extend(title_offsets)
    offsets.extend(body_offsets)
    view = headings.in_title_case((title_view + "\n" if title_view else "") + body_view)
    layout = _Layout(view := headings.unquoted(view), title_end)
    layout.run()
    return Document(
        article=article, view=view, offsets=offsets, title_end=title_end, sentences=tuple(layout.sentences),
        dateline_city=layout.city, dateline_date=layout.date,
    )  # fmt: skip


# A quotation, and who said it.
_ATTRIBUTES = re.compile(r"\" ?,? (?:[\w,.' -]{2,60} )?(?:said|says)\b")
# A turn's label: capitalised words alone before a colon.
_LABELLED = re.compile(r"^(?:[A-Z][\w.'-]*\.? ?){1,8}(?:\([^)\n]{2,40}\) ?){0,2}: ", re.MULTILINE)


class _Layout:
    """One walk over the paragraphs of a view."""

    def __init__(self, view: str, title_end: int) -> None:
        self.view, self.title_end = view, title_end
        self.sentences: list[Sentence] = []
        self.city: tuple[int, int] | None = None
        self.date: tuple[int, int] | None = None
        self.turn: tuple[int, int] | None = None
        self.paragraph = 0
        self.ended = self.links = self.headed = self.quoted = False

    def run(self) -> None:
        if self.title_end:
            self._add(0, self.title_end - 1, "title")
            self._remarks(0, self.title_end - 1)
        begin = self._header(self.title_end)
        for found in re.finditer(r"[^\n]+", self.view[begin:]):
            first, last = begin + found.start(), begin + found.end()
            # "> " marks what somebody else wrote.
            while first < last and self.view[first] in " >":
                first += 1
            while first < last and self.view[last - 1] == " ":
                last -= 1
            if first < last:
                self.paragraph += 1
                self._paragraph(first, last)

    def _remarks(self, begin: int, end: int) -> bool:
        """Whether what follows a heading is the turn of whom it names ("Remarks by President Kamau").

        It is not where turns are labelled, or where nobody speaks in the first person.
        """
        found = parts.REMARKS.match(self.view, begin, end)
        if not found or found["who"] and (parts.SPOKESPERSON.search(found["who"]) or " and " in found["who"]):
            return False
        body = parts.QUOTED.sub("", self.view[max(end, self.title_end) :])
        first_person = re.search(r"\b(?:I|we|our|We|my|Our)\b" if found["who"] else r"\bI\b", body)
        if first_person and not _LABELLED.search(body):
            self.turn = found.span("who" if found["who"] else "office")
        return self.turn is not None

    def _heads(self, begin: int, end: int) -> bool:
        """Whether a line stands above the text and is no sentence of it."""
        above = self.turn is None and not any(s.kind in ("body", "turn") for s in self.sentences)
        return above and end - begin < 200 and self.view[end - 1] not in ".!?"

    def _header(self, begin: int) -> int:
        """The lines of metadata at the top; words after the date on its line are a title."""
        while found := parts.HEADER.match(self.view, begin):
            day = parts.HEADER_DATE.match(self.view, begin)
            stop = found.end()
            if day and self.view[day.end() : stop].strip():
                rest = self.view[day.end() : stop].rstrip()
                if "(" in rest or len(rest) > 160:  # the text goes on in the header's line
                    return day.end()
                self._add(day.end(), day.end() + len(rest), "title")
            begin = stop
        return begin

    def _add(self, begin: int, end: int, kind: Kind) -> None:
        if end > begin:
            self.sentences.append(Sentence(begin, end, kind, self.paragraph, self.turn))

    def _paragraph(self, begin: int, end: int) -> None:
        words = self.view[begin:end]
        self.ended = self.ended or parts.stops_body(words)
        self.links = parts.lists_links(words) or self.links and not (parts.is_prose(words) or self._label(begin, end))
        if self.turn and parts.resumes(words):
            self.turn = None
        if self.headed and parts.narrates(words):
            self.turn, self.headed = None, False
        if self.quoted:  # a transcript goes on in the first person, a release that quotes from one in its own words
            self.turn = self.turn if parts.in_first_person(parts.QUOTED.sub("", words)) else None
            self.quoted = False
        if self.ended or self.links or parts.is_boilerplate(words):
            if re.match(r"\* ?\* ?\*|\*{3}", words):
                self.turn = None
            self._add(begin, end, "attribution" if parts.is_attribution(words) else "boilerplate")
        elif parts.PLACELINE.match(words) and len(words) < 90 and not words.endswith("."):
            self._add(begin, end, "placeline")
        elif self._heads(begin, end) and self._remarks(begin, end):
            self._add(begin, end, "label")
        elif (asks := parts.ASKS.match(words)) or self._calls(begin, end):
            self.turn = (begin, begin + 1) if asks else (begin, end)
            self._add(begin, end, "label")
        elif heading := parts.heading(words):
            self.turn, self.headed = (begin + heading[0], begin + heading[1]), True
            self._add(*self.turn, "label")
        elif asked := parts.QUESTION.match(self.view, begin, end) or parts.ANSWER.match(self.view, begin, end):
            self._asked(begin, asked.end(), end)
        elif ": " in words and (inner := self._inner(begin + 1, end)):
            self._paragraph(begin, inner.start("label"))
            self._turns(inner, end)
        elif label := self._label(begin, end):
            self.turn = (begin, begin + len(label["label"]))
            self._add(begin, begin + len(label["label"]), "label")
            self._add(label.end(), end, "turn")
            self.quoted = self.view[label.end()] == '"' == self.view[end - 1]
        elif self.turn:
            self._add(begin, end, "turn")
        else:
            self._prose(begin, end)

    def _asked(self, label: int, begin: int, end: int) -> None:
        """A question or an answer by its letter at `label`, and those that go on in its paragraph."""
        self.turn = (label, label + 1)
        inner = self._inner(begin, end) if self._interviews else None
        self._add(begin, inner.start() if inner else end, "turn")
        if inner:
            self._turns(inner, end)

    def _calls(self, begin: int, end: int) -> bool:
        """Whether a line names in capitals who speaks below it, in a text with several such lines."""
        if not parts.CALLED.fullmatch(self.view, begin, end):
            return False
        lines = {line for line in map(str.strip, self.view.split("\n")) if parts.CALLED.fullmatch(line)}
        return len(lines) > 1

    def _turns(self, first: re.Match[str], end: int) -> None:
        """The turns of a transcript that stand in one paragraph: a sentence at a time."""
        label: re.Match[str] | None = first
        while label:
            following = self._inner(label.end(), end)
            stop = following.start("label") if following else end
            self.turn = label.span("label")
            self._add(*self.turn, "label")
            for begin, last in split(self.view, label.end(), stop):
                self._add(begin, last, "turn")
            label = following
        self.turn = None

    def _inner(self, begin: int, end: int) -> re.Match[str] | None:
        """The next label of a turn in mid-paragraph: a title and a name, or a bare name that the text knows."""
        if self._interviews and (asked := parts.INNER_ASKED.search(self.view, begin, end)):
            return asked
        found = parts.INNER_TURN.search(self.view, begin, end)
        for bare in parts.BARE_TURN.finditer(self.view, begin, found.start() if found else end):
            if self.view.count(bare["label"]) > 1 + self.view.count(bare["label"] + ":"):
                return bare
        return found

    def _label(self, begin: int, end: int) -> re.Match[str] | None:
        """The label of a turn: a name before a colon at the head of a paragraph."""
        # Without a colon the pattern would be tried to its full length at each paragraph.
        found = parts.TURN.match(self.view, begin, end) if self.view.find(":", begin, end) > 0 else None
        if not found or self._dateline_at(begin, end):
            return None
        label = found["label"]
        words = label.split()
        small = [
            w
            for w in words
            if w[:1].islower()
            and not w.startswith(("el-", "al-", "as-", "ibn"))
            and w not in ("of", "the", "for", "and", "bin", "al", "de", "van", "von", "da", "to", "on", "without")
        ]
        # Among turns it may be a broadcaster that asks: "Voice of the Coast: …".
        heading = parts.NO_SPEAKER.search(label) or self.turn is None and parts.entitles(label)
        if small or heading or len(words) > 24 or self._repeats_title(begin):
            return None
        if self.view.count(f"\n{label}:") > 1 or self._has_labels and parts.PRESS.fullmatch(label):
            return found
        return found if len(words) > 1 and not self._reports(label, end) else None

    def _reports(self, label: str, end: int) -> bool:
        """Whether a text whose only label this is reports what others said, or the label begins its title."""
        if self.title_end and self.view.startswith(label + ":"):
            return True
        return not self._has_labels and bool(_ATTRIBUTES.search(self.view, end)) or self._attributes

    @cached_property
    def _interviews(self) -> bool:
        """Whether questions and answers stand in the middle of paragraphs, by their letters."""
        labels = [found["label"] for found in parts.INNER_ASKED.finditer(self.view, self.title_end)]
        return labels.count("A") > 1 and "Q" in labels

    @cached_property
    def _has_labels(self) -> bool:
        """Whether several paragraphs below the title begin with a label."""
        return len(_LABELLED.findall(self.view[self.title_end :])) > 1

    @cached_property
    def _attributes(self) -> bool:
        """Whether a text says more often whose words it quotes than it has labels: a report with headlines in it."""
        if self._has_labels and parts.TRANSCRIPT.search(self.view, 0, self.title_end):
            return False  # who speaks there quotes others
        attributed = len(_ATTRIBUTES.findall(self.view, self.title_end))
        return attributed > 2 and attributed >= len(_LABELLED.findall(self.view, self.title_end))

    def _repeats_title(self, begin: int) -> bool:
        """Whether the title stands in the text once more, with a colon in it: "Anna Berg: a life in politics"."""
        title = self.view[: self.title_end - 1] if self.title_end else ""
        return len(title) > 1 and self.view.startswith(title, begin)

    def _prose(self, begin: int, end: int) -> None:
        """A paragraph of prose: credits cut out, captions told from reports, the dateline taken off."""
        start = parts.after_title(self.view, begin, end)
        self._add(begin, start, "boilerplate")
        for credit in [*parts.credits(self.view, begin, end), None]:
            stop = credit.start() if credit else end
            while start < stop and self.view[start] == " ":
                start += 1
            runs = list(split(self.view, self._dateline(start, stop), stop))
            for number, (first, last) in enumerate(runs):
                first = self._dateline(first, last)
                credited = bool(credit) and number == len(runs) - 1
                kind: Kind = "caption" if parts.is_caption(self.view[first:last], credited) else "body"
                self._add(first, last, kind)
            start = credit.end() if credit else end

    def _dateline(self, begin: int, end: int) -> int:
        found = self._dateline_at(begin, end)
        if not found:
            return begin
        if self.city is None:
            self.city = found.span("city")
            self.date = found.span("date") if found["date"] else None
        return found.end()

    def _dateline_at(self, begin: int, end: int) -> re.Match[str] | None:
        """The dateline at a place: with a day or an agency, else a city of the lexicon before a dash or a colon."""
        found = parts.DATELINE.match(self.view, begin, end)
        if found and (found["agency"] or found["date"] or unmarked(found["city"]) in _heads()):
            return found
        if mixed := parts.MIXED_DATELINE.match(self.view, begin, end):
            return mixed
        if self.city is not None or self.turn is not None:
            return None
        line = parts.CITY_LINE.match(self.view, begin, end)
        if not line and not any(s.kind == "body" for s in self.sentences):
            line = parts.BARE_DATELINE.match(self.view, begin, end)
        if not line or unmarked(line["city"]).upper() not in _cities():
            return None
        state = line.groupdict().get("state")
        return line if state is None or state in _states() else None


@cache
def _cities() -> frozenset[str]:
    """The lexicon's cities in capitals."""
    cities = (place for place in lexicon.places() if place.kind == "city")
    return frozenset(unmarked(name).upper() for place in cities for name in (place.name, *place.aliases))


@cache
def _heads() -> frozenset[str]:
    """The lexicon's cities and states in capitals: some datelines name no more than the state."""
    return _cities() | {unmarked(name).upper() for name in _states()}


@cache
def _states() -> frozenset[str]:
    """What the lexicon's states are called."""
    return frozenset(name for state in lexicon.states() for name in (state.name, state.official, *state.aliases))
