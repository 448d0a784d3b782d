"""From people, scores and settings to a problem in integers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hsr_match.matching.demands.limits import with_limits
from hsr_match.matching.demands.wanted import mentors_wanted
from hsr_match.matching.eligible import (
    NEVER_LIFTED,
    EligiblePairs,
    GivenGains,
    GivenMask,
)
from hsr_match.matching.places import places
from hsr_match.matching.problem import MatchingProblem, Objective
from hsr_match.scoring.exact import SCORE_UNITS, UNITS_PER_POINT, exact, round_half_up

if TYPE_CHECKING:
    from hsr_match.cohort.given_scores import GivenScores
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings
    from hsr_match.scoring import PairScores


def build_problem(cohort: Cohort, scores: PairScores, settings: Settings) -> MatchingProblem:
    """Build the assignment problem of a cohort.

    Parameters
    ----------
    cohort
        The participants.
    scores
        Their scores, with the compiled rules.
    settings
        Rules, objective, limits, pins and seed.

    Raises
    ------
    UsageError
        If a pin or another entry of the settings names nobody.
    InfeasibleError
        If a pin breaks a rule and gives no reason, or breaks one that no
        reason can lift; if limits contradict each other. All contradictions of
        pins, bans, places and minimum loads are told then.
    """
    from hsr_match.cohort import find_person

    mentee_at = {person.key: i for i, person in enumerate(cohort.mentees)}
    mentor_at = {person.key: j for j, person in enumerate(cohort.mentors)}
    floor = settings.rules.quality_floor
    floor_units = None if floor == "off" else round_half_up(exact(floor) * UNITS_PER_POINT)
    plain = EligiblePairs(scores.eligibility, scores, floor_units)
    pins: list[tuple[int, int]] = []
    lifted: set[tuple[int, int]] = set()
    broken: set[tuple[int, int]] = set()
    for pin in settings.pins:
        mentee = find_person(cohort, pin.mentee, "mentee")
        mentor = find_person(cohort, pin.mentor, "mentor")
        pair = (mentee_at[mentee.key], mentor_at[mentor.key])
        if pair not in pins:
            pins.append(pair)
        barred = plain.objections(*pair)
        if not barred:
            continue
        allowed = not NEVER_LIFTED.intersection(barred) and "ban" not in barred
        if allowed and pin.by and pin.reason:
            lifted.add(pair)
        else:
            broken.add(pair)
    least, some, most = places(cohort.mentors, settings, pins)
    fairness = settings.fairness
    problem = MatchingProblem(
        scores=scores,
        eligible=EligiblePairs(scores.eligibility, scores, floor_units, frozenset(lifted)),
        mentee_keys=[person.key for person in cohort.mentees],
        mentor_keys=[person.key for person in cohort.mentors],
        wanted=mentors_wanted(cohort.mentees, settings),
        places_min=least,
        places=some,
        places_max=most,
        minimum_always=settings.rules.places_min == "always",
        pins=tuple(pins),
        order=settings.rules.order,
        objective=Objective(fairness.objective, float(fairness.alpha), float(fairness.max_price)),
        extra_place_cost=round_half_up(exact(settings.rules.extra_place_cost) * UNITS_PER_POINT),
        scale=SCORE_UNITS,
        score_bound=SCORE_UNITS,
        seed=settings.solver.seed,
        mentee_ids=[person.id for person in cohort.mentees],
        mentor_ids=[person.id for person in cohort.mentors],
    )

    def position(reference: str) -> int:
        return mentee_at[find_person(cohort, reference, "mentee").key]

    problem = with_limits(problem, settings, cohort, position, UNITS_PER_POINT)
    if broken - lifted:
        from hsr_match.matching.consistency import contradiction_error

        # Told together with whatever else contradicts itself, not one error a run.
        raise contradiction_error(problem)
    return problem


def given_problem(given: GivenScores, settings: Settings) -> MatchingProblem:
    """Build the problem of a table of given scores: best total, in the given units.

    Parameters
    ----------
    given
        The table; a pair that is not listed is not eligible.
    settings
        Pins, bans, quality floor (in the units of the scores), order, limits and seed.

    Raises
    ------
    UsageError
        If an entry of the settings names nobody, or a limit reads answers and
        no cohort stands beside the scores.
    InfeasibleError
        If limits contradict each other.
    """
    n, m = len(given.mentees), len(given.mentors)
    table = np.zeros((n, m), dtype=np.int64)
    table[given.rows, given.columns] = given.values
    mask = np.zeros((n, m), dtype=np.bool_)
    mask[given.rows, given.columns] = True
    floor = settings.rules.quality_floor
    if floor != "off":
        mask &= table >= round_half_up(exact(floor) * 10**given.decimals)
    for ban in settings.bans:
        mask[given.mentee_position(ban.mentee), given.mentor_position(ban.mentor)] = False
    pins = tuple(
        dict.fromkeys(
            (given.mentee_position(pin.mentee), given.mentor_position(pin.mentor))
            for pin in settings.pins
        )
    )
    usual = np.full(n, settings.rules.mentors_per_mentee, dtype=np.int64)
    cohort = given.cohort
    problem = MatchingProblem(
        scores=GivenGains(table),
        eligible=GivenMask(mask),
        mentee_keys=given.mentee_keys,
        mentor_keys=given.mentor_keys,
        wanted=usual if cohort is None else mentors_wanted(cohort.mentees, settings),
        places_min=given.places_min,
        places=given.places,
        places_max=given.places_max,
        minimum_always=settings.rules.places_min == "always",
        pins=pins,
        order=settings.rules.order,
        objective=Objective("total"),
        extra_place_cost=round_half_up(exact(settings.rules.extra_place_cost) * 10**given.decimals),
        scale=10**given.decimals,
        seed=settings.solver.seed,
        mentee_ids=given.mentees,
        mentor_ids=given.mentors,
    )
    return with_limits(problem, settings, cohort, given.mentee_position, 10**given.decimals)
