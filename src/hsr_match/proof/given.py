"""Everything that given scores imply, and the answers beside them, worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from hsr_match.proof.answers import exact, round_half_up
from hsr_match.proof.documents import Mask, People, Told, people_of
from hsr_match.proof.limits import Limits, limits_of, rounds_without


def given_told(
    document: Mapping[str, Any],
    cohort: Mapping[str, Any] | None,
    settings: Mapping[str, Any],
    scale: int,
) -> Told:
    """Return what given scores imply: what is not listed may not be made.

    Parameters
    ----------
    document
        ``scores.json``.
    cohort
        ``cohort.json``, if it lies beside.
    settings
        As resolved, from the manifest.
    scale
        Integer units of 1.0.
    """
    mentees, mentors = (people_of(document, f"{role}s", role) for role in ("mentee", "mentor"))
    row, column = mentees.at, mentors.at
    table = np.zeros((len(row), len(column)), dtype=np.int64)
    listed: Mask = np.zeros(table.shape, dtype=np.bool_)
    for mentee, mentor, value in document["scores"]:
        table[row[mentee], column[mentor]] = value
        listed[row[mentee], column[mentor]] = True
    for mentee, mentor in document["barred"]:
        listed[row[mentee], column[mentor]] = False
    floor = settings["rules"]["quality_floor"]
    if floor != "off":
        listed &= table >= round_half_up(exact(floor) * scale)
    for ban in settings["bans"]:
        listed[row[ban["mentee"]], column[ban["mentor"]]] = False
    wanted = document["places"]
    least, most = document.get("places_min", {}), document.get("places_max", {})
    places = np.array(
        [(least.get(p, 0), wanted[p], most.get(p, wanted[p])) for p in mentors.ids], dtype=np.int64
    ).reshape(-1, 3)
    left = int(listed.size - listed.sum())
    barred = {"not_listed": left} if left else {}
    limits = _given_limits(mentees, mentors, cohort, settings, scale)
    return Told(mentees, mentors, table, listed, (*places.T,), barred, limits)


def _given_limits(
    mentees: People,
    mentors: People,
    cohort: Mapping[str, Any] | None,
    settings: Mapping[str, Any],
    scale: int,
) -> Limits:
    answers, rounds = None, [0] * len(mentees.ids)
    if cohort is not None:
        listed = [{p["id"]: p for p in cohort[side]} for side in ("mentees", "mentors")]
        people = [
            [by_id[p] for p in side.ids]
            for by_id, side in zip(listed, (mentees, mentors), strict=True)
        ]
        answers = [p["answers"] for p in people[0]], [p["answers"] for p in people[1]]
        rounds = [rounds_without(cohort, mentee) for mentee in people[0]]
    return limits_of(settings, mentees.at, answers, rounds, point=scale, alpha=0.0)
