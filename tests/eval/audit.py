"""A blind audit of precision: facts drawn at random, each to be judged against its evidence alone.

    python tests/eval/audit.py draw ARTICLES... --seed N [--count 30] --sheet SHEET.jsonl --rules RULES.tsv
    python tests/eval/audit.py tally SHEET.jsonl VERDICTS.tsv RULES.tsv

ARTICLES is what `kg build` reads, and no rule should have been written on it. `draw` reads all of it and draws `count`
facts of each kind, one of a kind from an article while there are articles enough. The sheet says of each, in plain
words, what the graph would claim, beside its evidence (between « and ») with the words around it; which rule found it
stands in RULES only, so that whoever judges does not know. VERDICTS has a row a fact, tab-separated: number, `right` or
`wrong`, and a remark. `tally` prints for each kind how many are right, with Wilson's 95 % interval, and the wrong ones
by rule. It fails where a drawn fact has no verdict.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import sqrt
from pathlib import Path
from typing import Any

from kg.model import (
    Actor,
    Agreement,
    Appearance,
    Article,
    Fact,
    Meeting,
    Position,
    Relation,
    StatedPrinciple,
    Statement,
    When,
)
from kg.readers import extract
from kg.sources import read

KINDS = (Appearance, Position, Meeting, Agreement, Statement, StatedPrinciple, Relation)
AROUND = 400  # characters of context on each side
NORMAL = 1.959964  # the quantile of the normal distribution for 95 %


def main() -> int:
    options = _options()
    if options.verb == "draw":
        drawn = draw(
            [each for each in read(options.articles) if isinstance(each, Article)], options.seed, options.count
        )
        with options.sheet.open("w", encoding="utf-8") as sheet, options.rules.open("w", encoding="utf-8") as rules:
            for number, (article, fact) in enumerate(drawn, start=1):
                sheet.write(json.dumps(entry(number, article, fact), ensure_ascii=False) + "\n")
                rules.write(f"{number}\t{fact.rule}\n")
        return 0
    kinds = {told["number"]: told["kind"] for told in map(json.loads, options.sheet.open(encoding="utf-8"))}
    verdicts = {int(number): verdict for number, verdict, *_ in _rows(options.verdicts)}
    missing = sorted(kinds.keys() - verdicts.keys())
    if missing:
        print(f"{options.verdicts}: no verdict on {missing}; write `right` or `wrong` for each", file=sys.stderr)
        return 1
    for line in tally(kinds, verdicts, {int(number): rule for number, rule in _rows(options.rules)}):
        print(line)
    return 0


def draw(articles: Iterable[Article], seed: int, count: int) -> list[tuple[Article, Fact]]:
    """`count` facts of each kind, kind by kind: first one an article, in an order that the seed gives."""
    by_kind: defaultdict[type[Fact], list[tuple[int, float, Article, Fact]]] = defaultdict(list)
    chance = random.Random(seed)
    for article in articles:
        found: defaultdict[type[Fact], list[Fact]] = defaultdict(list)
        for fact in extract(article).facts:
            found[type(fact)].append(fact)
        for kind, facts in found.items():
            chance.shuffle(facts)
            by_kind[kind] += [(turn, chance.random(), article, fact) for turn, fact in enumerate(facts)]
    return [
        (article, fact)
        for kind in KINDS
        for *_, article, fact in sorted(by_kind[kind], key=lambda each: each[:2])[:count]
    ]


def entry(number: int, article: Article, fact: Fact) -> dict[str, Any]:
    """What the judge sees of a fact: the claim, the evidence in its surroundings, and whose article it is."""
    return {
        "number": number,
        "kind": type(fact).__name__,
        "claim": claim(fact),
        "article": article.id,
        "title": article.title,
        "date": str(article.date or ""),
        "outlet": article.outlet,
        "evidence": [_marked(article.part(span.part), span.begin, span.end) for span in fact.evidence],
    }


def claim(fact: Fact) -> str:
    """A fact in plain words, every slot that it fills."""
    match fact:
        case Appearance():
            aliases = f", also written {', '.join(fact.aliases)}" if fact.aliases else ""
            return f"{_actor(fact.actor)} acts in the article{aliases}"
        case Position():
            return f"{_actor(fact.person)} is or was {fact.title} of {_actors([fact.of] if fact.of else [])}"
        case Meeting():
            who = "; ".join(f"{_actor(each.actor)} ({each.role})" for each in fact.participants)
            where = ", ".join(filter(None, [*fact.venues, fact.city, fact.country])) or "no place told"
            return f"{fact.kind}, {fact.status}: {who}; {_when(fact.when)}; {where}"
        case Agreement():
            slots = [fact.kind, fact.stage, *filter(None, [fact.level, fact.change])]
            return f"{' / '.join(fact.labels)} ({', '.join(slots)}), of {_actors(fact.parties)}; {_when(fact.when)}"
        case Statement():
            return f"{_voices(fact)} {fact.act}, stance {fact.stance}, to {_actors(fact.addressees)}"
        case StatedPrinciple():
            return f"{_voices(fact)} state (verb: {fact.verb}; stance {fact.stance}) the principle {fact.concept}"
        case Relation():
            return f"diplomatic relations of {_actors([fact.a, fact.b])} since {_when(fact.established)}"
    raise TypeError(f"no words for a {type(fact).__name__}")


def tally(kinds: Mapping[int, str], verdicts: Mapping[int, str], rules: Mapping[int, str]) -> Iterable[str]:
    """Lines of the report: right ones of each kind with their interval, then the wrong ones by rule."""
    for kind in dict.fromkeys(kinds.values()):
        judged = [number for number, its_kind in kinds.items() if its_kind == kind]
        right = sum(verdicts[number] == "right" for number in judged)
        low, high = interval(right, len(judged))
        yield f"{kind}\t{right} of {len(judged)} right\t{right / len(judged):.2f}\t95 % {low:.2f} to {high:.2f}"
        wrong: defaultdict[str, list[int]] = defaultdict(list)
        for number in judged:
            if verdicts[number] != "right":
                wrong[rules[number]].append(number)
        yield from (f"\t{rule}\t{len(found)} wrong\t{found}" for rule, found in sorted(wrong.items()))


def interval(right: int, judged: int) -> tuple[float, float]:
    """Wilson's score interval of a proportion at 95 %: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927), 209-212."""
    share, square = right / judged, NORMAL**2
    middle = share + square / (2 * judged)
    half = NORMAL * sqrt(share * (1 - share) / judged + square / (4 * judged**2))
    return (middle - half) / (1 + square / judged), (middle + half) / (1 + square / judged)


