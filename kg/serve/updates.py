"""SPARQL Update text -> its operations: what each one writes to, and the same with the dataset of the protocol.

The engine applies an update or refuses it, and tells nothing of its parts; so they are found by their tokens, in text
that the engine has parsed before. https://www.w3.org/TR/sparql11-update/ https://www.w3.org/TR/sparql11-protocol/#update-operation
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pyoxigraph as ox

from kg.store.tokens import Token, is_load, tokens

MANAGEMENT = ("CLEAR", "DROP", "CREATE")
TRANSFER = ("ADD", "COPY", "MOVE")


_PATTERN = "(?:WITH I )?(?:DELETE {}(?: INSERT {})?|INSERT {})(?: USING (?:NAMED )?I)* WHERE {}"
_MANAGED = "(?:CLEAR|DROP) (?:SILENT )?(?:GRAPH I|DEFAULT|NAMED|ALL)|CREATE (?:SILENT )?GRAPH I"
_MOVED = "(?:ADD|COPY|MOVE) (?:SILENT )?(?:DEFAULT|(?:GRAPH )?I) TO (?:DEFAULT|(?:GRAPH )?I)"
_LOADED = "LOAD (?:SILENT )?I(?: INTO GRAPH I)?"
_SHAPES = re.compile(
    f"(?:INSERT|DELETE) DATA {{}}|DELETE WHERE {{}}|{_PATTERN}|{_MANAGED}|{_MOVED}|{_LOADED}".replace("{}", r"\{\}")
)
"""The operations, as what stands outside their braces, with I for a name. https://www.w3.org/TR/sparql11-query/#rUpdate1"""


