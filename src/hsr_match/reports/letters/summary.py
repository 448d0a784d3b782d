"""What a summary without names shows of its counts, and nothing that they would give away."""

from __future__ import annotations

from dataclasses import dataclass

from hsr_match.reports.letters.counts import BANDS, Counts
from hsr_match.reports.letters.disclosure import LEAST_BASE, Rounded, Sum, rounded, tells_too_much

LEAST_ASKED = 10
"""People who asked for something below whom nothing more is said of them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that is published of a run's counts.

    Attributes
    ----------
    cells
        Name of a count → what is shown of it.
    tables
        Name of a table → its parts in order; only those that are given.
    needs
        Need, those who asked for it, those of them whose mentor offers it.
    left_out
        Names of tables that are not given.
    """

    cells: dict[str, Rounded]
    tables: dict[str, tuple[str, ...]]
    needs: tuple[tuple[str, Rounded, Rounded | None], ...]
    left_out: tuple[str, ...]


def shown(counts: Counts, limit: int) -> Shown:
    """Return what may be published.

    Parameters
    ----------
    counts
        Exact counts.
    limit
        Counts below it are not told apart.

    Notes
    -----
    A breakdown is given if its total is, if that is 23 or more, and if no
    small count in it, or in what is given already, can then be worked out to
    fewer than three values. Whether it is given depends on rounded figures
    alone, so that its absence says little more than they do.
    """
    exact = dict(counts.totals)
    cells = {name: rounded(count, limit) for name, count in exact.items()}
    tables: dict[str, tuple[str, ...]] = {}
    sums: list[Sum] = []
    left_out: list[str] = []
    for breakdown in counts.breakdowns:
        parts = {f"{breakdown.name}:{part}": count for part, count in breakdown.parts.items()}
        wider = cells | {name: rounded(count, limit) for name, count in parts.items()}
        base = cells.get(breakdown.total)
        known = [*sums, breakdown.sum]
        if base is None or base.low < LEAST_BASE or tells_too_much(wider, known):
            left_out.append(breakdown.name)
            continue
        cells, sums = wider, known
        tables[breakdown.name] = tuple(breakdown.parts)
    needs = _needs(counts, limit) if cells["mentees"].low >= LEAST_BASE else ()
    return Shown(cells, tables, needs, tuple(left_out))


def _needs(counts: Counts, limit: int) -> tuple[tuple[str, Rounded, Rounded | None], ...]:
    # By what is printed alone, their order too: by exact counts it would tell which of two
    # rows of "10" is the larger, and one person more would change places with another row.
    asked = {need: rounded(need.asked, limit) for need in counts.needs if need.asked >= limit}
    return tuple(
        (
            need.need,
            asked[need],
            rounded(need.helped, limit) if asked[need].low >= max(LEAST_ASKED, limit) else None,
        )
        for need in sorted(asked, key=lambda need: (-asked[need].high, need.need))
    )


def quality_in_words(made: Shown) -> str:
    """Return how good pairs are, from what is published alone."""
    if "scores" not in made.tables:
        return "There are too few pairs to say more of their scores without giving somebody away."
    middle = {band: _middle(made.cells[f"scores:{band}"]) for band in BANDS}
    good = (middle[BANDS[0]] + middle[BANDS[1]]) / max(sum(middle.values()), 1)
    for least, words in (
        (0.9, "Nearly all pairs score"),
        (0.65, "Most pairs score"),
        (0.55, "More than half of the pairs score"),
        (0.45, "About half of the pairs score"),
        (0.2, "Fewer than half of the pairs score"),
    ):
        if good >= least:
            return f"{words} 50 or more of 100 points."
    return "Few pairs score 50 or more of 100 points."


def _middle(cell: Rounded) -> float:
    """Return what a count is likely to be; of small ones, most are nought or next to it."""
    return (cell.low + cell.high) / (4 if cell.small else 2)