def _voices(fact: Statement | StatedPrinciple) -> str:
    behalf = f" (on behalf of {_actors(fact.on_behalf)})" if fact.on_behalf else ""
    return f"{_actors(fact.speakers)}{behalf}"


def _actor(actor: Actor) -> str:
    return f"{actor.name} [{actor.kind} {actor.country or '-'}]"


def _actors(actors: Sequence[Actor]) -> str:
    return " and ".join(map(_actor, actors)) or "nobody named"


def _when(when: When | None) -> str:
    return f"{when.start} to {when.end} ({when.precision}, {when.basis})" if when else "no date told"


def _marked(text: str, begin: int, end: int) -> str:
    return f"{text[max(0, begin - AROUND) : begin]}«{text[begin:end]}»{text[end : end + AROUND]}"


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return [row for row in csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE) if row]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    path: Callable[[str], Path] = Path
    drawing = verbs.add_parser("draw", help="draw facts and write a sheet to judge")
    drawing.add_argument("articles", nargs="+", type=path)
    drawing.add_argument("--seed", type=int, required=True)
    drawing.add_argument("--count", type=int, default=30)
    drawing.add_argument("--sheet", type=path, required=True)
    drawing.add_argument("--rules", type=path, required=True)
    tallying = verbs.add_parser("tally", help="count the verdicts")
    for name in ("sheet", "verdicts", "rules"):
        tallying.add_argument(name, type=path)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
