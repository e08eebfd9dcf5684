"""Places for the nodes of a network, so that its file opens as a picture and not as a blob.

Each connected part is laid out with forces after Fruchterman and Reingold (1991), from a sunflower spiral instead of
random places; then the parts are packed around the largest. Equal networks get equal places, without numpy.
https://doi.org/10.1002/spe.4380211102
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence

# Wide enough apart for nodes drawn with the sizes of the GEXF and their labels.
SPACING = 120.0
# Each round looks at all pairs: the rounds shrink as parts grow, so that a layout stays a matter of seconds.
_PAIRS = 4_000_000
_ROUNDS = 300
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

_Point = tuple[float, float]
_Neighbours = Mapping[str, Collection[str]]


def place(neighbours: _Neighbours) -> dict[str, _Point]:
    """x and y of each node, to one decimal, around the origin. `neighbours` holds each link in both directions."""
    drawn = [_drawn(part, neighbours) for part in _parts(neighbours)]
    centres = _packed([_radius(points) + SPACING / 2 for points in drawn])
    return {
        name: (round(x + centre[0], 1) + 0.0, round(y + centre[1], 1) + 0.0)
        for points, centre in zip(drawn, centres, strict=True)
        for name, (x, y) in points.items()
    }


def _parts(neighbours: _Neighbours) -> list[list[str]]:
    """The connected parts, the largest first; within each, nodes with most neighbours first."""
    left, parts = set(neighbours), []
    for start in sorted(neighbours):
        if start not in left:
            continue
        left.discard(start)
        part = [start]
        for name in part:
            found = sorted(left.intersection(neighbours[name]))
            left.difference_update(found)
            part += found
        parts.append(sorted(part, key=lambda name: (-len(neighbours[name]), name)))
    return sorted(parts, key=lambda part: (-len(part), part))


def _drawn(part: list[str], neighbours: _Neighbours) -> dict[str, _Point]:
    """A connected part around its own middle."""
    index = {name: i for i, name in enumerate(part)}
    links = sorted({(index[a], index[b]) for a in part for b in neighbours[a] if index[a] < index[b]})
    points = [_spiral(i) for i in range(len(part))]
    rounds = min(_ROUNDS, _PAIRS // max(1, len(part) ** 2 // 2))
    for step in range(rounds):
        points = _moved(points, links, reach=SPACING * (1 - step / rounds))
    x, y = (sum(point[axis] for point in points) / len(points) for axis in (0, 1))
    return {name: (point[0] - x, point[1] - y) for name, point in zip(part, points, strict=True)}


def _radius(points: Mapping[str, _Point]) -> float:
    return max(math.hypot(x, y) for x, y in points.values())


def _packed(radii: Sequence[float]) -> Iterator[_Point]:
    """A centre for each circle, on a spiral outwards, none over another."""
    placed: list[tuple[float, float, float]] = []
    turn = 0.0
    for radius in radii:
        while True:
            x, y = SPACING * turn * math.cos(turn), SPACING * turn * math.sin(turn)
            if all(math.hypot(x - a, y - b) >= radius + other for a, b, other in placed):
                break
            turn += min(0.5, 0.5 / (turn + 0.1))
        placed.append((x, y, radius))
        yield x, y


def _spiral(i: int) -> _Point:
    radius = SPACING * math.sqrt(i)
    return radius * math.cos(i * _GOLDEN_ANGLE), radius * math.sin(i * _GOLDEN_ANGLE)


def _moved(points: list[_Point], links: list[tuple[int, int]], *, reach: float) -> list[_Point]:
    """One round: all push each other away, linked ones pull, and nobody moves further than `reach`."""
    force_x, force_y = [0.0] * len(points), [0.0] * len(points)
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