class WrongDataset(Exception):
    """The protocol gives a dataset to an update that names one itself."""


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One operation. `prologue` holds the BASE and PREFIX lines before it, which its names are read with."""

    prologue: str
    tokens: tuple[Token, ...]

    @property
    def is_clear(self) -> bool:
        """Whether it has the shape of an operation, and its templates name each graph by the word GRAPH.

        What has not is wrong; or the engine reads it in another way than by its tokens, for it wants no space after a
        keyword: to it `COPY:a TO:b` is a copy.
        """
        shape, depth = [], 0
        for place, token in enumerate(self.tokens):
            if token.kind != "mark" or token.text not in "{}":
                if depth == 0:
                    shape.append("I" if token.kind in ("iri", "name") else token.text.upper())
            elif token.text == "}":
                depth -= 1
            else:
                if depth == 0:
                    shape.append("{}")
                elif place < self._reading and not self._names_graph(place):
                    return False
                depth += 1
        return depth == 0 and _SHAPES.fullmatch(" ".join(shape)) is not None and not self._has_glued_names

    @property
    def _has_glued_names(self) -> bool:
        """Whether it names a graph `GRAPH:x` or `SILENT:x`, of which the engine takes a part for the keyword."""
        return self.tokens[0].is_word(*TRANSFER) and any(
            one.kind == "name" and one.text.upper().startswith(("GRAPH", "SILENT")) and not before.is_word("GRAPH")
            for before, one in pairwise(self.tokens)
        )

    def _names_graph(self, place: int) -> bool:
        """Whether the brace there follows upon the name of a graph, or begins an annotation."""
        if [token.text for token in self.tokens[place + 1 : place + 2]] == ["|"]:
            return True
        before, name = self.tokens[max(place - 2, 0)], self.tokens[place - 1]
        return before.is_word("GRAPH") and name.kind in ("iri", "name", "variable")

    @property
    def begin(self) -> int:
        return self.tokens[0].begin

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def is_load(self) -> bool:
        return self.tokens[0].is_word("LOAD")

    @property
    def is_pattern(self) -> bool:
        """Whether it reads from the dataset: DELETE … INSERT … WHERE, or DELETE WHERE."""
        first, second = (*self.tokens, self.tokens[0])[:2]
        return first.is_word("WITH", "INSERT", "DELETE") and not second.is_word("DATA")

    @property
    def written(self) -> tuple[Token, ...]:
        """The graphs it may change, as it names them: names, IRIs, variables, or the words ALL and NAMED.

        The default graph is left out: it belongs to nobody else.
        """
        first = self.tokens[0]
        if first.is_word(*MANAGEMENT):
            named = [self.tokens[-1]]
        elif first.is_word(*TRANSFER):
            to = next(place for place, token in enumerate(self.tokens) if token.is_word("TO"))
            named = [self.tokens[-1], *([self.tokens[to - 1]] if first.is_word("MOVE") else [])]
        else:
            told = self.tokens[: self._reading]
            named = [after for token, after in pairwise(told) if token.is_word("GRAPH", "WITH")]
        return tuple(token for token in named if not token.is_word("DEFAULT"))

    @property
    def _reading(self) -> int:
        """Where its templates end: at USING or WHERE outside all braces; what DELETE WHERE matches, it deletes."""
        if self.tokens[1:] and self.tokens[1].is_word("WHERE"):
            return len(self.tokens)
        outside = (place for place, token in _outside(self.tokens) if token.is_word("USING", "WHERE"))
        return next(outside, len(self.tokens))


def unclear(text: str) -> Token | None:
    """Where a settled update (`kg.store.tokens.settled`) is not surely read as by the engine; None if it is everywhere.

    Nothing may be asked of the operations of one that is unclear, for they may be others.
    """
    found = operations(text)
    return next((one.tokens[0] for one in found if not one.is_clear), None)


def operations(text: str) -> tuple[Operation, ...]:
    """The operations of an update that the engine accepts."""
    found = tuple(tokens(text))
    told: list[Operation] = []
    prologue: list[str] = []
    place = 0
    while place < len(found):
        token = found[place]
        if token.text == ";":
            place += 1
        elif token.is_word("BASE", "PREFIX", "VERSION"):
            width = 3 if token.is_word("PREFIX") else 2
            prologue += [one.text for one in found[place : place + width]]
            place += width
        else:
            length = next((at for at, one in _outside(found[place:]) if one.text == ";"), len(found) - place)
            told.append(Operation(prologue=" ".join(prologue), tokens=found[place : place + length]))
            place += length
    return tuple(told)


def without_loads(text: str) -> tuple[str, bool]:
    """`text` with each LOAD blanked out, of the same length and grammar; and whether one of them was not SILENT."""
    if "load" not in text.lower():
        return text, False
    changed, loud = list(text), False
    for operation in operations(text):
        if operation.is_load and is_load(text[operation.begin : operation.end]):
            loud = loud or not operation.tokens[1].is_word("SILENT")
            after = text.find(";", operation.end)
            end = after + 1 if after >= 0 and not text[operation.end : after].strip() else operation.end
            changed[operation.begin : end] = [sign if sign in "\r\n" else " " for sign in text[operation.begin : end]]
    return "".join(changed), loud


def with_dataset(text: str, using: Sequence[str], named: Sequence[str]) -> str:
    """`text`, each pattern of it read over these graphs. Raises WrongDataset where it says itself over which."""
    if not using and not named:
        return text
    clauses = [f"USING {ox.NamedNode(iri)} " for iri in using] + [f"USING NAMED {ox.NamedNode(iri)} " for iri in named]
    dataset = "".join(clauses)
    for operation in reversed(operations(text)):
        if not operation.is_pattern:
            continue
        outside = [token for _, token in _outside(operation.tokens)]
        if any(token.is_word("USING", "WITH") for token in outside):
            raise WrongDataset
        where = next(token for token in outside if token.is_word("WHERE"))
        # DELETE WHERE takes no USING: what it matches is written out as what it deletes.
        pattern = text[where.end : operation.end] + " " if operation.tokens[1] is where else ""
        text = f"{text[: where.begin]}{pattern}{dataset}{text[where.begin :]}"
    return text


def iris(operation: Operation, graphs: Sequence[Token], prefixes: Mapping[str, str], base: str) -> list[str]:
    """The IRIs that names and IRIs of the operation stand for, resolved by the engine itself."""
    if not graphs:
        return []
    rows = " ".join(token.text for token in graphs)
    query = f"{operation.prologue} SELECT ?g {{ VALUES ?g {{ {rows} }} }}"
    found = ox.Store().query(query, prefixes=dict(prefixes), base_iri=base)
    assert isinstance(found, ox.QuerySolutions)
    return [row["g"].value for row in found]


def _outside(found: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """The tokens that stand in no braces, with their places."""
    depth = 0
    for place, token in enumerate(found):
        if token.kind == "mark" and token.text == "{":
            depth += 1
        elif token.kind == "mark" and token.text == "}":
            depth -= 1
        elif depth == 0:
            yield place, token
