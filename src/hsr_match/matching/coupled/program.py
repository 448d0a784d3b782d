"""The linear program on some pairs and the limits in use (OR-Tools GLOP, kept warm)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np

from hsr_match.matching.coupled.clock import FOREVER, Clock
from hsr_match.matching.coupled.columns import Columns
from hsr_match.matching.coupled.relaxed import Relaxed
from hsr_match.matching.coupled.rows import Rows, entries, no_rows
from hsr_match.matching.coupled.task import Task
from hsr_match.matching.problem import Ints

PENALTY = 16.0
"""What a missing unit of a limit from below costs, in largest values of a pair."""


class LinearProgram:
    """Grows by columns and rows between solves; limits from below may be missed at a price.

    Parameters
    ----------
    task
        The rung.
    columns, rows
        To begin with.
    """

    def __init__(self, task: Task, columns: Columns, rows: Rows) -> None:
        from ortools.math_opt.python import mathopt

        self.task = task
        self.columns = Columns(columns.keys[:0], columns.mentors)
        self.rows = no_rows(task.model)
        self._order: list[Ints] = []
        self._x: list[Any] = []
        self._gaps: list[Any] = []
        self._families: list[dict[int, Any]] = [{} for _ in self.rows.families]
        self._lp = mathopt.Model()
        self._lp.objective.is_maximize = True
        covered = task.goal.covered
        values = task.values(columns)
        self.scale = float(max(1, np.abs(values).max(initial=0), covered.max(initial=0)))
        kept = task.kept_values(columns)
        self._kept_scale = [float(max(1, np.abs(v).max(initial=0))) for v in kept]
        self._limits()
        self._solver: Any = None
        self.add(columns.keys, rows)

    def _limits(self) -> None:
        task, model, face = self.task, self.task.model, self.task.face
        lp = self._lp
        # A unit with several mentors earns once; one with a single mentor in each of its pairs.
        self._several = face.most > 1
        earns = [task.goal.covered, *(rung.goal.covered for rung in task.earlier)]
        self._units, self._covered = [], {}
        for unit in range(len(model.units)):
            least, most = int(face.least[unit]), int(face.most[unit])
            row = lp.add_linear_constraint(lb=float(least) if least else -np.inf, ub=float(most))
            self._units.append(row)
            if least:
                self._gap(row)
        self._kept = [
            lp.add_linear_constraint(lb=rung.value / scale)
            for rung, scale in zip(task.earlier, self._kept_scale, strict=True)
        ]
        for row in self._kept:
            self._gap(row, 100.0)
        worth = np.any([e > 0 for e in earns], axis=0)
        for unit in np.flatnonzero(self._several & worth).tolist():
            c = lp.add_variable(lb=0.0, ub=1.0)
            lp.objective.set_linear_coefficient(c, float(earns[0][unit]) / self.scale)
            for row, earned, scale in zip(self._kept, earns[1:], self._kept_scale, strict=True):
                row.set_coefficient(c, float(earned[unit]) / scale)
            row = lp.add_linear_constraint(ub=0.0)
            row.set_coefficient(c, 1.0)
            self._covered[unit] = row
        step = task.step
        self._places, self._least = [], {}
        for at in range(model.mentors):
            most, places = int(face.load_most[at]), int(model.places[at])
            extra = max(0, most - places) if step else 0
            row = lp.add_linear_constraint(ub=float(places if extra else most))
            self._places.append(row)
            for e in range(1, extra + 1):
                z = lp.add_variable(lb=0.0, ub=1.0)
                row.set_coefficient(z, -1.0)
                if task.goal.costs:
                    lp.objective.set_linear_coefficient(z, -step * e / self.scale)
                for kept, rung, scale in zip(
                    self._kept, task.earlier, self._kept_scale, strict=True
                ):
                    if rung.goal.costs:
                        kept.set_coefficient(z, -step * e / scale)
            if face.load_least[at] > 0 and not face.may_idle[at]:
                row = lp.add_linear_constraint(lb=float(face.load_least[at]))
                self._least[at] = row
                self._gap(row)
        self._floors = [lp.add_linear_constraint(lb=float(f.least)) for f in model.floors]
        for row in self._floors:
            self._gap(row)

    def _gap(self, row: Any, weight: float = 1.0) -> None:
        short = self._lp.add_variable(lb=0.0)
        row.set_coefficient(short, 1.0)
        price = 1.0 / self.scale if self.task.goal.elastic else PENALTY * weight
        self._lp.objective.set_linear_coefficient(short, -price)
        self._gaps.append(short)

    def raise_penalty(self, factor: float) -> None:
        """Make it dearer to miss limits from below."""
        for short in self._gaps:
            price = self._lp.objective.get_linear_coefficient(short)
            self._lp.objective.set_linear_coefficient(short, price * factor)

    def add(self, keys: Ints, rows: Rows) -> None:
        """Add columns, then rows."""
        new = Columns(np.setdiff1d(keys, self.columns.keys), self.columns.mentors)
        first = len(self._x)
        self._add_columns(new)
        names = self.rows.families
        for family, part, known in zip(
            names, entries(self.task.model, new, self.rows), self._families, strict=True
        ):
            for r, c, v in zip(*_lists(part), strict=True):
                known[int(family[r])].set_coefficient(self._x[first + c], float(v))
        self._order.append(new.keys)
        self.columns = self.columns.with_keys(new.keys)
        fresh = self.rows.new_in(rows)
        place = np.argsort(np.concatenate(self._order)).tolist()
        for family, part, known in zip(
            fresh.families,
            entries(self.task.model, self.columns, fresh),
            self._families,
            strict=True,
        ):
            limits = part.limit.tolist()
            for key, limit in zip(family.tolist(), limits, strict=True):
                known[key] = self._lp.add_linear_constraint(ub=float(limit))
            for r, c, v in zip(*_lists(part), strict=True):
                known[int(family[r])].set_coefficient(self._x[place[c]], float(v))
        self.rows = self.rows.with_rows(fresh)

    def _add_columns(self, new: Columns) -> None:
        task, lp, model = self.task, self._lp, self.task.model
        values = task.values(new)
        earned = np.where(self._several[new.units], 0, task.goal.covered[new.units])
        kept = [
            (v + np.where(self._several[new.units], 0, rung.goal.covered[new.units])) / scale
            for v, rung, scale in zip(
                task.kept_values(new), task.earlier, self._kept_scale, strict=True
            )
        ]
        inside = [f.counts[new.units] * f.mentors[new.at] for f in model.floors]
        pinned = np.isin(new.keys, task.pins)
        profit = (values + earned) / self.scale
        objective = lp.objective
        sizes = model.units.size[new.units].tolist()
        for k, (unit, at) in enumerate(zip(new.units.tolist(), new.at.tolist(), strict=True)):
            bounded = bool(self._several[unit]) or bool(pinned[k])
            x = lp.add_variable(lb=float(pinned[k]), ub=1.0 if bounded else np.inf)
            self._x.append(x)
            objective.set_linear_coefficient(x, float(profit[k]))
            self._units[unit].set_coefficient(x, 1.0)
            self._places[at].set_coefficient(x, float(sizes[k]))
            if unit in self._covered:
                self._covered[unit].set_coefficient(x, -1.0)
            if at in self._least:
                self._least[at].set_coefficient(x, float(sizes[k]))
            for row, amount in zip(self._floors, inside, strict=True):
                if amount[k]:
                    row.set_coefficient(x, float(amount[k]))
            for row, worth in zip(self._kept, kept, strict=True):
                row.set_coefficient(x, float(worth[k]))

    def solve(self, clock: Clock) -> Relaxed | None:
        """Solve from where the last solve ended; None if there is no solution, or none in time."""
        from ortools.math_opt.python import mathopt
        from ortools.util.python.solve_interrupter import SolveInterrupter

        limit = None if clock.left >= FOREVER else timedelta(seconds=max(clock.left, 0.01))
        interrupter = SolveInterrupter()
        if self._solver is None:
            self._solver = mathopt.IncrementalSolver(self._lp, mathopt.SolverType.GLOP)
        options = mathopt.ModelSolveParameters(
            variable_values_filter=mathopt.VariableFilter(skip_zero_values=True),
            reduced_costs_filter=mathopt.VariableFilter(filtered_items=[]),
            dual_values_filter=mathopt.LinearConstraintFilter(skip_zero_values=True),
        )
        # Without presolve the last basis is kept: later solves take a few pivots only.
        with clock.interrupting(interrupter.interrupt):
            found = self._solver.solve(
                params=mathopt.SolveParameters(
                    time_limit=limit,
                    lp_algorithm=mathopt.LPAlgorithm.DUAL_SIMPLEX,
                    presolve=mathopt.Emphasis.OFF,
                ),
                model_params=options,
                interrupter=interrupter,
            )
        if found.termination.reason != mathopt.TerminationReason.OPTIMAL:
            return None
        return self._read(found)

    def _read(self, found: Any) -> Relaxed:
        task = self.task
        values, duals = found.variable_values(), found.dual_values()
        order = np.argsort(np.concatenate(self._order))
        flow = np.array([values.get(x, 0.0) for x in self._x])[order]
        units = np.array([duals.get(row, 0.0) for row in self._units])
        for unit, row in self._covered.items():
            units[unit] -= duals.get(row, 0.0)
        mentors = np.array([duals.get(row, 0.0) for row in self._places])
        for at, row in self._least.items():
            mentors[at] += duals.get(row, 0.0)
        families = tuple(
            np.array([duals.get(known[key], 0.0) for key in names.tolist()])
            for names, known in zip(self.rows.families, self._families, strict=True)
        )
        np.subtract.at(mentors, self.rows.if_used % self.columns.mentors, families[-1])
        kept = -np.array([duals.get(row, 0.0) for row in self._kept]) / np.array(self._kept_scale)
        alone = ~self._several
        units[alone] -= task.goal.covered[alone] / self.scale
        for price, rung in zip(kept, task.earlier, strict=True):
            units[alone] -= price * rung.goal.covered[alone]
        scale = self.scale
        return Relaxed(
            value=found.objective_value() * scale,
            flow=flow,
            missing=sum(values.get(g, 0.0) for g in self._gaps),
            units=units * scale,
            mentors=mentors * scale,
            families=tuple(f * scale for f in families),
            floors=-np.array([duals.get(row, 0.0) for row in self._floors]) * scale,
            earlier=kept * scale,
        )


def _lists(part: Any) -> tuple[list[int], list[int], list[int]]:
    return part.row.tolist(), part.column.tolist(), part.value.tolist()
