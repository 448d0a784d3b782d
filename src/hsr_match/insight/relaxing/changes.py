"""The changes that might give more mentees a mentor, with the most each could give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.insight.relaxing.floor import TENTH, highest_floor, with_floor
from hsr_match.insight.relaxing.pairs import TRIED, Change, pairs_apart
from hsr_match.insight.relaxing.rules import (
    SWITCHES,
    bars,
    gain_without,
    rules_of,
    without_rule,
)
from hsr_match.insight.standing import mentee_row
from hsr_match.insight.words import Scale, listed
from hsr_match.matching.eligible import QUALITY_FLOOR, EligiblePairs
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import Ints, Mask, MatchingProblem
from hsr_match.rules import plain

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings
    from hsr_match.insight.shortages.search import Seats


def changes(
    problem: MatchingProblem,
    matching: Matching,
    settings: Settings,
    cohort: Cohort | None,
    seats: Seats,
    mentee: int | None,
) -> Sequence[Iterable[Change]]:
    """Return the changes worth trying by kind, the least intrusive kind first.

    Parameters
    ----------
    problem, matching, settings, cohort
        The round as it was solved.
    seats
        Who is with whom.
    mentee
        The mentee to be helped; None for anybody.
    """
    left = [mentee] if mentee is not None else seats.left.tolist()
    if not left:
        return ()
    held = _held(problem, settings, cohort)
    return (
        _reserve(problem, settings, cohort),
        _places(problem, matching, seats, left, held),
        _floors(problem, seats, mentee),
        pairs_apart(problem, seats, left),
        _rules(problem, seats),
    )


def _held(problem: MatchingProblem, settings: Settings, cohort: Cohort | None) -> Mask:
    """Return the reserve mentors who are held back: they are opened, not asked for more."""
    held = np.zeros(problem.shape[1], dtype=np.bool_)
    if cohort is not None and settings.rules.reserve == "hold":
        held[[j for j, person in enumerate(cohort.mentors) if person.get("reserve")]] = True
    held &= problem.places_max == 0
    return held


def _reserve(
    problem: MatchingProblem, settings: Settings, cohort: Cohort | None
) -> Iterator[Change]:
    if cohort is None or settings.rules.reserve == "open":
        return
    from hsr_match.matching.places import places as places_of

    opened = replace(settings, rules=replace(settings.rules, reserve="open"))
    least, wanted, most = places_of(cohort.mentors, opened, problem.pins)
    mentors = tuple(np.flatnonzero(most > problem.places_max).tolist())
    if mentors:
        ids = listed([problem.mentor_label(j) for j in mentors])
        who = f"the reserve mentor {ids}" if len(mentors) == 1 else f"the reserve ({ids})"
        yield Change(
            "open_reserve",
            f"Opening {who}",
            replace(problem, places_min=least, places=wanted, places_max=most),
            mentors=mentors,
        )


def _places(
    problem: MatchingProblem, matching: Matching, seats: Seats, left: Sequence[int], held: Mask
) -> Iterator[Change]:
    """Yield one more place with each mentor who could make a difference."""
    some = np.array(left, dtype=np.int64)
    if problem.is_flow and problem.order == "pairs_first":
        reach, graph = seats.reach(some)
        able = np.isin(np.arange(problem.shape[1]), graph.mentor_at[reach.nodes])
    else:
        able = np.asarray(seats.rows.of(some).any(axis=0))
    able = able & ~held
    # Who offered no place at all this round is asked last.
    offering = able & (problem.places_max > 0)
    mentors = np.flatnonzero(offering if offering.any() else able)
    bounds = _bounds(problem, matching)
    if bounds is None:
        rows = [mentee_row(problem, i) for i in left[: TRIED * TRIED]]
        best = np.max([np.where(allowed, scores, -1) for scores, allowed in rows], axis=0)
        order = np.argsort(-best[mentors], kind="stable")[:TRIED]
    else:
        order = np.lexsort(tuple(-bounds[mentors, k] for k in reversed(range(bounds.shape[1]))))
    for j in mentors[order].tolist():
        bound = None if bounds is None else tuple(bounds[j].tolist())
        yield Change(
            "more_places",
            f"One more place with {problem.mentor_label(j)}",
            with_place(problem, j),
            bound=bound,
            mentors=(j,),
        )


def with_place(problem: MatchingProblem, mentor: int) -> MatchingProblem:
    """Return the problem with one more place that a mentor wants."""
    places, most = problem.places.copy(), problem.places_max.copy()
    places[mentor] += 1
    most[mentor] += 1
    return replace(problem, places=places, places_max=most)


def _bounds(problem: MatchingProblem, matching: Matching) -> Ints | None:
    """Return the most that one more place of each mentor could give, per rung.

    That is the price of the place in the certificate: by duality a bound, rung
    by rung compared as vectors.
    """
    proof, known = matching.certificate, 1
    if matching.floor is not None:
        # Its own prices know nothing of pairs below the floor, which more mentees may need.
        proof = None if matching.reference is None else matching.reference.certificate
    elif proof is not None and proof.rungs[:2] == ("coverage", "objective"):
        known = 2
    if proof is None or problem.order != "pairs_first" or not problem.is_flow:
        return None
    bounds: Ints = -proof.mentors[:, :known]
    return bounds


def _floors(problem: MatchingProblem, seats: Seats, mentee: int | None) -> Iterator[Change]:
    eligible = problem.eligible
    if not isinstance(eligible, EligiblePairs) or eligible.floor is None:
        return
    floors = {highest_floor(problem, seats)}
    if mentee is not None:
        row = bars(problem, slice(mentee, mentee + 1))
        row.pop(QUALITY_FLOOR)
        barred = np.logical_or.reduce([block[0] for block in row.values()] or [[False]])
        scores = np.where(barred, -1, mentee_row(problem, mentee)[0])
        best = scores[scores < eligible.floor].max(initial=-1)
        floors.add(int(best) // TENTH * TENTH if best >= 0 else None)
    scale = Scale(problem.scale, given=False)
    for floor in sorted((f for f in floors if f is not None), reverse=True):
        yield Change(
            "lower_floor",
            f"A minimum score of {scale.text(floor)} instead of {scale.text(eligible.floor)}",
            with_floor(problem, floor),
            floor=floor,
        )


def _rules(problem: MatchingProblem, seats: Seats) -> Iterator[Change]:
    """Yield the rules without which more could have a mentor, most mentees first."""
    gains = []
    for at, name in enumerate(rules_of(problem)):
        if name in SWITCHES:
            gain = gain_without(problem, name, seats)
            if gain > 0:
                gains.append((-gain, at, name))
    for gain, _, name in sorted(gains):
        yield Change(
            "rule_off",
            f"Switching off “{plain(name)}” for everybody",
            without_rule(problem, name),
            bound=(-gain,) if problem.is_flow and problem.order == "pairs_first" else None,
            rule=name,
        )
