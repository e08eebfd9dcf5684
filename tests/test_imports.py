"""Imports go one way, modules and functions stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kg"

SHARED = frozenset({"errors", "model", "resources", "lexicon", "text", "literals", "triggers", "cast"})
READING = frozenset({"documents", "mentions", "entities", "facts"})
ROAD = frozenset({"sources", "readers", "triples", "across", "store", "queries", "networks"})
EVERYTHING = SHARED | READING | ROAD | {"pipeline", "config"}

# A room, and the rooms that it may import. A room not named here is a mistake: decide where it stands on the road.
ALLOWED: Mapping[str, frozenset[str]] = {
    "errors": frozenset(),
    "model": frozenset({"errors"}),
    "resources": frozenset({"errors"}),
    "databases": frozenset(),
    "quality": frozenset({"errors", "resources"}),
    "config": frozenset({"errors"}),
    "text": frozenset({"errors", "model"}),
    "language": frozenset(),
    "literals": frozenset({"errors", "text"}),
    "triggers": frozenset({"errors", "literals", "text"}),
    "cast": frozenset({"errors", "model", "text"}),
    "lexicon": frozenset({"errors", "model", "resources"}),
    "sources": frozenset({"errors", "model"}),
    "documents": SHARED,
    "mentions": SHARED,
    "entities": SHARED,
    "facts": SHARED,
    "triples": frozenset({"errors", "model", "resources", "lexicon", "quality"}),
    "across": frozenset({"errors", "model", "resources", "databases", "triples"}),
    "readers": SHARED | READING,
    "store": frozenset({"errors", "model", "resources", "databases"}),
    "queries": frozenset({"errors", "model", "resources", "store"}),
    "networks": frozenset({"errors", "model", "resources", "store", "queries"}),
    "serve": frozenset({"errors", "model", "resources", "quality", "store", "queries", "networks"}),
    "export": frozenset({"errors", "model", "resources", "store", "queries", "networks"}),
    "notebook": frozenset({"errors", "model", "resources", "store", "queries", "networks"}),
    "citation": frozenset({"errors", "quality", "queries", "store"}),
    "codebook": frozenset({"errors", "resources", "quality", "triples", "queries", "store"}),
    "evaluation": frozenset({"errors", "model", "resources", "store", "queries"}),
    "pipeline": SHARED | {"documents", "language", "sources", "readers", "triples", "across", "store"},
    "demo": frozenset({"errors", "model", "resources", "sources", "store", "queries", "pipeline"}),
    "commands": EVERYTHING | {"citation", "codebook", "quality", "demo", "evaluation", "export", "notebook", "serve"},
    "cli": frozenset({"", "commands", "errors"}),
    "__main__": frozenset({"cli"}),
    # The package itself only names what it hands on; it imports nothing before it is asked.
    "": frozenset({"errors", "model", "notebook", "pipeline", "sources"}),
}


def name_of(path: Path) -> str:
    """`kg/store/lock.py` -> `kg.store.lock`."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py")) if "_data" not in path.parts}
TREES = {module: ast.parse(path.read_text("utf-8")) for module, path in MODULES.items()}


def imported(module: str, node: ast.stmt) -> Iterator[str]:
    """The modules of ours that one import statement of `module` names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "kg")
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{module}, line {node.lineno}: a relative import; write the whole name"
        if node.module and node.module.split(".")[0] == "kg":
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module


def statements_at_once(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """What runs when a module is imported: not its functions, nor what is for type checkers only."""
    for node in body:
        yield node
        if isinstance(node, ast.If) and not (isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            yield from statements_at_once([*node.body, *node.orelse])
        elif isinstance(node, ast.Try):
            yield from statements_at_once([*node.body, *node.orelse, *node.finalbody])
        elif isinstance(node, ast.ClassDef | ast.With):
            yield from statements_at_once(node.body)


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 20


@pytest.mark.parametrize("module", MODULES)
def test_a_room_imports_only_what_stands_before_it_on_the_road(module: str) -> None:
    room = room_of(module)
    assert room in ALLOWED, f"kg/{room} is a new room: say in this test what it may import"
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.stmt):
            for other in imported(module, node):
                there = room_of(other)
                assert there == room or there in ALLOWED[room], f"{module}, line {node.lineno}, imports {other}"


def test_the_table_of_rooms_has_no_circle() -> None:
    road = {room: edges - {""} for room, edges in ALLOWED.items() if room}
    try:
        TopologicalSorter(road).prepare()
    except CycleError as error:
        pytest.fail(f"rooms import each other: {error.args[1]}")


def test_no_module_imports_itself_through_others() -> None:
    edges = {
        module: {other for node in statements_at_once(tree.body) for other in imported(module, node) if other != module}
        for module, tree in TREES.items()
    }
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        pytest.fail(f"modules import each other: {' -> '.join(error.args[1])}")


def test_the_command_line_imports_its_rooms_only_when_a_command_runs() -> None:
    for module, tree in TREES.items():
        if room_of(module) in ("cli", "commands"):
            for node in statements_at_once(tree.body):
                others = {room_of(other) for other in imported(module, node)}
                assert others <= {"", "commands", "errors"}, f"{module}, line {node.lineno}"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_stays_under_300_lines(module: str) -> None:
    assert len(MODULES[module].read_text("utf-8").splitlines()) < 300


@pytest.mark.parametrize("module", MODULES)
def test_a_function_stays_within_40_lines(module: str) -> None:
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 40, f"{module}.{node.name}: {length} lines"


@pytest.mark.parametrize("module", MODULES)
def test_only_the_command_line_prints(module: str) -> None:
    if room_of(module) not in ("cli", "commands") and ".make" not in module:
        for node in ast.walk(TREES[module]):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id
            assert named != "print", f"{module}, line {node.lineno}, prints"


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_evaluated_or_unpickled(module: str) -> None:
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("eval", "exec", "__import__"), f"{module}, line {node.lineno}"
        if isinstance(node, ast.Import):
            assert not {alias.name for alias in node.names} & {"pickle", "shelve", "marshal"}, module
