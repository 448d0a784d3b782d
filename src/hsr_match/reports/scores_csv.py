"""The score of every pair and what bars it, as a table that ``solve --scores`` reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hsr_match.reports.cells import guarded
from hsr_match.reports.figures import file_figure
from hsr_match.reports.pairs_csv import csv_bytes

if TYPE_CHECKING:
    import numpy as np

    from hsr_match.matching.problem import MatchingProblem
    from hsr_match.scoring import PairScores

KIND = "cohort"
AT_ONCE = 256
"""Mentees worked on at a time, so that no full table of all criteria need exist."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One pair: its score, whether it may be made, what bars it, and its points.

    ``score`` and ``points`` are integer units; ``barred_by`` holds names of rules.
    """

    mentee: int
    mentor: int
    score: int
    eligible: bool
    barred_by: tuple[str, ...]
    points: tuple[int, ...]


def score_columns(scores: PairScores) -> tuple[str, ...]:
    """Return the columns of points: confidential criteria folded, preferences broken last."""
    folded = ("needs" if name == "lived_experience" else name for name in scores.criteria)
    costly = any(rule.level == "preferred" for rule in scores.eligibility.rules)
    return tuple(dict.fromkeys((*folded, *(("preferred_rules",) if costly else ()))))


def score_rows(problem: MatchingProblem, scores: PairScores) -> Iterator[ScoreRow]:
    """Return every pair, mentees first.

    Parameters
    ----------
    problem
        Says which pairs may be made; its ``eligible`` knows every objection.
    scores
        The scores it was built on.
    """
    columns = score_columns(scores)
    mentees, mentors = scores.shape
    everyone = slice(0, mentors)
    for start in range(0, mentees, AT_ONCE):
        rows = slice(start, min(start + AT_ONCE, mentees))
        values = scores.block(rows, everyone)
        points = _folded(scores, values, scores.points(rows, everyone), columns)
        allowed = problem.eligible.block(rows, everyone)
        barred = _objections(problem, rows, everyone)
        for i in range(rows.stop - rows.start):
            for j in range(mentors):
                yield ScoreRow(
                    start + i,
                    j,
                    int(values[i, j]),
                    bool(allowed[i, j]),
                    tuple(name for name, mask in barred if mask[i, j]),
                    tuple(points[i, j].tolist()),
                )


def _folded(
    scores: PairScores,
    values: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
    points: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
    columns: tuple[str, ...],
) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    import numpy as np

    table = np.zeros((*values.shape, len(columns)), np.int64)
    for k, name in enumerate(scores.criteria):
        table[:, :, columns.index("needs" if name == "lived_experience" else name)] += points[
            :, :, k
        ]
    if columns and columns[-1] == "preferred_rules":
        table[:, :, -1] = values - points.sum(axis=2)
    return table


def _objections(
    problem: MatchingProblem, rows: slice, columns: slice
) -> list[tuple[str, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]]:
    from hsr_match.matching.eligible import QUALITY_FLOOR, EligiblePairs

    eligible = problem.eligible
    assert isinstance(eligible, EligiblePairs)
    found = [
        (rule.name, rule.block(rows, columns))
        for rule in eligible.rules.rules
        if rule.level == "required"
    ]
    if eligible.floor is not None:
        found.append((QUALITY_FLOOR, eligible.scores.block(rows, columns) < eligible.floor))
    return found


def score_table(problem: MatchingProblem, scores: PairScores) -> bytes:
    """Return all pairs as CSV, in the form of ``pairings.csv``.

    ``mentee_id, mentor_id, score, eligible, barred_by`` and the points of each
    criterion; figures have four decimals, so that reading them back gives the
    same integers. Rules in ``barred_by`` are separated by semicolons.
    """
    heading = ("mentee_id", "mentor_id", "score", "eligible", "barred_by", *score_columns(scores))
    return csv_bytes(
        heading,
        (
            [
                guarded(problem.mentee_label(row.mentee)),
                guarded(problem.mentor_label(row.mentor)),
                file_figure(row.score, problem.scale, KIND),
                "true" if row.eligible else "false",
                ";".join(row.barred_by),
                *(file_figure(units, problem.scale, KIND) for units in row.points),
            ]
            for row in score_rows(problem, scores)
        ),
    )
