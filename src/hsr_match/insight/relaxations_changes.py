"""The changes that might give more mentees a mentor, with the most each could give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.insight.relaxations_floor import TENTH, highest_floor, with_floor
from hsr_match.insight.relaxations_rules import (
    SWITCHES,
    bars,
    gain_without,
    rules_of,
    without_rule,
)
from hsr_match.insight.standing import mentee_row
from hsr_match.insight.words import Scale, listed
from hsr_match.matching.eligible import NEVER_LIFTED, QUALITY_FLOOR, EligiblePairs
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import Ints, Mask, MatchingProblem
from hsr_match.rules import plain

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings
    from hsr_match.insight.relaxations import Code
    from hsr_match.insight.shortage_search import Seats

TRIED = 6
"""Candidates of a kind that are solved again where nothing bounds their worth."""

BAN = "ban"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the problem that has not been tried yet.

    ``bound`` is the most it could give, most important rung first (mentees,
    then the objective); None if nothing is known. Changes of a kind come with
    falling bounds.
    """

    code: Code
    words: str
    problem: MatchingProblem
    bound: tuple[int, ...] | None = None
    mentors: tuple[int, ...] = ()
    mentee: int | None = None
    rule: str = ""
    floor: int | None = None


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
        _pairs(problem, seats, left),
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
        best = seats.rows.of(some) * problem.scores.block(slice(left[0], left[0] + 1), slice(None))
        order = np.argsort(-best.max(axis=0)[mentors], kind="stable")[:TRIED]
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
    proof = matching.certificate
    if proof is None or problem.order != "pairs_first" or not problem.is_flow:
        return None
    known = 2 if proof.rungs[:2] == ("coverage", "objective") else 1
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


def _pairs(problem: MatchingProblem, seats: Seats, left: Sequence[int]) -> Iterator[Change]:
    """Yield pairs that one bar keeps apart and whose mentor has, or can make, room."""
    if not isinstance(problem.eligible, EligiblePairs):
        return
    room = seats.with_room()
    found: list[tuple[int, int, int, str]] = []
    for mentee in left[: TRIED * TRIED]:
        row = bars(problem, slice(mentee, mentee + 1))
        objections = sum((bar[0].astype(np.int64) for bar in row.values()), 0 * room.astype(int))
        scores, allowed = mentee_row(problem, mentee)
        single = np.flatnonzero((objections == 1) & room & ~allowed)
        for j in single[np.argsort(-scores[single], kind="stable")].tolist():
            name = next(name for name, bar in row.items() if bar[0, j])
            if name not in NEVER_LIFTED:
                found.append((-int(scores[j]), mentee, j, name))
                if len(found) % TRIED == 0:
                    break
    for _, mentee, mentor, name in sorted(found)[:TRIED]:
        yield _without_bar(problem, mentee, mentor, name)


def _without_bar(problem: MatchingProblem, mentee: int, mentor: int, name: str) -> Change:
    eligible = problem.eligible
    assert isinstance(eligible, EligiblePairs)
    pair = (mentee, mentor)
    free = replace(problem, eligible=replace(eligible, lifted=eligible.lifted | {pair}))
    who = f"{problem.mentee_label(mentee)} with {problem.mentor_label(mentor)}"
    if name == BAN:
        return Change(
            "drop_ban",
            f"Dropping the ban on {who}",
            free,
            mentee=mentee,
            mentors=(mentor,),
            rule=name,
        )
    return Change(
        "lift_for_pair",
        f"Pinning {who} in spite of “{plain(name)}”",
        replace(free, pins=(*problem.pins, pair)),
        mentee=mentee,
        mentors=(mentor,),
        rule=name,
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
