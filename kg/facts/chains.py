"""References that stand in a row before or after a place, as far as what parts them from each other fits.

"Kenya, Norway and Chad signed": those who stand before a verb; "between Kenya and Norway": those behind a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.cast import Cast, Ref
from kg.facts.clauses import clauses
from kg.text import Sentence


def before(
    cast: Cast, refs: Sequence[Ref], edge: int, *, nearest: re.Pattern[str], joint: re.Pattern[str]
) -> list[Ref]:
    """Those of references in order that stand before a place: `nearest` parts the last from it, `joint` the others."""
    found = list[Ref]()
    for ref in reversed(refs):
        if not (joint if found else nearest).fullmatch(cast.document.view, ref.end, edge):
            break
        found.insert(0, ref)
        edge = ref.begin
    return found


def after(cast: Cast, refs: Iterable[Ref], edge: int, *, nearest: re.Pattern[str], joint: re.Pattern[str]) -> list[Ref]:
    """Those of references in order that stand after a place: `nearest` parts the first from it, `joint` the others."""
    found = list[Ref]()
    for ref in refs:
        if ref.begin < edge or not (joint if found else nearest).fullmatch(cast.document.view, edge, ref.begin):
            break
        found.append(ref)
        edge = ref.end
    return found


def subject(cast: Cast, sentence: Sentence, verb: int) -> list[Ref]:
    """Who does what a further verb of theirs says: "Kenya and Norway will work on …, and will conclude a pact"."""
    begin = sentence.begin
    for clause in clauses(cast.document.view[begin : sentence.end]):
        if clause.verbs.begin <= verb - begin < clause.verbs.end and not clause.own and clause.subject:
            return list(cast.within(begin + clause.subject[0], begin + clause.subject[1]))
    return []
