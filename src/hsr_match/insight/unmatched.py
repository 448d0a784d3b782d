"""Why a mentee stays without a mentor, and what would help: exact claims only.

* Nobody eligible, or everybody below the minimum score: ``unmatched_barred.py``.
* Mentors eligible but full: the mentees who can go nowhere else and the places
  they share, checked by counting. One more place with any mentor of such a set
  lets the mentee in and costs nobody their mentor: along the way on which the
  search reached that mentor everybody moves by one.
* Room, but a limit of spread, a tie between pairs or the order of the scheme
  keeps the pair from being made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.insight.closed import Closure, told
from hsr_match.insight.model import UnmatchedInsight
from hsr_match.insight.shortages.sets import Coverage, Shortage, coverage
from hsr_match.insight.shortages.words import shortage_sentence
from hsr_match.insight.standing import mentee_row
from hsr_match.insight.unmatched_barred import BELOW, Barred
from hsr_match.insight.words import (
    NOT_CHECKED,
    Scale,
    called_by_name,
    counted,
    listed,
)
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import Ints, MatchingProblem

if TYPE_CHECKING:
    from hsr_match.cohort.given_scores import GivenScores
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings

NAMED = 3
"""Mentors named in a remedy."""

FULL = "all_places_taken"
ONE_MORE, OPENING = "One more place", "Opening"

REMEDIES_PRICED = (
    "`hsr-match explain RUN MENTEE` says what each remedy would bring, the round solved again "
    "with it."
)
"""Said once where remedies stand without their price, which takes more solves."""


@dataclass(frozen=True)
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

    @cached_property
    def coverage(self) -> Coverage:
        """How many could have a mentor, and the sets that leave the others out."""
        return coverage(self.problem, self.matching)

    @cached_property
    def _shortages(self) -> dict[int, Shortage]:
        return self.coverage.by_mentee()

    @cached_property
    def _sentences(self) -> dict[int, str]:
        """Sentence of each shortage, which many mentees may share."""
        return {}

    @cached_property
    def _by_name(self) -> Unmatched:
        """The same explanations with names, for the coordinator's own screen."""
        assert self.cohort is not None
        named = replace(self, problem=_with_names(self.problem, self.cohort))
        vars(named).update(coverage=self.coverage, _shortages=self._shortages)
        return named

    def explain(self, mentee: int) -> UnmatchedInsight:
        """Say why one mentee has no mentor, and what would help."""
        found = self.in_one_way(mentee)
        if self.cohort is None:
            return found
        return replace(found, named=self._by_name.in_one_way(mentee).sentence)

    def in_one_way(self, mentee: int) -> UnmatchedInsight:
        """Say it with the labels of the problem alone."""
        scores, eligible = mentee_row(self.problem, mentee)
        if not eligible.any():
            barred = Barred(self.problem, self.scale, self.settings, self.given)
            reason, sentence, remedy = barred.explain(mentee, scores)
            return UnmatchedInsight(mentee, reason, sentence, remedy)
        possible = np.flatnonzero(eligible)
        best_first = possible[np.argsort(-scores[possible], kind="stable")]
        room = best_first[self.loads[best_first] < self.problem.places_max[best_first]].tolist()
        if room:
            closed = told(self.problem, self.matching, mentee, room)
            if closed is not None and self.matching.status == "optimal":
                return self._closed(mentee, closed)
            return self._room(mentee, room[0], int(scores[room[0]]))
        return self._full(mentee, best_first)

    def _full(self, mentee: int, best_first: Ints) -> UnmatchedInsight:
        open_ = self.problem.places_max[best_first] > 0
        taken, held = best_first[open_].tolist(), best_first[~open_].tolist()
        reserve = [j for j in held if j in self._in_reserve]
        if len(taken) == 1:
            sentence = f"The only mentor possible with places, {self._ids(taken)}, is full."
        elif taken:
            all_of_them = "Both" if len(taken) == 2 else f"All {len(taken)}"
            sentence = f"{all_of_them} mentors possible are full: {self._ids(taken)}."
        else:
            names = counted(len(held), "possible mentor")
            sentence = f"Nobody of {names} has a place this round."
        shortage = self._shortages.get(mentee)
        more = taken or held if taken or not reserve else []
        remedy = self._remedy(reserve, more, shortage)
        sentence = f"{sentence} {self._proof(shortage)}".strip()
        return UnmatchedInsight(mentee, FULL, sentence, remedy, shortage=shortage)

    def _remedy(self, reserve: list[int], more: list[int], shortage: Shortage | None) -> str:
        """Say what would make room, and what of it counting alone does not show."""
        flow, said, guesses = self.problem.is_flow, [], []
        if reserve:
            opening = f"{OPENING} the reserve mentor {self._ids(reserve, 'or')}"
            if flow:
                said.append(f"{opening} would make room.")
            else:
                guesses.append(opening)
        if more:
            place = f"{ONE_MORE} with {self._ids(more, 'or')}"
            if flow and shortage is not None:
                said.append(f"{place} would make room and cost nobody their mentor.")
            else:
                guesses.append(place)
        if guesses:
            first, *rest = guesses
            ways = ", ".join([first, *(f"or {way[0].lower()}{way[1:]}," for way in rest)])
            said.append(f"{ways} might make room: {NOT_CHECKED}.")
        return " ".join(said)

    def _proof(self, shortage: Shortage | None) -> str:
        """Return the set as a sentence, or what may be said where ties bind pairs together."""
        if shortage is not None:
            if id(shortage) not in self._sentences:
                self._sentences[id(shortage)] = shortage_sentence(self.problem, shortage)
            return self._sentences[id(shortage)]
        spare = self.coverage.most - self.matching.coverage
        if self.coverage.exact or spare <= 0:
            return ""
        return (
            "Places alone would be enough: without the limits that tie pairs together, "
            f"up to {counted(spare, 'more mentee')} could have a mentor."
        )

    @cached_property
    def _in_reserve(self) -> frozenset[int]:
        mentors = () if self.cohort is None else self.cohort.mentors
        return frozenset(
            j
            for j, person in enumerate(mentors)
            if person.get("reserve") and person.get("places") != 0
        )

    def _room(self, mentee: int, mentor: int, score: int) -> UnmatchedInsight:
        who = self.problem.mentor_label(mentor)
        if self.matching.status == "decided":
            from hsr_match.insight.deciding.decided import SOLVE_AGAIN

            sentence = f"{who} still has room: these pairs were decided by people."
            return UnmatchedInsight(mentee, FULL, sentence, SOLVE_AGAIN)
        if self.matching.status != "optimal":
            sentence = f"{who} still has room: the search was stopped before it was used."
            return UnmatchedInsight(mentee, FULL, sentence, "Run again with a longer time limit.")
        if self.problem.order == "pairs_first":
            return self._tied(mentee, who)
        sentence = (
            f"{who} has room, but the pair ({self.scale.points(score)}) would not raise the total."
        )
        full = self.loads[mentor] >= self.problem.places[mentor]
        remedy = "`rules: {order: pairs_first}` would match as many mentees as possible first."
        return UnmatchedInsight(mentee, FULL if full else BELOW, sentence, remedy)

    def _closed(self, mentee: int, closed: Closure) -> UnmatchedInsight:
        """Say which limit closes the places that are free."""
        shortage = self._shortages.get(mentee)
        sentence = f"{closed.sentence} {self._proof(shortage)}".strip()
        return UnmatchedInsight(mentee, FULL, sentence, closed.remedy, shortage=shortage)

    def _tied(self, mentee: int, who: str) -> UnmatchedInsight:
        """Say that a mentor's free place cannot be used, whatever else is chosen."""
        shortage = self._shortages.get(mentee)
        limits = listed(_limits(self.problem), "or")
        sentence = f"{who} has a place free, but {limits} keeps this mentee from it."
        remedy = f"Loosening that limit might make room: {NOT_CHECKED}."
        proof = self._proof(shortage)
        return UnmatchedInsight(
            mentee, FULL, f"{sentence} {proof}".strip(), remedy, shortage=shortage
        )

    def _ids(self, mentors: Sequence[int], joint: str = "and") -> str:
        return some_mentors(self.problem, mentors, joint)


