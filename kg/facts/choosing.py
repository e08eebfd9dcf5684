"""Which matches of the rules of contacts in a sentence tell of a contact each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.facts.encounters import encounters
from kg.facts.found import Found, Match
from kg.facts.occasions import occasions
from kg.facts.refusals import asked
from kg.facts.rules import Rule, candidates
from kg.facts.skeleton import TYPES, Skeleton
from kg.facts.views import View, views

# Before these a person or state only qualifies the subject: "the visit of Kamau began".
_QUALIFIES = re.compile(r"\b(?:of|from|by|with|between|to|in|for|on|at)\b|'s ")
_ACTOR = re.compile(f"[{''.join(TYPES[n] for n in ('person', 'group', 'state', 'organization', 'body'))}]|[Hh]e|[Ss]he")
# A rule that begins at its subject need not be looked for behind it.
_SUBJECT = ("(?P<a>", "(?P<b>")
WHO_IS = re.compile(r",? (?:who (?:is|was|has|had|arrived|came|paid|visited|will)|(?:currently |now )?on an?)\b")


class Frame(NamedTuple):
    """A match of a rule in a skeleton: the sentence's own, or a view of one of its clauses."""

    rule: Rule
    found: Match
    skeleton: Skeleton
    view: View | None = None

    @property
    def core(self) -> tuple[int, int]:
        """The part of the sentence's skeleton that may not serve two frames.

        From the noun or the second actor on; of a visit the journey.
        """
        begin, end = _core(self.rule, self.found)
        if self.view is None:
            return begin, end
        if begin == 0 and isinstance(self.found, Found) and self.view.beside:
            return self.view.shift, end + self.view.shift  # nobody but the subject: its words are the frame's
        return max(begin, self.view.begin) + self.view.shift, end + self.view.shift


def frames(skeleton: Skeleton) -> list[Frame]:
    """All matches of the rules: those of clauses first, then those whose subject may be anywhere before."""
    rules = list(candidates(skeleton))
    told = [Frame(rule, found, skeleton) for rule in rules for found in rule.finditer(skeleton.text)]
    near = [frame for frame in told if not frame.rule.loose]
    loose = [frame for frame in told if frame.rule.loose]
    verbs = [Frame(rule, found, view.skeleton, view) for rule, found, view in encounters(skeleton)]
    nouns = [Frame(rule, found, skeleton) for rule, found in occasions(skeleton)]
    named = [frame for frame in nouns if "fallback" not in frame.rule.give]
    implied = [frame for frame in nouns if "fallback" in frame.rule.give]
    clausal = _of_views(skeleton, [rule for rule in rules if not rule.loose])
    early = [frame for frame in verbs if "late" not in frame.rule.give]
    late = [frame for frame in verbs if "late" in frame.rule.give]
    every = [*early, *clausal, *near, *named, *loose, *late, *implied]
    return [frame for frame in every if skeleton.sentence.kind == "title" or not asked(frame.rule, frame.found)]


def _of_views(skeleton: Skeleton, rules: Sequence[Rule]) -> Iterator[Frame]:
    for view in views(skeleton) if rules else ():
        actor = _ACTOR.search(view.skeleton.text, 0, view.begin)
        if actor is None:
            continue
        led = _QUALIFIES.search(view.skeleton.text, 0, actor.start())
        for rule in rules:
            begins = rule.source.startswith(_SUBJECT)
            text = view.skeleton.text
            found = rule.regex.match(text, actor.start()) if begins else rule.regex.search(text)
            if found and found.start() <= actor.start() - bool(led) and view.begin < found.end():
                yield Frame(rule, found, view.skeleton, view)


def chosen(matches: Sequence[Frame], without: Sequence[Frame]) -> list[Frame]:
    """The matches, none overlapping where it matters: earlier ones first."""
    kept: list[Frame] = []
    cores: list[tuple[int, int]] = []
    for frame in matches:
        core = frame.core
        if frame not in without and not any(core[0] < end and begin < core[1] for begin, end in cores):
            kept.append(frame)
            cores.append(core)
    return by_place(kept)


def by_place(frames: Sequence[Frame]) -> list[Frame]:
    """Frames in the order in which the sentence tells them."""
    return sorted(frames, key=_place)


def _place(frame: Frame) -> int:
    """Where a frame begins in its sentence: at its subject, unless that stands apart."""
    if frame.view is None:
        return frame.found.start()
    return frame.view.shift if frame.view.beside else frame.core[0]


def _core(rule: Rule, found: Match) -> tuple[int, int]:
    groups = found.groupdict()
    if groups.get("event"):
        return found.span("event")
    if rule.give.get("lends") == "a" and groups.get("a"):
        begin = found.end("a")
    elif groups.get("noun") or groups.get("b"):
        begin = found.start("noun") if groups.get("noun") else found.start("b") - 8
    else:
        lends = rule.give.get("kind") == "visit" and WHO_IS.search(found[0])
        begin = found.end("a") if groups.get("a") and lends else found.start()
    return max(begin, found.start()), found.end()
