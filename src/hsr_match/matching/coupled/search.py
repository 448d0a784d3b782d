"""Exact search over the pairs that prices leave open (OR-Tools CP-SAT, integers, gap 0)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from hsr_match.matching.coupled.clock import FOREVER, Clock
from hsr_match.matching.coupled.columns import Columns
from hsr_match.matching.coupled.search_model import SearchModel
from hsr_match.matching.coupled.task import Task
from hsr_match.matching.problem import Ints

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search found.

    Attributes
    ----------
    status
        ``optimal`` over the pairs it was given, ``feasible`` if it was stopped,
        ``infeasible``, or ``unknown`` if it was stopped before finding any.
    keys
        Pairs that are made.
    bound
        No choice among the given pairs reaches more; None if nothing is known.
    """

    status: Literal["optimal", "feasible", "infeasible", "unknown"]
    keys: Ints
    bound: int | None


def search(task: Task, columns: Columns, hint: Ints, clock: Clock) -> Searched:
    """Find the best choice among the columns of a task.

    Parameters
    ----------
    task
        The rung.
    columns
        Pairs to choose from.
    hint
        Keys of pairs to begin with; empty for none.
    clock
        When to stop.
    """
    from ortools.sat.python import cp_model

    build = SearchModel(task, columns, cp_model.CpModel())
    build.hint(hint)
    solver = cp_model.CpSolver()
    parameters: Any = solver.parameters
    parameters.num_workers = 1
    parameters.linearization_level = 2
    parameters.cp_model_probing_level = 0
    parameters.symmetry_level = 0
    parameters.search_branching = cp_model.PSEUDO_COST_SEARCH
    parameters.add_lp_constraints_lazily = False
    parameters.relative_gap_limit = 0.0
    parameters.absolute_gap_limit = 0.0
    parameters.catch_sigint_signal = False
    if clock.left < FOREVER:
        parameters.max_time_in_seconds = max(0.01, clock.left)
    with clock.interrupting(solver.stop_search):
        status = solver.solve(build.model)
    if status == cp_model.INFEASIBLE:
        return Searched("infeasible", hint[:0], None)
    if status == cp_model.MODEL_INVALID:
        raise RuntimeError(f"the search refused its model: {build.model.validate()}")
    if status == cp_model.UNKNOWN:
        return Searched("unknown", hint[:0], None)
    made = np.array([solver.boolean_value(x) for x in build.x], dtype=np.bool_)
    bound = int(np.floor(solver.best_objective_bound + 0.5))
    name: Literal["optimal", "feasible"] = "optimal" if status == cp_model.OPTIMAL else "feasible"
    return Searched(name, columns.keys[made], bound)
