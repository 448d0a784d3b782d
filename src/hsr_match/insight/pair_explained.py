"""One pair in full, made or not: its points, both sides' answers, the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from hsr_match.insight import cautions
from hsr_match.insight.alternatives import SHOWN, best_mentors
from hsr_match.insight.asked_for import asked_for
from hsr_match.insight.briefing.rows import Rows
from hsr_match.insight.detail import Alternative, PairDetail, WaterfallRow
from hsr_match.insight.matching_explained import limits_at_work, pair_evidence
from hsr_match.insight.objections import objections, set_aside
from hsr_match.insight.reckoning import criterion_points, folded, with_preferred
from hsr_match.insight.verdict import NAMED, Verdict
from hsr_match.insight.waterfall import preferred_row, waterfall
from hsr_match.insight.why import why_from_answers, why_from_scores
from hsr_match.insight.words import Scale
from hsr_match.rules import plain
from hsr_match.scoring import ShareRow

if TYPE_CHECKING:
    from hsr_match.cohort.given_scores import GivenScores
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings
    from hsr_match.insight.binding import Binding
    from hsr_match.insight.model import Caution
    from hsr_match.insight.pricing.bounds import CostBounds
    from hsr_match.insight.pricing.model import WhatIf
    from hsr_match.matching.matching import Matching
    from hsr_match.matching.problem import MatchingProblem
    from hsr_match.scoring import PairScores

assert SHOWN >= NAMED  # those ahead of a pair are the first of its alternatives


def explain_pair(
    problem: MatchingProblem,
    matching: Matching,
    settings: Settings,
    mentee: int,
    mentor: int,
    *,
    cohort: Cohort | None = None,
    scores: PairScores | None = None,
    given: GivenScores | None = None,
    confidential: bool = False,
    prices: WhatIf | None = None,
) -> PairDetail:
    """Explain a pair that was made, or why it was not.

    Parameters
    ----------
    problem, matching, settings
        As for :func:`hsr_match.insight.explain_matching`.
    mentee, mentor
        Positions.
    cohort, scores
        The people and their scores; None for given scores.
    given
        The table of given scores, if any.
    confidential
        True names gated needs and experiences: for the coordinator's eyes only.
    prices
        Exact prices of all pairs (:func:`hsr_match.insight.what_if`), if they
        are known already.

    Notes
    -----
    What a mentor would cost the cohort is exact. Where all pairs have a price
    it is read off; where limits tie pairs together, and for a mentor who was
    not chosen, the problem is solved again with the pair fixed. Where limits
    tie pairs together, other mentors have what they cost at least, and say so.
    """
    least = None
    if prices is None:
        from hsr_match.insight.briefing.prices import least_of, prices_of

        _, _, prices = prices_of(problem, matching)
        least = None if prices is not None else least_of(problem, matching)
    teller = PairTeller(
        problem,
        matching,
        settings,
        cohort,
        scores,
        given,
        prices,
        confidential=confidential,
        least=least,
    )
    return teller.detail(mentee, mentor)


@dataclass(frozen=True, eq=False)
class PairTeller:
    """Explains pairs of one matching, one after another.

    Attributes
    ----------
    at_once
        Mentees whose scores are read together.
    solves
        Whether a pair that has no known price is priced by solving again.
    least
        What pairs cost at least, where they have no exact prices.
    asked
        Pins that somebody asked for; None to find them by the labels of the problem.
    """

    problem: MatchingProblem
    matching: Matching
    settings: Settings
    cohort: Cohort | None = None
    scores: PairScores | None = None
    given: GivenScores | None = None
    prices: WhatIf | None = None
    confidential: bool = False
    solves: bool = True
    at_once: int = 1
    least: CostBounds | None = None
    asked: frozenset[tuple[int, int]] | None = None

    def detail(self, mentee: int, mentor: int) -> PairDetail:
        """Return a pair in full."""
        problem, pair = self.problem, (mentee, mentor)
        row, eligible = self.rows.of(mentee)
        score, possible = int(row[mentor]), int(eligible.sum())
        rank = 1 + int((row[eligible] > score).sum()) if eligible[mentor] else None
        made = mentor in self.rows.mentors_of.get(mentee, ())
        pinned = made and pair in self._asked
        reckoned, why, flags = self._told(pair, score, rank, possible, pinned=pinned)
        if made and self._binding is not None:
            why = f"{why} {self._binding.of_pair(mentee, mentor)}".strip()
        bars = () if rank else objections(problem, mentee, mentor, self.settings, self.given)
        barred = tuple(plain(name) for name in bars)
        others = best_mentors(
            problem,
            self.matching,
            mentee,
            self.settings,
            leave_out=(mentor,),
            given=self.given,
            rows=self.rows,
            prices=self.prices,
            least=self.least,
            scale=self.scale,
        )
        load = int(self.rows.loads[mentor]) if made else 0
        return PairDetail(
            mentee=mentee,
            mentor=mentor,
            score=score,
            rank=rank,
            made=made,
            barred_by=barred,
            rows=reckoned.rows,
            criteria=reckoned.criteria,
            evidence=reckoned.evidence,
            why=why,
            verdict=self._verdict(pair, rank, barred, others, made=made),
            cautions=(
                *cautions.rules_set_aside(set_aside(problem, mentee, mentor)),
                *flags,
                *cautions.places(load, int(problem.places[mentor]), possible if rank else 0),
                *([cautions.each_other()] if pair in self._crossed else ()),
                *([cautions.pinned()] if pinned else ()),
            ),
            current=next(iter(self.rows.mentors_of.get(mentee, ())), None),
            alternatives=others,
        )

    def _told(
        self, pair: tuple[int, int], score: int, rank: int | None, possible: int, *, pinned: bool
    ) -> tuple[_Reckoned, str, list[Caution]]:
        """Return the reckoning, the reason, and what the answers flag."""
        if self.scores is None or self.cohort is None:
            why = why_from_scores(score, rank, possible, self.scale, pinned=pinned) if rank else ""
            return _Reckoned(), why, []
        mine, theirs = self.cohort.mentees[pair[0]], self.cohort.mentors[pair[1]]
        reckoned = self._reckon(self.scores, self.cohort, pair, score)
        why = why_from_answers(mine, theirs, reckoned.shares, self.settings, pinned=pinned)
        evidence = reckoned.evidence
        flags = cautions.answers(score, evidence, mine, theirs, self.settings, self.scale)
        return reckoned, why, flags

    def _reckon(
        self, scores: PairScores, cohort: Cohort, pair: tuple[int, int], score: int
    ) -> _Reckoned:
        shares = self.shares(pair)
        lines = waterfall(
            shares,
            scores.criteria,
            cohort.mentees[pair[0]],
            cohort.mentors[pair[1]],
            self.settings,
            confidential=self.confidential,
        )
        points = criterion_points(shares, scores.criteria)
        off = score - sum(points.values())
        if off:
            lines.append(preferred_row(scores.eligibility.broken(*pair), off))
        evidence = self._evidence.get(pair)
        return _Reckoned(
            shares=shares,
            rows=tuple(lines),
            criteria=with_preferred(points if self.confidential else folded(points), score),
            evidence=float(pair_evidence(scores, [pair])[0]) if evidence is None else evidence,
        )

    def shares(self, pair: tuple[int, int]) -> tuple[ShareRow, ...]:
        """Return the reckoning of a pair line by line, kept; empty for given scores."""
        if pair not in self._kept:
            self._kept[pair] = () if self.scores is None else self.scores.shares(*pair)
        return self._kept[pair]

    def _verdict(
        self,
        pair: tuple[int, int],
        rank: int | None,
        barred: tuple[str, ...],
        others: tuple[Alternative, ...],
        *,
        made: bool,
    ) -> str:
        mentee, mentor = pair
        verdict = Verdict(
            self.problem,
            self.matching,
            self.scale,
            mentee,
            next(iter(self.rows.mentors_of.get(mentee, ())), None),
            self.rows,
            self.prices,
            self.solves,
            made and pair in self._asked,
        )
        if rank is None:
            return verdict.barred(mentor, barred)
        if made:
            # Eligible mentors come first and by score, so the first are the ones ahead.
            return verdict.made(mentor, rank, others[: min(rank - 1, NAMED)])
        return verdict.not_chosen(mentor, self.rows.mentees_of.get(mentor, ()))

    @cached_property
    def rows(self) -> Rows:
        """The matching looked up by person."""
        return Rows(self.problem, self.matching, self.at_once)

    @cached_property
    def scale(self) -> Scale:
        """How scores are said."""
        return Scale(self.problem.scale, given=self.scores is None)

    @cached_property
    def _kept(self) -> dict[tuple[int, int], tuple[ShareRow, ...]]:
        return {}

    @cached_property
    def _asked(self) -> frozenset[tuple[int, int]]:
        return asked_for(self.problem, self.settings) if self.asked is None else self.asked

    @cached_property
    def _crossed(self) -> frozenset[tuple[int, int]]:
        if self.cohort is None or self.scores is None:
            return frozenset()
        return cautions.crossed(self.matching.pairs, self.cohort)

    @cached_property
    def _evidence(self) -> Mapping[tuple[int, int], float]:
        """Evidence of all pairs that were made, where many are told."""
        if self.scores is None or self.at_once == 1:
            return {}
        found = pair_evidence(self.scores, self.matching.pairs).tolist()
        return dict(zip(self.matching.pairs, found, strict=True))

    @cached_property
    def _binding(self) -> Binding | None:
        if not limits_at_work(self.problem, self.cohort):
            return None
        from hsr_match.insight.binding import Binding

        return Binding(self.problem, self.matching, self.settings, self.scale, self.cohort)


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """What the answers of a pair add up to; empty for given scores."""

    shares: tuple[ShareRow, ...] = ()
    rows: tuple[WaterfallRow, ...] = ()
    criteria: Mapping[str, int] = field(default_factory=dict)
    evidence: float = 1.0
