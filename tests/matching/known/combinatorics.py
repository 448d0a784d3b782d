"""Puzzles and graphs whose answer is a theorem, stated as mentees, mentors and limits.

Each function returns a problem and how many mentees can have a mentor.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np

from hsr_match.matching.problem import MatchingProblem
from tests.matching.problems import problem

Case = tuple[MatchingProblem, int]
Edges = Sequence[tuple[int, int]]

FANO = ((0, 1, 2), (0, 3, 4), (0, 5, 6), (1, 3, 5), (1, 4, 6), (2, 3, 6), (2, 4, 5))


def coloured(vertices: int, edges: Edges, colours: int) -> MatchingProblem:
    """Vertices are mentees, colours are mentors, neighbours must not share one."""
    places = np.full(colours, vertices)
    return problem(np.ones((vertices, colours)), places=places, apart=tuple(edges))


def petersen() -> Edges:
    """The Petersen graph: 2-subsets of 5, joined where they are disjoint."""
    pairs = list(itertools.combinations(range(5), 2))
    return [
        (a, b) for a, b in itertools.combinations(range(10), 2) if not set(pairs[a]) & set(pairs[b])
    ]


def groetzsch() -> Edges:
    """The Grötzsch graph: the 5-cycle, a copy of each vertex, one vertex joined to all copies."""
    around = [(i, (i + 1) % 5) for i in range(5)]
    copies = [(5 + i, k) for a, b in around for i, k in ((a, b), (b, a))]
    return [*around, *copies, *((10, 5 + i) for i in range(5))]


def petersen_in_three() -> Case:
    """Chromatic number 3 (J. Petersen, Sur le théorème de Tait, 1898)."""
    return coloured(10, petersen(), 3), 10


def petersen_in_two() -> Case:
    """The largest part of it without odd circles has 7 vertices (three must go)."""
    return coloured(10, petersen(), 2), 7


def groetzsch_in_three() -> Case:
    """Chromatic number 4, and 3 without any one vertex.

    J. Mycielski, Sur le coloriage des graphs, Colloquium Mathematicum 3 (1955) 161–162.
    """
    return coloured(11, groetzsch(), 3), 10


def groetzsch_in_four() -> Case:
    """Four colours suffice."""
    return coloured(11, groetzsch(), 4), 11


def everybody_apart() -> Case:
    """A complete graph of 6 in 4 colours: four have one."""
    return coloured(6, list(itertools.combinations(range(6), 2)), 4), 4


def odd_circle_in_two() -> Case:
    """A circle of 9 in 2 colours: one must go."""
    return coloured(9, [(i, (i + 1) % 9) for i in range(9)], 2), 8


def _sets(points: int, sets: Sequence[Sequence[int]]) -> MatchingProblem:
    """Sets are mentors who have all their points as mentees, or nobody."""
    inside = np.zeros((points, len(sets)), dtype=np.bool_)
    for j, members in enumerate(sets):
        inside[list(members), j] = True
    sizes = np.array([len(members) for members in sets])
    return problem(np.ones((points, len(sets))), inside, sizes, places_min=sizes)


def fano_plane() -> Case:
    """Any two of its lines meet, so one line is a largest packing: 3 of 7."""
    return _sets(7, FANO), 3


def affine_plane() -> Case:
    """The nine points of order 3 fall into three parallel lines."""
    lines = [
        [3 * x + (slope * x + start) % 3 for x in range(3)]
        for slope in range(3)
        for start in range(3)
    ]
    lines += [[3 * x + y for y in range(3)] for x in range(3)]
    return _sets(9, lines), 9


def exact_cover() -> Case:
    """Three of six sets cover seven points exactly (D. E. Knuth, Dancing links, 2000).

    The first, the fourth and the fifth row of his first matrix.
    """
    rows = ((2, 4, 5), (0, 3, 6), (1, 2, 5), (0, 3), (1, 6), (3, 4, 6))
    return _sets(7, rows), 7


def _groups(sizes: Sequence[int], bins: Sequence[int]) -> MatchingProblem:
    """Groups who stay together, to be packed into the places of mentors."""
    first = np.cumsum([0, *sizes[:-1]]).tolist()
    together = [
        (start, start + k) for start, size in zip(first, sizes, strict=True) for k in range(1, size)
    ]
    table = np.ones((sum(sizes), len(bins)))
    return problem(table, places=np.array(bins), together=tuple(together))


def partition() -> Case:
    """3 + 1 + 1 + 2 + 2 + 1 in two fives (the usual example of the partition problem)."""
    return _groups((3, 1, 1, 2, 2, 1), (5, 5)), 10


def no_partition() -> Case:
    """Groups of three in places for four: one group each, whatever is left over."""
    return _groups((3, 3, 3, 3), (4, 4, 4)), 9


def first_fit_fails() -> Case:
    """6 + 4 and 5 + 5 fill two tens; in the order 4, 5, 5, 6 each first fit leaves the 6 out."""
    return _groups((4, 5, 5, 6), (10, 10)), 20


PUZZLES: tuple[Callable[[], Case], ...] = (
    petersen_in_three,
    petersen_in_two,
    groetzsch_in_three,
    groetzsch_in_four,
    everybody_apart,
    odd_circle_in_two,
    fano_plane,
    affine_plane,
    exact_cover,
    partition,
    no_partition,
    first_fit_fails,
)
