"""One other program on one table of scores; runs in an environment that has it, and not us.

    python other_programs.py PROGRAM TABLE.npy     prints seconds, total and pairs as JSON

The table holds integers, one row a mentee, one column a place with a mentor.
Only the program's own work is timed: its input is ready beforehand.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

Pairs = Iterable[tuple[int, int]]
Prepared = Callable[[], Pairs]


def munkres(table: Any) -> Prepared:
    from munkres import Munkres

    highest = int(table.max())
    costs = (highest - table).tolist()
    return lambda: Munkres().compute(costs)


def mentor_match(table: Any) -> Prepared:
    from matching.mentee import Mentee
    from matching.mentor import Mentor
    from matching.process import process_data

    class Given:
        """Points from the table, in place of rules on grades and professions."""

        def apply(self, match: Any) -> int:
            return int(table[match.mentee.place, match.mentor.place])

    def person(kind: Any, place: int) -> Any:
        words = ("first name", "last name", "email", "role", "organisation", "profession")
        made = kind(**dict.fromkeys(words, f"{kind.__name__} {place}"), grade=1, biography="")
        made.place = place
        return made

    mentees = [person(Mentee, i) for i in range(table.shape[0])]
    mentors = [person(Mentor, j) for j in range(table.shape[1])]

    def run() -> Pairs:
        process_data(mentors, mentees, [[Given()]])
        return [(e.place, r.place) for e in mentees for r in e.mentors]

    return run


def matching(table: Any) -> Prepared:
    import warnings

    from matching.games import StableMarriage

    warnings.simplefilter("ignore")
    wishes = {f"e{i}": [f"r{j}" for j in np.argsort(-table[i])] for i in range(table.shape[0])}
    returned = {f"r{j}": [f"e{i}" for i in np.argsort(-table[:, j])] for j in range(table.shape[1])}

    def run() -> Pairs:
        game = StableMarriage.create_from_dictionaries(wishes, returned)
        return [(int(e.name[1:]), int(r.name[1:])) for e, r in game.solve().items()]

    return run


def networkx(table: Any) -> Prepared:
    from networkx import Graph
    from networkx.algorithms.matching import max_weight_matching

    graph = Graph()
    n = table.shape[0]
    graph.add_weighted_edges_from(
        (i, n + j, int(table[i, j])) for i in range(n) for j in range(table.shape[1])
    )
    return lambda: [
        (min(pair), max(pair) - n) for pair in max_weight_matching(graph, maxcardinality=True)
    ]


def pulp(table: Any) -> Prepared:
    from pulp import PULP_CBC_CMD, LpMaximize, LpProblem, LpVariable, lpSum

    rows, columns = table.shape
    model = LpProblem("assignment", LpMaximize)
    x = [[LpVariable(f"x_{i}_{j}", cat="Binary") for j in range(columns)] for i in range(rows)]
    model += lpSum(int(table[i, j]) * x[i][j] for i in range(rows) for j in range(columns))
    for i in range(rows):
        model += lpSum(x[i]) == 1
    for j in range(columns):
        model += lpSum(x[i][j] for i in range(rows)) <= 1

    def run() -> Pairs:
        model.solve(PULP_CBC_CMD(msg=False))
        return [(i, j) for i in range(rows) for j in range(columns) if (x[i][j].value() or 0) > 0.5]

    return run


def scipy(table: Any) -> Prepared:
    from scipy.optimize import linear_sum_assignment

    return lambda: list(zip(*linear_sum_assignment(table, maximize=True), strict=True))


PROGRAMS = {
    "munkres": munkres,
    "mentor-match": mentor_match,
    "matching": matching,
    "networkx": networkx,
    "PuLP with CBC": pulp,
    "SciPy": scipy,
}


def run_one() -> None:
    """Run one program once and print what it took and found."""
    program, path = sys.argv[1:]
    table = np.load(path)
    run = PROGRAMS[program](table)
    start = time.perf_counter()
    pairs = list(run())
    seconds = time.perf_counter() - start
    total = sum(int(table[i, j]) for i, j in pairs)
    print(json.dumps({"seconds": seconds, "total": total, "pairs": len(pairs)}))


def main() -> None:
    """Run with room for deep recursion: `matching` copies its players recursively."""
    sys.setrecursionlimit(1_000_000)
    threading.stack_size(1 << 29)
    only = threading.Thread(target=run_one)
    only.start()
    only.join()


if __name__ == "__main__":
    main()
