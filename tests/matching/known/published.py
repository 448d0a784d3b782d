"""The problems of ``assignments.yaml`` and random ones whose optimum is in print.

Each entry of the file has its source, and says under ``checked`` how far that
source could be looked up: of most of them table and optimum were read there, a
few are as remembered. In every case the optimum is worked out anew by HiGHS.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from hsr_match.matching.problem import MatchingProblem, Order
from tests.matching.problems import problem

FILE = Path(__file__).with_name("assignments.yaml")

CHECKED = ("read", "table", "quoted", "quoted table", "seen", "recalled")
"""From best to least; what each means stands at the head of the file."""


@dataclass(frozen=True, slots=True)
class Known:
    """A table of costs (or ratings) whose optimum is known.

    ``table`` has a mentee per row and a mentor per column, ``barred`` the pairs
    that may not be made; ``worth`` is +1 for ratings and −1 for costs;
    ``checked`` how far the source was looked up, one of ``CHECKED``.
    """

    name: str
    table: NDArray[np.int64]
    barred: NDArray[np.bool_]
    worth: int
    places: NDArray[np.int64]
    least: NDArray[np.int64]
    optimum: int
    checked: str = "read"

    @property
    def pairs(self) -> int:
        """How many pairs every solution of the source has."""
        return min(len(self.table), int(self.places.sum()))

    def problem(self, order: Order) -> MatchingProblem:
        """The problem as it stands, or lifted so that every pair is worth making.

        Under ``points_first`` nobody is matched at a loss, so a constant is added
        to every score that outweighs whatever one pair more can cost elsewhere.
        """
        scores = self.worth * self.table + self.lift(order)
        return problem(
            scores,
            ~self.barred,
            self.places,
            places_min=self.least,
            minimum_always=bool(self.least.any()),
            order=order,
        )

    def lift(self, order: Order) -> int:
        """The constant added to every score."""
        if order == "pairs_first":
            return 0
        return (2 * len(self.table) + 2) * (int(np.abs(self.table).max()) + 1)

    def total(self, order: Order) -> int:
        """The total that the source promises."""
        return self.worth * self.optimum + self.pairs * self.lift(order)


def published() -> list[Known]:
    """Return the problems of the file, a row for each unit that is to be placed."""
    return [_read(entry) for entry in yaml.safe_load(FILE.read_text(encoding="utf-8"))]


def _read(entry: dict[str, object]) -> Known:
    rows: list[list[int | None]] = entry["table"]  # type: ignore[assignment]
    barred = np.array([[cell is None for cell in row] for row in rows])
    table = np.array([[cell or 0 for cell in row] for row in rows], np.int64)
    times = np.array(entry.get("rows", [1] * len(rows)), np.int64)
    width = table.shape[1]
    return Known(
        name=str(entry["name"]),
        table=np.repeat(table, times, axis=0),
        barred=np.repeat(barred, times, axis=0),
        worth={"least": -1, "most": 1}[str(entry["aim"])],
        places=np.array(entry.get("columns", [1] * width), np.int64),
        least=np.array(entry.get("at_least", [0] * width), np.int64),
        optimum=int(entry["optimum"]),  # type: ignore[call-overload]
        checked=str(entry["checked"]),
    )


def generated() -> list[Known]:
    """Return the random tables of the tests of lap (Python package), which print their optima.

    NumPy's legacy generator draws the same numbers in every version. An older
    version of these tests added 1–100 to rows and columns, later ones 0–99.
    """
    legacy = np.random.RandomState(1299821)
    plain = legacy.randint(1, 101, size=(100, 100)).astype(np.int64)
    older = _made_hard(plain, legacy, 1, 101)
    sparse = np.random.RandomState(963245).rand(100, 100) > 0.04
    hard, barred = _hard_and_barred(100, 0.04)
    wide = np.random.RandomState(1299821).randint(1, 101, size=(1000, 1000)).astype(np.int64)
    wide_hard, wide_barred = _hard_and_barred(1000, 0.01)
    return [
        _square("lap-100", plain, 198),
        _square("lap-100-hard-older", older, 11599),
        _square("lap-100-sparse-older", plain, 3970, sparse),
        _square("lap-100-hard", hard, 11399),
        _square("lap-100-sparse", hard, 11406, barred),
        _square("lap-1000", wide, 1000),
        _square("lap-1000-hard", wide_hard, 101078),
        _square("lap-1000-sparse", wide_hard, 101078, wide_barred),
    ]


def _made_hard(
    table: NDArray[np.int64], legacy: np.random.RandomState, low: int, high: int
) -> NDArray[np.int64]:
    """Add a number to each row, and one to each column."""
    rows = np.array([legacy.randint(low, high) for _ in range(len(table))])
    columns = np.array([legacy.randint(low, high) for _ in range(len(table))])
    return table + rows[:, None] + columns[None, :]


def _hard_and_barred(n: int, sparsity: float) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return a table made hard, and the share of its pairs that lap's tests bar."""
    legacy = np.random.RandomState(1299821)
    table = legacy.randint(1, 101, size=(n, n)).astype(np.int64)
    hard = _made_hard(table, legacy, 0, 100)
    drawn = legacy.rand(n, n)
    barred = drawn < np.percentile(drawn.flat, max(0, (sparsity - 1 / n) * 100))
    barred[legacy.permutation(n), legacy.permutation(n)] = True
    return hard, barred


def _square(
    name: str,
    table: NDArray[np.int64],
    optimum: int,
    barred: NDArray[np.bool_] | None = None,
) -> Known:
    n = len(table)
    mask = np.zeros((n, n), np.bool_) if barred is None else barred
    one, none = np.ones(n, np.int64), np.zeros(n, np.int64)
    return Known(name, table, mask, -1, one, none, optimum)
