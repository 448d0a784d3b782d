"""Why a mentee stays without a mentor, and what would help: exact claims only.

* Nobody eligible: the rules that bar, and how many mentors each single rule
  that may be set aside keeps away on its own.
* Below the minimum score: the best score against it.
* Mentors eligible but full: one more place with any of them makes room. Under
  ``pairs_first`` every eligible mentor of such a mentee is full, else the pair
  could be added and one more mentee would have a mentor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.insight.model import UnmatchedInsight
from hsr_match.insight.objections import given_floor
from hsr_match.insight.standing import mentee_row
from hsr_match.insight.words import Scale, counted, listed
from hsr_match.matching.eligible import NEVER_LIFTED, QUALITY_FLOOR, EligiblePairs
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import Ints, Mask, MatchingProblem
from hsr_match.rules import plain

if TYPE_CHECKING:
    from hsr_match.cohort.given_scores import GivenScores
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings

NAMED = 3
"""Mentors named in a remedy."""

NO_ELIGIBLE, FULL, BELOW = "no_eligible_mentor", "all_places_taken", "below_minimum_score"
ALONE = "No rule that may be set aside keeps a mentor away on its own: another mentor is needed."


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Explains the mentees left without a mentor in one matching.

    Attributes
    ----------
    loads
        Number of mentees each mentor has.
    """

    problem: MatchingProblem
    matching: Matching
    loads: Ints
    scale: Scale
    settings: Settings
    cohort: Cohort | None = None
    given: GivenScores | None = None

    def explain(self, mentee: int) -> UnmatchedInsight:
        """Say why one mentee has no mentor, and what would help."""
        scores, eligible = mentee_row(self.problem, mentee)
        if not eligible.any():
            return self._nobody(mentee, scores)
        possible = np.flatnonzero(eligible)
        best_first = possible[np.argsort(-scores[possible], kind="stable")]
        room = [j for j in best_first.tolist() if self.loads[j] < self.problem.places_max[j]]
        if room:
            return self._room(mentee, room[0], int(scores[room[0]]))
        return self._full(mentee, best_first.tolist())

    def _full(self, mentee: int, best_first: list[int]) -> UnmatchedInsight:
        taken = [j for j in best_first if self.problem.places_max[j] > 0]
        held = [j for j in best_first if self.problem.places_max[j] == 0]
        reserve = [j for j in held if self._in_reserve(j)]
        if len(taken) == 1:
            sentence = f"The only mentor possible with places, {self._ids(taken)}, is full."
        elif taken:
            sentence = f"All {len(taken)} mentors possible are full: {self._ids(taken)}."
        else:
            names = counted(len(held), "possible mentor")
            sentence = f"Nobody of {names} has a place this round."
        remedy = ""
        if reserve:
            some = self._ids(reserve, "or")
            remedy = f"Opening the reserve mentor {some} would make room. "
        if taken or not reserve:
            some = self._ids(taken or held, "or")
            remedy += f"One more place with {some} would make room and cost nobody their mentor."
        return UnmatchedInsight(mentee, FULL, sentence, remedy.strip())

    def _in_reserve(self, mentor: int) -> bool:
        if self.cohort is None:
            return False
        person = self.cohort.mentors[mentor]
        return bool(person.get("reserve")) and person.get("places") != 0

    def _room(self, mentee: int, mentor: int, score: int) -> UnmatchedInsight:
        who = self.problem.mentor_label(mentor)
        if self.matching.status != "optimal":
            sentence = f"{who} still has room: the search was stopped before it was used."
            return UnmatchedInsight(mentee, FULL, sentence, "Run again with a longer time limit.")
        sentence = (
            f"{who} has room, but the pair ({self.scale.points(score)}) would not raise the total."
        )
        full = self.loads[mentor] >= self.problem.places[mentor]
        remedy = "`rules: {order: pairs_first}` would match as many mentees as possible first."
        return UnmatchedInsight(mentee, FULL if full else BELOW, sentence, remedy)

    def _nobody(self, mentee: int, scores: Ints) -> UnmatchedInsight:
        eligible = self.problem.eligible
        if not isinstance(eligible, EligiblePairs):
            return self._nobody_listed(mentee, scores)
        total = counted(self.problem.shape[1], "mentor")
        bars = self._bars(eligible, mentee, scores)
        by_rules = [bars[name] for name in bars if name != QUALITY_FLOOR]
        free_of_rules = ~np.logical_or.reduce(by_rules) if by_rules else np.ones_like(scores, bool)
        if free_of_rules.any() and eligible.floor is not None:
            return self._below(mentee, scores, free_of_rules, eligible.floor)
        counts = sorted(((int(bar.sum()), name) for name, bar in bars.items()), reverse=True)
        words = [f"{plain(name)} ({count})" for count, name in counts if count]
        sentence = f"None of {total} is possible: {listed(words)}."
        return UnmatchedInsight(mentee, NO_ELIGIBLE, sentence, self._smallest_step(bars, scores))

    def _nobody_listed(self, mentee: int, scores: Ints) -> UnmatchedInsight:
        given = self.given
        listed_for = given.columns[given.rows == mentee] if given is not None else np.array([], int)
        if not len(listed_for):
            sentence = "The table of scores lists no mentor who may be paired with this mentee."
            remedy = "Add the score of a mentor who could help."
            return UnmatchedInsight(mentee, NO_ELIGIBLE, sentence, remedy)
        floor = given_floor(self.problem, self.settings)
        allowed = np.zeros(len(scores), dtype=np.bool_)
        allowed[listed_for] = True
        if floor is not None and (scores[listed_for] < floor).all():
            return self._below(mentee, scores, allowed, floor)
        names = counted(len(listed_for), "mentor")
        sentence = f"The coordinator or the minimum rules out each of {names} in the table."
        return UnmatchedInsight(mentee, NO_ELIGIBLE, sentence, "Lift a ban, or lower the minimum.")

    def _bars(self, eligible: EligiblePairs, mentee: int, scores: Ints) -> dict[str, Mask]:
        rows = slice(mentee, mentee + 1)
        bars = {
            rule.name: rule.block(rows, slice(None))[0]
            for rule in eligible.rules.rules
            if rule.level == "required"
        }
        if eligible.floor is not None:
            bars[QUALITY_FLOOR] = scores < eligible.floor
        return bars

    def _below(self, mentee: int, scores: Ints, allowed: Mask, floor: int) -> UnmatchedInsight:
        best = int(np.argmax(np.where(allowed, scores, scores.min() - 1)))
        score, least = self.scale.apart(int(scores[best]), floor)
        who = self.problem.mentor_label(best)
        sentence = f"The best possible score, {score} with {who}, is below the minimum of {least}."
        limit = self.scale.at_most(int(scores[best]))
        remedy = f"A minimum score of {limit} or less would make {who} possible."
        return UnmatchedInsight(mentee, BELOW, sentence, remedy)

    def _smallest_step(self, bars: dict[str, Mask], scores: Ints) -> str:
        """Name the one rule that, set aside alone, makes most mentors possible."""
        objections = np.sum(list(bars.values()), axis=0)
        best: tuple[int, str] | None = None
        for name, bar in bars.items():
            opened = int((bar & (objections == 1)).sum())
            if opened and name not in NEVER_LIFTED and (best is None or opened > best[0]):
                best = (opened, name)
        if best is None:
            return ALONE
        opened, name = best
        mentors = np.flatnonzero(bars[name] & (objections == 1))
        mentors = mentors[np.argsort(-scores[mentors], kind="stable")]
        some, who = self._ids(mentors.tolist()), counted(opened, "mentor")
        return f"Without the bar “{plain(name)}” {who} would be possible: {some}."

    def _ids(self, mentors: list[int], joint: str = "and") -> str:
        """Name the first few, best first, and count the others."""
        names = [self.problem.mentor_label(j) for j in mentors[:NAMED]]
        more = len(mentors) - NAMED
        if more > 0 and joint == "and":
            names.append(f"{more} more")
        return listed(names, joint)
