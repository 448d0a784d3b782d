"""Why no mentor at all is possible for somebody: rules, bans, the minimum score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.insight.objections import given_floor
from hsr_match.insight.words import Scale, counted, listed
from hsr_match.matching.eligible import NEVER_LIFTED, QUALITY_FLOOR, EligiblePairs
from hsr_match.matching.problem import Ints, Mask, MatchingProblem
from hsr_match.rules import plain

if TYPE_CHECKING:
    from hsr_match.cohort.given_scores import GivenScores
    from hsr_match.config import Settings

NO_ELIGIBLE, BELOW = "no_eligible_mentor", "below_minimum_score"

ALONE = "No rule that may be set aside keeps a mentor away on its own: another mentor is needed."

NAMED_OPENED = 3
"""Mentors named who would be possible without a bar."""

Told = tuple[str, str, str]
"""Reason, sentence, remedy."""


@dataclass(frozen=True, slots=True)
class Barred:
    """Explains mentees for whom no mentor is eligible."""

    problem: MatchingProblem
    scale: Scale
    settings: Settings
    given: GivenScores | None = None

    def explain(self, mentee: int, scores: Ints) -> Told:
        """Return the reason, the rules behind it and the smallest step out."""
        if not len(scores):
            return NO_ELIGIBLE, "There is no mentor in this round.", "Mentors are needed first."
        eligible = self.problem.eligible
        if not isinstance(eligible, EligiblePairs):
            return self._listed(mentee, scores)
        total = counted(self.problem.shape[1], "mentor")
        bars = bars_of(eligible, mentee, scores)
        by_rules = [bars[name] for name in bars if name != QUALITY_FLOOR]
        free_of_rules = ~np.logical_or.reduce(by_rules) if by_rules else np.ones_like(scores, bool)
        if free_of_rules.any() and eligible.floor is not None:
            return self._below(scores, free_of_rules, eligible.floor)
        counts = sorted(((int(bar.sum()), name) for name, bar in bars.items()), reverse=True)
        words = [f"{plain(name)} ({count})" for count, name in counts if count]
        sentence = f"None of {total} is possible: {listed(words)}."
        return NO_ELIGIBLE, sentence, self._smallest_step(bars, scores)

    def _listed(self, mentee: int, scores: Ints) -> Told:
        given = self.given
        listed_for = given.columns[given.rows == mentee] if given is not None else np.array([], int)
        if not len(listed_for):
            sentence = "The table of scores lists no mentor who may be paired with this mentee."
            return NO_ELIGIBLE, sentence, "Add the score of a mentor who could help."
        floor = given_floor(self.problem, self.settings)
        allowed = np.zeros(len(scores), dtype=np.bool_)
        allowed[listed_for] = True
        if floor is not None and (scores[listed_for] < floor).all():
            return self._below(scores, allowed, floor)
        names = counted(len(listed_for), "mentor")
        sentence = f"The coordinator or the minimum rules out each of {names} in the table."
        return NO_ELIGIBLE, sentence, "Lift a ban, or lower the minimum."

    def _below(self, scores: Ints, allowed: Mask, floor: int) -> Told:
        best = int(np.argmax(np.where(allowed, scores, scores.min() - 1)))
        score, least = self.scale.apart(int(scores[best]), floor)
        who = self.problem.mentor_label(best)
        sentence = f"The best possible score, {score} with {who}, is below the minimum of {least}."
        limit = self.scale.at_most(int(scores[best]))
        return BELOW, sentence, f"A minimum score of {limit} or less would make {who} possible."

    def _smallest_step(self, bars: dict[str, Mask], scores: Ints) -> str:
        """Name the one rule that, set aside alone, makes most mentors possible."""
        objections = np.sum(list(bars.values()), axis=0)
        offering = self.problem.places_max > 0
        best: tuple[int, int, str] | None = None
        for name, bar in bars.items():
            opened = bar & (objections == 1)
            worth = (int((opened & offering).sum()), int(opened.sum()))
            if worth[1] and name not in NEVER_LIFTED and (best is None or worth > best[:2]):
                best = (*worth, name)
        if best is None:
            return ALONE
        _, opened_by_it, name = best
        mentors = np.flatnonzero(bars[name] & (objections == 1))
        mentors = mentors[np.lexsort((-scores[mentors], ~offering[mentors]))]
        names = [self.problem.mentor_label(j) for j in mentors[:NAMED_OPENED].tolist()]
        more = len(mentors) - NAMED_OPENED
        some = listed([*names, f"{more} more"] if more > 0 else names)
        who = counted(opened_by_it, "mentor")
        return f"Without the bar “{plain(name)}” {who} would be possible: {some}."


def bars_of(eligible: EligiblePairs, mentee: int, scores: Ints) -> dict[str, Mask]:
    """Return where each required rule objects to a mentee's pairs, the minimum last."""
    rows = slice(mentee, mentee + 1)
    bars = {
        rule.name: rule.block(rows, slice(None))[0]
        for rule in eligible.rules.rules
        if rule.level == "required"
    }
    if eligible.floor is not None:
        bars[QUALITY_FLOOR] = scores < eligible.floor
    return bars
