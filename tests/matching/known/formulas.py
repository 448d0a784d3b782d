"""Families of problems whose optimum is a formula, with the reason why.

Each function returns a problem and the total of its optimum. All scores are at
least 0 and everybody who can be placed is, so the order ``pairs_first`` or
``points_first`` makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from hsr_match.matching.problem import MatchingProblem
from tests.matching.problems import problem

Case = tuple[MatchingProblem, int]


def product(n: int) -> Case:
    """``i · j`` for i, j = 1 … n: Σ i² by the rearrangement inequality.

    G. H. Hardy, J. E. Littlewood and G. Pólya, Inequalities (1934), theorem 368.
    """
    i = np.arange(1, n + 1)
    return problem(np.outer(i, i)), n * (n + 1) * (2 * n + 1) // 6


def machol_wien(n: int) -> Case:
    """Least cost for ``(i − 1)(j − 1)``: hard for every Hungarian method.

    R. E. Machol and M. Wien, A hard assignment problem, Operations Research 24
    (1976) 190–192. The least sum pairs i with n + 1 − i, (n − 1) n (n − 2) / 6;
    a score is n² less the cost.
    """
    i = np.arange(n)
    return problem(n * n - np.outer(i, i)), n * n * n - n * (n - 1) * (n - 2) // 6


def machol_wien_from_one(n: int) -> Case:
    """The same for ``i · j``, i, j = 1 … n: Σ i (n + 1 − i) = n (n + 1)(n + 2) / 6."""
    i = np.arange(1, n + 1)
    return problem(n * n - np.outer(i, i)), n * n * n - n * (n + 1) * (n + 2) // 6


def sums(n: int) -> Case:
    """``a_i + b_j``: every pairing is worth the same."""
    a, b = (np.arange(n) * 7) % 11, (np.arange(n) * 5) % 13
    return problem(a[:, None] + b[None, :]), int(a.sum() + b.sum())


def circulant(n: int) -> Case:
    """``(j − i) mod n``: the diagonal below the main one is worth n − 1 everywhere."""
    i = np.arange(n)
    return problem((i[None, :] - i[:, None]) % n), n * (n - 1)


def distance(n: int) -> Case:
    """``4n − |a_i − b_j|``: both sides in order of size (a Monge array).

    R. E. Burkard, B. Klinz and R. Rudolf, Perspectives of Monge properties in
    optimization, Discrete Applied Mathematics 70 (1996) 95–161. With a_i = 2i
    and b_j = 2j + 1, put in another order, every pair is 1 apart.
    """
    a = 2 * ((np.arange(n) * _stride(n)) % n)
    b = 2 * np.arange(n) + 1
    return problem(4 * n - np.abs(a[:, None] - b[None, :])), n * (4 * n - 1)


def squares(n: int) -> Case:
    """``9n² − (a_i − b_j)²`` with a_i = 2i, b_j = 2j + 1: in order of size, n · 1."""
    a = 2 * ((np.arange(n) * _stride(n)) % n)
    b = 2 * np.arange(n) + 1
    return problem(9 * n * n - (a[:, None] - b[None, :]) ** 2), n * (9 * n * n - 1)


def smaller_of_two(n: int) -> Case:
    """``min(i, j)`` for i, j = 1 … n: equals with equals, Σ i."""
    i = np.arange(1, n + 1)
    return problem(np.minimum.outer(i, i)), n * (n + 1) // 2


def larger_of_two(n: int) -> Case:
    """``max(i, j)``, i, j = 1 … n: the large half with the small half.

    Σ max over pairs is at most twice the largest n/2 of 2n numbers (and the
    middle one once where n is odd).
    """
    i = np.arange(1, n + 1)
    both = np.sort(np.concatenate([i, i]))
    return problem(np.maximum.outer(i, i)), int(both[n:].sum())


def planted(n: int) -> Case:
    """Prices first, then scores below them, equal on one hidden pairing.

    Σ (u_i + v_j) over the hidden pairing is a bound for all others (weak
    duality) and is reached: the usual way to make instances of a known optimum.
    """
    rng = np.random.default_rng(n)
    u, v = rng.integers(0, 50, n), rng.integers(0, 50, n)
    slack = rng.integers(1, 40, (n, n))
    slack[np.arange(n), rng.permutation(n)] = 0
    scores = u[:, None] + v[None, :] - slack
    return problem(scores + 40), int(u.sum() + v.sum()) + 40 * n


def planted_with_places(n: int) -> Case:
    """The same with 1–3 places: prices of mentors are paid once a place, none are empty."""
    rng = np.random.default_rng(n)
    places = rng.integers(1, 4, n)
    mentees = int(places.sum())
    u, v = rng.integers(0, 50, mentees), rng.integers(0, 50, n)
    slack = rng.integers(1, 40, (mentees, n))
    slack[np.arange(mentees), rng.permutation(np.repeat(np.arange(n), places))] = 0
    scores = u[:, None] + v[None, :] - slack + 40
    return problem(scores, places=places), int(u.sum() + v @ places) + 40 * mentees


def same_for_all(n: int) -> Case:
    """The score is the mentor's alone: the best places are taken, each as often as it can be."""
    places = np.arange(n) % 3 + 1
    worth = (np.arange(n) * _stride(n)) % n + 1
    best = np.sort(np.repeat(worth, places))[::-1][:n]
    return problem(np.tile(worth, (n, 1)), places=places), int(best.sum())


def same_for_all_with_minimum(n: int) -> Case:
    """As above, but each mentor must get one: n mentors take one each of 2n mentees first.

    The other n go to the best places that are left.
    """
    places = np.arange(n) % 3 + 2
    worth = (np.arange(n) * _stride(n)) % n + 1
    rest = np.sort(np.repeat(worth, places - 1))[::-1][:n]
    made = problem(
        np.tile(worth, (2 * n, 1)),
        places=places,
        places_min=np.ones(n, np.int64),
        minimum_always=True,
    )
    return made, int(worth.sum() + rest.sum())


def minimum_that_just_fits(n: int) -> Case:
    """As many minimum places as mentees: loads are forced, only who goes where is free.

    Mentor 0 must take all but n − 1 mentees and is worth nothing to anybody;
    mentor j is worth j to everybody and takes one.
    """
    least = np.ones(n, np.int64)
    least[0] = n
    scores = np.tile(np.arange(n), (2 * n - 1, 1))
    made = problem(scores, places=2 * least, places_min=least, minimum_always=True)
    return made, n * (n - 1) // 2


def block(n: int) -> Case:
    """Two groups who may not meet: n mentees of one share the places of its two mentors."""
    scores = np.full((2 * n, 4), 3)
    scores[:, [1, 3]] = 5
    allowed = np.zeros((2 * n, 4), np.bool_)
    allowed[:n, :2] = True
    allowed[n:, 2:] = True
    half = (n + 1) // 2
    made = problem(scores, allowed, [n, half, n, half])
    return made, 2 * (5 * half + 3 * (n - half))


def _stride(n: int) -> int:
    """A step that visits every number below n in an order that is not sorted."""
    return next(k for k in range(max(2, n // 2), 2 * n + 3) if np.gcd(k, n) == 1)


FAMILIES: tuple[Callable[[int], Case], ...] = (
    product,
    machol_wien,
    machol_wien_from_one,
    sums,
    circulant,
    distance,
    squares,
    smaller_of_two,
    larger_of_two,
    planted,
    planted_with_places,
    same_for_all,
    same_for_all_with_minimum,
    minimum_that_just_fits,
    block,
)
