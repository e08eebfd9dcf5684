"""What a check of the graph finds wrong."""

from __future__ import annotations

from dataclasses import dataclass

SHAPES = "https://w3id.org/bilateral/shapes#"


@dataclass(frozen=True, kw_only=True, order=True)
class Finding:
    """One thing that is wrong: the constraint by its name in `shapes/data.ttl`, the node, and its value if any."""

    graph: str
    node: str
    constraint: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        value = f" (here: {self.value})" if self.value else ""
        return f"{self.node or self.graph or 'no graph'}: {self.message}{value} [{self.constraint}]"
