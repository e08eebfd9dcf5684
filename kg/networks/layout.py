"""Places for the nodes of a network, so that its file opens as a picture and not as a blob.

Forces after Fruchterman and Reingold (1991), from a sunflower spiral instead of random places: equal networks get
equal places on every machine, without numpy. https://doi.org/10.1002/spe.4380211102
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

# Wide enough apart for nodes drawn with the sizes of the GEXF and their labels.
SPACING = 120.0
# Each round looks at all pairs: the rounds shrink as networks grow, so that a layout stays a matter of seconds.
_PAIRS = 6_000_000
_ROUNDS = 300
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
# Pulls parts without a link between them together; without it they would drift away for ever.
_GRAVITY = 0.04

_Point = tuple[float, float]


def place(neighbours: Mapping[str, Collection[str]]) -> dict[str, _Point]:
    """x and y of each node, to one decimal, around the origin. `neighbours` holds each link in both directions."""
    names = sorted(neighbours, key=lambda name: (-len(neighbours[name]), name))
    index = {name: i for i, name in enumerate(names)}
    links = sorted({(index[a], index[b]) for a in names for b in neighbours[a] if index[a] < index[b]})
    points = [_spiral(i) for i in range(len(names))]
    rounds = min(_ROUNDS, _PAIRS // max(1, len(names) ** 2 // 2))
    for step in range(rounds):
        points = _moved(points, links, reach=SPACING * (1 - step / rounds))
    return {name: (round(x, 1) + 0.0, round(y, 1) + 0.0) for name, (x, y) in zip(names, points, strict=True)}


def _spiral(i: int) -> _Point:
    radius = SPACING * math.sqrt(i)
    return radius * math.cos(i * _GOLDEN_ANGLE), radius * math.sin(i * _GOLDEN_ANGLE)


def _moved(points: list[_Point], links: list[tuple[int, int]], *, reach: float) -> list[_Point]:
    """One round: all push each other away, linked ones pull, and nobody moves further than `reach`."""
    force_x = [-_GRAVITY * x for x, _ in points]
    force_y = [-_GRAVITY * y for _, y in points]
    for i, (x, y) in enumerate(points):
        for j in range(i):
            dx, dy = x - points[j][0], y - points[j][1]
            push = SPACING**2 / (dx * dx + dy * dy + 0.01)
            force_x[i] += dx * push
            force_y[i] += dy * push
            force_x[j] -= dx * push
            force_y[j] -= dy * push
    for i, j in links:
        dx, dy = points[i][0] - points[j][0], points[i][1] - points[j][1]
        pull = math.hypot(dx, dy) / SPACING
        force_x[i] -= dx * pull
        force_y[i] -= dy * pull
        force_x[j] += dx * pull
        force_y[j] += dy * pull
    return [
        (x + fx * share, y + fy * share)
        for (x, y), fx, fy in zip(points, force_x, force_y, strict=True)
        for share in (min(1.0, reach / (math.hypot(fx, fy) + 1e-9)),)
    ]
