"""Pairs and scores as pandas frames, for analysts; nothing else loads pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.reports.pair_rows import AFTER, BEFORE, criteria_of, pair_rows
from hsr_match.reports.scores_csv import score_columns, score_rows

if TYPE_CHECKING:
    import pandas as pd

    from hsr_match.insight.outcome import Outcome
    from hsr_match.matching.problem import MatchingProblem
    from hsr_match.scoring import PairScores


def pairs_frame(outcome: Outcome) -> pd.DataFrame:
    """Return the pairs as a frame with the columns of ``pairings.csv``.

    Scores and points are numbers in points (0–100; given scores in their own
    units); missing for mentees left without a mentor.

    Parameters
    ----------
    outcome
        A finished solve.
    """
    import pandas as pd

    unit = outcome.problem.scale / (100 if outcome.scores is not None else 1)
    criteria = criteria_of(outcome)
    rows = [
        (
            row.mentee_id,
            row.mentee_name,
            row.mentor_id or None,
            row.mentor_name or None,
            None if row.score is None else row.score / unit,
            row.rank,
            *(
                [None] * len(criteria)
                if row.points is None
                else [point / unit for point in row.points]
            ),
            row.why,
            "; ".join(row.cautions),
            row.status,
            row.locked,
        )
        for row in pair_rows(outcome)
    ]
    frame = pd.DataFrame(rows, columns=[*BEFORE, *criteria, *AFTER])
    return frame.astype({"mentee_rank": "Int64"})


def scores_frame(problem: MatchingProblem, scores: PairScores) -> pd.DataFrame:
    """Return every pair with its score, what bars it and its points, one row a pair.

    Parameters
    ----------
    problem
        Says which pairs may be made.
    scores
        The scores it was built on.
    """
    import pandas as pd

    unit = problem.scale / 100
    rows = [
        (
            problem.mentee_label(row.mentee),
            problem.mentor_label(row.mentor),
            row.score / unit,
            row.eligible,
            ";".join(row.barred_by),
            *(point / unit for point in row.points),
        )
        for row in score_rows(problem, scores)
    ]
    head = ["mentee_id", "mentor_id", "score", "eligible", "barred_by", *score_columns(scores)]
    return pd.DataFrame(rows, columns=head)
