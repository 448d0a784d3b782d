"""Everything that a run's answers imply, worked out again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hsr_match.proof.answers import Form, exact, round_half_up
from hsr_match.proof.documents import SCALE, Ints, Told, asked_alpha, people_of
from hsr_match.proof.limits import limits_of, rounds_without
from hsr_match.proof.rescoring import Rescored, points, scores
from hsr_match.proof.rules import NEVER_LIFTED, Rules

Pair = tuple[int, int]


class Recount:
    """A cohort's run: scores, points, rules and places from the answers.

    Parameters
    ----------
    cohort
        ``cohort.json``.
    settings
        As resolved, from the manifest.
    pairs
        Positions of the pairs whose points are wanted.

    Attributes
    ----------
    told
        All of it, for the problem.
    points
        Points of each pair per criterion, as they travel.
    objections
        Pair → required rules that bar it; pairs that nothing bars are missing.
    rarity
        Field → value → weight in 10^-6.
    """

    def __init__(
        self, cohort: Mapping[str, Any], settings: Mapping[str, Any], pairs: Sequence[Pair]
    ) -> None:
        mentees, mentors = cohort["mentees"], cohort["mentors"]
        sides = people_of(cohort, "mentees", "mentee"), people_of(cohort, "mentors", "mentor")
        rescored = Rescored(
            Form(
                [person["answers"] for person in mentees],
                [person["answers"] for person in mentors],
                sides[0].keys,
                sides[1].keys,
                settings["scoring"],
            ),
            settings,
            {name: {(a, b): v for a, b, v in table} for name, table in cohort["given"].items()},
        )
        rules = Rules(mentees, mentors, cohort["past_pairs"], settings)
        cost = round_half_up(exact(settings["rules"]["preferred_cost"]) * SCALE / 100)
        floor = settings["rules"]["quality_floor"]
        least = None if floor == "off" else round_half_up(exact(floor) * SCALE / 100)
        chosen: dict[int, list[int]] = {}
        for i, j in pairs:
            chosen.setdefault(i, []).append(j)
        row_of, column_of = sides[0].at, sides[1].at
        pins = [
            (row_of[pin["mentee"]], column_of[pin["mentor"]], bool(pin["by"] and pin["reason"]))
            for pin in settings["pins"]
        ]
        table = np.zeros((len(mentees), len(mentors)), dtype=np.int32)
        eligible = np.zeros(table.shape, dtype=np.bool_)
        barred: Counter[str] = Counter()
        self.points: dict[Pair, dict[str, int]] = {}
        self.objections: dict[Pair, list[str]] = {}
        for i in range(len(mentees)):
            products = rescored.products(i)
            broken = sum((rule(i).astype(np.int64) for rule in rules.preferred.values()), start=_0)
            row = np.maximum(scores(products) - cost * broken, 0)
            objections = {name: rule(i) for name, rule in rules.required.items()}
            if least is not None:
                objections["quality_floor"] = row < least
            barred.update({name: int(mask.sum()) for name, mask in objections.items()})
            table[i], eligible[i] = row, ~np.any(list(objections.values()), axis=0)
            for _, j, signed in (pin for pin in pins if pin[0] == i):
                against = {name for name, mask in objections.items() if mask[j]}
                eligible[i, j] |= signed and not against & NEVER_LIFTED
            for j in chosen.get(i, ()):
                self.points[i, j] = _travelling(points(products, j), int(row[j]))
                barring = [name for name, mask in objections.items() if mask[j]]
                if barring:
                    self.objections[i, j] = barring
        self.rarity = rescored.rarity
        places = places_of([person["answers"] for person in mentors], settings, pins)
        limits = limits_of(
            settings,
            row_of,
            ([p["answers"] for p in mentees], [p["answers"] for p in mentors]),
            [rounds_without(cohort, mentee) for mentee in mentees],
            point=SCALE // 100,
            alpha=asked_alpha(settings, given=False),
        )
        told = {name: count for name, count in barred.items() if count}
        self.told = Told(*sides, table, eligible, places, told, limits)


_0: NDArray[np.int64] = np.zeros((), dtype=np.int64)


def _travelling(own: dict[str, int], score: int) -> dict[str, int]:
    """Return points without what would disclose a confidential answer."""
    off = score - sum(own.values())
    if "lived_experience" in own:
        own["needs"] = own.pop("lived_experience") + own.get("needs", 0)
    return {**own, "preferred_rules": off} if off else own


def places_of(
    mentors: Sequence[Mapping[str, Any]],
    settings: Mapping[str, Any],
    pins: Sequence[tuple[int, int, bool]],
) -> tuple[Ints, Ints, Ints]:
    """Return least, wanted and most mentees of each mentor.

    A blank is one place, and no more than that; the least is never above what
    is wanted. A reserve mentor who is held back has places for pins alone.
    """
    pinned = Counter(j for _, j in {(i, j) for i, j, _ in pins})
    hold = settings["rules"]["reserve"] == "hold"
    rows = []
    for j, answers in enumerate(mentors):
        given = answers.get("places")
        wanted = 1 if given is None else given
        most = max(wanted, answers.get("places_max") or 0)
        least = min(wanted, answers.get("places_min") or 0)
        if hold and answers.get("reserve"):
            most = min(most, pinned[j])
            least, wanted = 0, min(wanted, most)
        rows.append((least, wanted, most))
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]
