"""Small random problems with any mix of couplings, from a number."""

from __future__ import annotations

from typing import Any

import numpy as np

from hsr_match.matching.problem import Floor, MatchingProblem, Objective, Spread
from tests.matching.problems import problem

SHARES = {
    "several": 0.3,
    "different": 0.5,
    "spread": 0.4,
    "second_spread": 0.25,
    "apart": 0.5,
    "together": 0.3,
    "floors": 0.45,
    "least": 0.5,
    "always": 0.25,
    "extra": 0.4,
    "credit": 0.25,
    "pins": 0.25,
    "idle": 0.15,
    "balanced": 0.15,
}
"""How often each feature is part of a case."""


def case(seed: int, **features: bool) -> MatchingProblem:
    """A problem of 2–5 mentees and 2–4 mentors; ``features`` forces some in or out."""
    r = np.random.default_rng(seed)
    on = {name: bool(r.random() < share) for name, share in SHARES.items()} | features
    n, m = int(r.integers(2, 5 if on["several"] else 6)), int(r.integers(2, 5))
    if on["balanced"]:
        scores = r.integers(0, 21, (n, m)) * 50_000
        scale = 1_000_000
    else:
        # Few levels make many ties; some cases have all scores equal or negative.
        scores = r.integers(-3, int(r.choice([-2, 2, 10])), (n, m))
        scale = 10
    places = r.integers(0 if r.random() < 0.3 else 1, 4, m)
    extra = r.integers(0, 2, m) if on["extra"] else np.zeros(m, np.int64)
    least = np.minimum(r.integers(0, 4, m), places) if on["least"] else np.zeros(m, np.int64)
    changes: dict[str, Any] = {
        "wanted": r.integers(0 if on["idle"] else 1, 3 if on["several"] else 2, n),
        "places_min": least,
        "places_max": places + extra,
        "minimum_always": on["always"],
        "extra_place_cost": int(r.integers(0, 5)) * (10_000 if on["balanced"] else 1),
        "order": str(r.choice(["pairs_first", "points_first"])),
        "seed": int(r.integers(0, 5)),
        "scale": scale,
    }
    if on["several"] and on["different"]:
        changes["mentor_groups"] = r.integers(-1, 2, m)
    spreads = [Spread("organisation", r.integers(-1, 2, n), int(r.integers(1, 3)))]
    spreads += [Spread("department", r.integers(-1, 3, n), 1)]
    count = on["spread"] + (on["spread"] and on["second_spread"])
    changes["spread"] = tuple(spreads[:count])
    if on["apart"]:
        changes["apart"] = _couples(r, n)
    if on["together"]:
        changes["together"] = _couples(r, n)[:2]
    if on["floors"]:
        changes["floors"] = tuple(
            Floor(f"floor {k}", r.random(n) < 0.6, r.random(m) < 0.6, int(r.integers(1, 3)))
            for k in range(int(r.integers(1, 3)))
        )
    if on["credit"]:
        changes["credit"] = r.integers(0, 4, n)
    mask = r.random((n, m)) < (0.95 if r.random() < 0.5 else 0.7)
    if on["pins"]:
        pins = {(int(r.integers(n)), int(r.integers(m))) for _ in range(int(r.integers(1, 3)))}
        changes["pins"] = tuple(sorted(pins))
        mask[tuple(np.array(sorted(pins)).T)] = True
    if on["balanced"]:
        alpha = float(r.choice([2.0, 1.0, 0.5]))
        changes["objective"] = Objective("balanced", alpha, 1.0)
    return problem(scores, mask, places, **changes)


def crowd(n: int, m: int, levels: int, seed: int) -> MatchingProblem:
    """Many people, so many levels of the score, and every kind of coupling at once."""
    r = np.random.default_rng(seed)
    places = r.integers(1, 4, m)
    return problem(
        r.integers(0, levels, (n, m)),
        r.random((n, m)) < 0.9,
        places,
        wanted=r.choice([1, 1, 1, 2], n),
        places_min=np.where(places > 1, 2, 0),
        mentor_groups=r.integers(0, max(2, m // 3), m),
        spread=(
            Spread("organisation", r.integers(0, max(2, n // 4), n), 1),
            Spread("department", r.integers(0, max(2, n // 3), n), 2),
        ),
        apart=((0, 1), (2, 3), (4, 5)),
        together=((6, 7),),
        floors=(Floor("need", r.random(n) < 0.4, r.random(m) < 0.4, 4),),
    )


def _couples(r: np.random.Generator, n: int) -> tuple[tuple[int, int], ...]:
    found = set()
    for _ in range(int(r.integers(1, 4))):
        a, b = sorted(r.choice(n, 2, replace=False).tolist())
        found.add((a, b))
    return tuple(sorted(found))


def shuffled(p: MatchingProblem, seed: int) -> tuple[MatchingProblem, list[int], list[int]]:
    """The same problem with rows and columns in another order, and that order."""
    r = np.random.default_rng(seed)
    rows, columns = r.permutation(p.shape[0]).tolist(), r.permutation(p.shape[1]).tolist()
    new_row = {old: new for new, old in enumerate(rows)}
    new_column = {old: new for new, old in enumerate(columns)}
    table = p.scores.block(slice(None), slice(None))[np.ix_(rows, columns)]
    mask = p.eligible.block(slice(None), slice(None))[np.ix_(rows, columns)]

    def couples(pairs: Any) -> Any:
        return tuple((new_row[b], new_row[a]) for a, b in reversed(pairs))

    return (
        problem(
            table,
            mask,
            p.places[columns],
            wanted=p.wanted[rows],
            places_min=p.places_min[columns],
            places_max=p.places_max[columns],
            minimum_always=p.minimum_always,
            extra_place_cost=p.extra_place_cost,
            order=p.order,
            objective=p.objective,
            seed=p.seed,
            scale=p.scale,
            pins=tuple((new_row[i], new_column[j]) for i, j in reversed(p.pins)),
            credit=None if p.credit is None else p.credit[rows],
            mentor_groups=None if p.mentor_groups is None else p.mentor_groups[columns],
            spread=tuple(Spread(s.name, s.groups[rows], s.most) for s in reversed(p.spread)),
            apart=couples(p.apart),
            together=couples(p.together),
            floors=tuple(
                Floor(f.name, f.mentees[rows], f.mentors[columns], f.least)
                for f in reversed(p.floors)
            ),
            mentee_keys=[p.mentee_keys[i] for i in rows],
            mentor_keys=[p.mentor_keys[j] for j in columns],
        ),
        rows,
        columns,
    )
