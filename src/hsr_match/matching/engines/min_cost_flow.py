"""OR-Tools' flows of least cost, guarded: integers only, every status handled.

Where every arc that is free leads from a node that must send one unit to one that
must receive one, the flow is an assignment, for which the library has a solver
that is three times as fast.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hsr_match.matching.problem import Ints, Mask

SAFE_COST = 2**62
"""The library multiplies costs by the number of nodes in 64 bits."""

SPARE = 8
"""It also adds such products up: with a factor of 2 it refused costs that seemed to fit."""


class Infeasible(Exception):  # noqa: N818 - a condition, told to users in other words
    """No flow satisfies the bounds."""


def is_safe(largest_cost: int, nodes: int) -> bool:
    """Tell whether costs of this size cannot overflow inside the library."""
    return largest_cost * (nodes + 1) * SPARE < SAFE_COST


def min_cost_flow(
    tails: Ints,
    heads: Ints,
    lower: Ints,
    upper: Ints,
    cost: Ints,
    supply: Ints,
    *,
    feasible: bool = False,
) -> Ints:
    """Return an optimal flow per arc.

    Parameters
    ----------
    tails, heads, lower, upper, cost
        Shape (arcs,), int64. ``0 <= lower <= upper``.
    supply
        Shape (nodes,); sums to zero.
    feasible
        Whether some flow is known to satisfy the bounds, which saves finding out.

    Raises
    ------
    Infeasible
        If no flow keeps the bounds.
    OverflowError
        If costs are too large for exact arithmetic.
    """
    for name, array in (("cost", cost), ("upper", upper), ("lower", lower), ("supply", supply)):
        if array.dtype != np.int64:  # floats would be truncated without a word
            raise TypeError(f"{name} must be int64, not {array.dtype}")
    largest = int(np.abs(cost).max(initial=0))
    if not is_safe(largest, len(supply)):
        raise OverflowError(f"costs up to {largest} on {len(supply)} nodes")
    lower = _raised(tails, heads, lower, upper, supply)
    # Lower bounds are sent ahead: what is forced leaves the tail and arrives at the head.
    balance = supply.copy()
    forced = np.flatnonzero(lower)
    np.subtract.at(balance, tails[forced], lower[forced])
    np.add.at(balance, heads[forced], lower[forced])
    free = _free(tails, heads, lower, upper, balance)
    flow = lower.copy()
    network = _Network(tails[free], heads[free], (upper - lower)[free], cost[free], balance)
    # Nodes without a free arc are unknown to the solver: they must balance by themselves.
    if balance[~network.known].any():
        raise Infeasible
    if len(free):
        made = network.assigned(feasible=feasible) if network.is_assignment else None
        flow[free] += network.least_cost() if made is None else made
    return flow


def _raised(tails: Ints, heads: Ints, lower: Ints, upper: Ints, supply: Ints) -> Ints:
    """Return lower bounds raised to the upper ones where the neediest node takes all it can get.

    So it is where there are as many mentees as places.
    """
    neediest = int(supply.argmin())
    ways = np.flatnonzero(heads == neediest)
    if upper[ways].sum() != -supply[neediest] or (tails == neediest).any():
        return lower
    raised = lower.copy()
    raised[ways] = upper[ways]
    return raised


def _free(tails: Ints, heads: Ints, lower: Ints, upper: Ints, balance: Ints) -> Ints:
    """Return the arcs that may carry more, without those from or to where nothing is left."""
    free = np.flatnonzero(upper > lower)
    sends, receives = balance > 0, balance < 0
    sends[heads[free]] = True
    receives[tails[free]] = True
    return free[sends[tails[free]] & receives[heads[free]]]


@dataclass(frozen=True)
class _Network:
    """The arcs that can still change, all from 0 up, and what every node has to send."""

    tails: Ints
    heads: Ints
    room: Ints
    cost: Ints
    balance: Ints

    @cached_property
    def known(self) -> Mask:
        """The nodes at any of the arcs."""
        known = np.zeros(len(self.balance), dtype=np.bool_)
        known[self.tails] = True
        known[self.heads] = True
        return known

    @property
    def is_assignment(self) -> bool:
        """Whether each arc leads from a node that sends one unit to one that receives one.

        Costs must be smaller than for any network: that solver lets its prices run
        further.
        """
        sent, received = self.balance[self.tails], self.balance[self.heads]
        if not ((sent == 1).all() and (received == -1).all()):
            return False
        units = int(np.count_nonzero(self.balance == 1))
        spread = int(self.cost.max(initial=0)) - int(self.cost.min(initial=0))
        return is_safe(spread * (units + 1), units)

    def least_cost(self) -> Ints:
        """Return the flow per arc by the solver for any network."""
        from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

        solver = SimpleMinCostFlow()
        arcs = solver.add_arcs_with_capacity_and_unit_cost(
            self.tails.astype(np.int32), self.heads.astype(np.int32), self.room, self.cost
        )
        nodes = np.flatnonzero(self.known)
        solver.set_nodes_supplies(nodes.astype(np.int32), self.balance[nodes])
        status = solver.solve()
        if status == solver.INFEASIBLE or status == solver.UNBALANCED:
            raise Infeasible
        if status == solver.BAD_COST_RANGE:
            # Found out on the way: its prices ran further than the costs alone suggest.
            raise OverflowError(f"costs up to {np.abs(self.cost).max()}: too large")
        if status != solver.OPTIMAL:
            raise RuntimeError(f"min-cost flow ended with status {status}")
        return np.asarray(solver.flows(arcs), dtype=np.int64)

    def assigned(self, *, feasible: bool) -> Ints | None:
        """Return the flow per arc by the solver for assignments.

        None if there are arcs side by side, or that solver gives up.
        """
        from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

        # That solver takes very long to find out by itself.
        if not feasible and not self._can_all_be_assigned():
            raise Infeasible
        number = np.zeros(len(self.balance), dtype=np.int32)
        left, right = self.balance == 1, self.balance == -1
        count = np.count_nonzero(left)
        number[left] = number[right] = np.arange(count, dtype=np.int32)
        rows, columns = number[self.tails], number[self.heads]
        solver = SimpleLinearSumAssignment()
        # From 0 up: of two units with costs 1, -1 and 0 it says that they cannot be assigned.
        solver.add_arcs_with_cost(rows, columns, self.cost - self.cost.min(initial=0))
        status = solver.solve()
        if status != solver.OPTIMAL:
            return None
        mates = np.array([solver.right_mate(row) for row in range(count)], dtype=np.int32)
        made: Ints = (mates[rows] == columns).astype(np.int64)
        return made if made.sum() == count else None

    def _can_all_be_assigned(self) -> bool:
        """Tell whether as many units as are sent can be received, whatever they cost."""
        from ortools.graph.python.max_flow import SimpleMaxFlow

        left, right = np.flatnonzero(self.balance == 1), np.flatnonzero(self.balance == -1)
        source, sink = len(self.balance), len(self.balance) + 1
        tails = [self.tails, np.full(len(left), source), right]
        heads = [self.heads, left, np.full(len(right), sink)]
        solver = SimpleMaxFlow()
        solver.add_arcs_with_capacity(
            np.concatenate(tails).astype(np.int32),
            np.concatenate(heads).astype(np.int32),
            np.ones(len(self.tails) + len(left) + len(right), dtype=np.int64),
        )
        if solver.solve(source, sink) != solver.OPTIMAL:
            raise RuntimeError("the largest flow was not found")
        return bool(solver.optimal_flow() == len(left))