def is_guess(remedy: str) -> bool:
    """Tell whether a remedy is of a kind that may be tried by solving again, and was not."""
    return remedy.endswith(f"{NOT_CHECKED}.") and remedy.startswith((ONE_MORE, OPENING))


def some_mentors(problem: MatchingProblem, mentors: Sequence[int], joint: str = "and") -> str:
    """Name the first few mentors, best first, and count the others."""
    names = [problem.mentor_label(j) for j in mentors[:NAMED]]
    more = len(mentors) - NAMED
    if more > 0 and joint == "and":
        names.append(f"{more} more")
    return listed(names, joint)


def _limits(problem: MatchingProblem) -> list[str]:
    """Name the limits that tie pairs together, as people say them."""
    found = [f"the limit on one {limit.name.replace('_', ' ')}" for limit in problem.spread]
    if problem.apart:
        found.append("the list of mentees who must not share a mentor")
    if problem.together:
        found.append("the list of mentees who must share a mentor")
    if problem.least_if_used:
        found.append("a mentor's least number of mentees")
    found += [f"the floor “{floor.name}”" for floor in problem.floors]
    return found


def _with_names(problem: MatchingProblem, cohort: Cohort) -> MatchingProblem:
    """Return the problem with ids and names in place of ids alone."""
    return replace(
        problem,
        mentee_ids=[called_by_name(person.name, person.id) for person in cohort.mentees],
        mentor_ids=[called_by_name(person.name, person.id) for person in cohort.mentors],
    )
