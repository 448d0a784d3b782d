"""The points of a pair from its lines, in whole units that add up to the score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hsr_match.scoring import ShareRow
from hsr_match.scoring.exact import UNITS_PER_SCORE

NEEDS = "needs"
LIVED_EXPERIENCE = "lived_experience"
PREFERRED_RULES = "preferred_rules"


def shared_out(parts: Sequence[int], whole: int) -> list[int]:
    """Return whole units for parts, adding up to ``whole``.

    Floors of ``part / 10^9`` first; what is missing goes to the largest
    remainders, earlier parts first where they are equal
    (``docs/reference/scores.md``).

    Parameters
    ----------
    parts
        Share × cover units, 0 or more.
    whole
        Their sum in score units, rounded either way.
    """
    units = [part // UNITS_PER_SCORE for part in parts]
    missing = whole - sum(units)
    order = sorted(range(len(parts)), key=lambda k: -(parts[k] % UNITS_PER_SCORE))
    for k in order[:missing]:
        units[k] += 1
    return units


def criterion_points(rows: Sequence[ShareRow], criteria: Sequence[str]) -> dict[str, int]:
    """Return criterion → units, in the order of the criteria.

    They add up to the score before preferred rules take points off.
    """
    sums = dict.fromkeys(criteria, 0)
    for row in rows:
        sums[row.criterion] += row.units
    whole = (sum(sums.values()) + UNITS_PER_SCORE // 2) // UNITS_PER_SCORE
    return dict(zip(sums, shared_out(list(sums.values()), whole), strict=True))


def row_units(rows: Sequence[ShareRow], points: Mapping[str, int]) -> list[int]:
    """Return whole units of each line, adding up to the points of its criterion."""
    units = [0] * len(rows)
    for criterion, whole in points.items():
        mine = [k for k, row in enumerate(rows) if row.criterion == criterion]
        for k, value in zip(mine, shared_out([rows[k].units for k in mine], whole), strict=True):
            units[k] = value
    return units


def folded(points: Mapping[str, int]) -> dict[str, int]:
    """Return points with lived experience inside needs, for everything that travels."""
    kept = {name: units for name, units in points.items() if name != LIVED_EXPERIENCE}
    if LIVED_EXPERIENCE in points:
        kept = {NEEDS: 0, **kept} if NEEDS not in kept else kept
        kept[NEEDS] += points[LIVED_EXPERIENCE]
    return kept


def with_preferred(points: Mapping[str, int], score: int) -> dict[str, int]:
    """Return points with what rules of level ``preferred`` took off, if anything."""
    off = score - sum(points.values())
    return {**points, PREFERRED_RULES: off} if off else dict(points)
