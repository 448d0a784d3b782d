"""A finished solve with everything that reports need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from hsr_match.insight.model import MatchingInsight

if TYPE_CHECKING:
    from hsr_match.cohort.given_scores import GivenScores
    from hsr_match.cohort.model import Cohort, SourceFile
    from hsr_match.config import Settings
    from hsr_match.insight.deciding.decided import Decided, PairDecision, Status
    from hsr_match.insight.objectives import ObjectiveRow
    from hsr_match.matching.matching import Matching
    from hsr_match.matching.problem import MatchingProblem
    from hsr_match.scoring import PairScores


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run.

    Attributes
    ----------
    settings, problem, matching
        What was asked, the integers, the result.
    insight
        What people are told.
    sources
        Files read, in order.
    cohort
        The people; None for given scores without a cohort.
    scores
        Scores worked out from answers; None for given scores.
    given
        Given scores; None when answers were scored.
    started
        UTC.
    seconds
        Stage → seconds.
    objectives
        What each objective would give; empty unless asked for.
    decided
        What people decided on the pairs; None if nobody has.
    approved_before
        Ids of pairs that people approved in a run before this one.
    """

    settings: Settings
    problem: MatchingProblem
    matching: Matching
    insight: MatchingInsight
    sources: tuple[SourceFile, ...]
    started: datetime
    cohort: Cohort | None = None
    scores: PairScores | None = None
    given: GivenScores | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)
    objectives: tuple[ObjectiveRow, ...] = ()
    decided: Decided | None = None
    approved_before: frozenset[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        kept = frozenset((pin.mentee, pin.mentor) for pin in self.settings.pins if pin.approved)
        object.__setattr__(self, "approved_before", kept)

    @property
    def decisions(self) -> Mapping[tuple[int, int], PairDecision]:
        """The last decision on each pair, declined ones included, by position."""
        if self.decided is None:
            return {}
        n, m = self.problem.shape
        mentee_at = {self.problem.mentee_label(i): i for i in range(n)}
        mentor_at = {self.problem.mentor_label(j): j for j in range(m)}
        current = self.decided.current.items()
        return {(mentee_at[i], mentor_at[j]): entry for (i, j), entry in current}

    def status_of(self, mentee: int, mentor: int) -> Status:
        """``approved``, or ``proposed``: how far a pair of the run is decided.

        A pair that was approved before and kept in this solve stays approved.
        """
        ids = self.problem.mentee_label(mentee), self.problem.mentor_label(mentor)
        entry = None if self.decided is None else self.decided.current.get(ids)
        if entry is not None:
            return entry.status
        return "approved" if ids in self.approved_before else "proposed"

    @property
    def kind(self) -> str:
        """``cohort`` (answers were scored) or ``scores`` (given)."""
        return "cohort" if self.scores is not None else "scores"

    def mentee_name(self, mentee: int) -> str:
        """Name as given; empty if none is known."""
        return self.cohort.mentees[mentee].name if self.cohort else ""

    def mentor_name(self, mentor: int) -> str:
        """Name as given; empty if none is known."""
        return self.cohort.mentors[mentor].name if self.cohort else ""
