"""The integer program of the search: one Boolean a pair, all limits as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from hsr_match.matching.coupled.columns import Columns
from hsr_match.matching.coupled.rows import Rows, entries
from hsr_match.matching.coupled.task import Task
from hsr_match.matching.problem import Ints

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


class SearchModel:
    """The model of the search: one Boolean a column, all limits as they are."""

    def __init__(self, task: Task, columns: Columns, model: cp_model.CpModel) -> None:
        self.task, self.columns, self.model = task, columns, model
        self.x = [model.new_bool_var("") for _ in range(len(columns))]
        self._objective: list[tuple[Any, int]] = []
        self._kept: list[list[tuple[Any, int]]] = [[] for _ in task.earlier]
        self._pairs()
        self._units()
        self._mentors()
        self._groups()
        self._floors()
        for terms, rung in zip(self._kept, task.earlier, strict=True):
            model.add(_sum(terms) >= rung.value)
        model.maximize(_sum(self._objective))

    def hint(self, keys: Ints) -> None:
        """Suggest a choice."""
        if len(keys):
            made = np.isin(self.columns.keys, keys).tolist()
            for x, yes in zip(self.x, made, strict=True):
                self.model.add_hint(x, yes)

    def _pairs(self) -> None:
        task, columns = self.task, self.columns
        self._objective += zip(self.x, task.values(columns).tolist(), strict=True)
        for terms, values in zip(self._kept, task.kept_values(columns), strict=True):
            terms += zip(self.x, values.tolist(), strict=True)
        for at in columns.find(task.pins).tolist():
            self.model.add(self.x[at] == 1)

    def _units(self) -> None:
        task, model = self.task, self.model
        face = task.face
        of_unit: dict[int, list[Any]] = {}
        for x, unit in zip(self.x, self.columns.units.tolist(), strict=True):
            of_unit.setdefault(unit, []).append(x)
        for unit in np.flatnonzero(face.least > 0).tolist():
            of_unit.setdefault(unit, [])
        for unit, xs in of_unit.items():
            least, most = int(face.least[unit]), int(face.most[unit])
            if most == 1:
                (model.add_exactly_one if least else model.add_at_most_one)(xs)
            else:
                model.add_linear_constraint(sum(xs), least, most)
            gains = [int(task.goal.covered[unit])]
            gains += [int(rung.goal.covered[unit]) for rung in task.earlier]
            if not any(gains):
                continue
            if least:
                covered: Any = 1
            elif len(xs) == 1:
                covered = xs[0]
            else:
                covered = model.new_bool_var("")
                model.add_bool_or(*xs, ~covered)
            for terms, gain in zip((self._objective, *self._kept), gains, strict=True):
                terms.append((covered, gain))

    def _mentors(self) -> None:
        task, model = self.task, self.model
        face, problem = task.face, task.model.problem
        sizes = task.model.units.size[self.columns.units].tolist()
        of_mentor: dict[int, list[tuple[Any, int]]] = {}
        for x, at, size in zip(self.x, self.columns.at.tolist(), sizes, strict=True):
            of_mentor.setdefault(at, []).append((x, size))
        for at in np.flatnonzero((face.load_least > 0) & ~face.may_idle).tolist():
            of_mentor.setdefault(at, [])
        dear = [task.goal.costs, *(rung.goal.costs for rung in task.earlier)]
        for at, terms in of_mentor.items():
            least, most = int(face.load_least[at]), int(face.load_most[at])
            places = int(problem.places[at])
            load = _sum(terms)
            extra = most - places if any(dear) and problem.extra_place_cost else 0
            if extra > 0:
                pieces = [model.new_bool_var("") for _ in range(extra)]
                model.add(load <= places + sum(pieces))
                for costs, into in zip(dear, (self._objective, *self._kept), strict=True):
                    if costs:
                        into += [
                            (piece, -problem.extra_place_cost * (e + 1))
                            for e, piece in enumerate(pieces)
                        ]
            elif sum(size for _, size in terms) > most:
                if most == 1 and all(size == 1 for _, size in terms):
                    model.add_at_most_one([x for x, _ in terms])
                else:
                    model.add(load <= most)
            if face.may_idle[at] and least:
                used = model.new_bool_var("")
                model.add(load >= least * used)
                for x, _ in terms:
                    model.add_implication(x, used)
            elif least and task.goal.elastic:
                missing = model.new_int_var(0, least, "")
                model.add(load + missing >= least)
                self._objective.append((missing, -1))
            elif least:
                model.add(load >= least)

    def _groups(self) -> None:
        task, columns = self.task, self.columns
        m = columns.mentors
        unit, mentor = columns.units, columns.at
        spread = []
        for limit in task.model.limits:
            keys = np.arange(m * limit.groups, dtype=np.int64)
            spread.append(keys)
        couples = len(task.model.apart)
        groups = task.model.groups_of_mentors
        choosing = task.model.choosing[unit] & (task.model.mentor_groups[mentor] >= 0)
        different = unit[choosing] * groups + task.model.mentor_groups[mentor[choosing]]
        rows = Rows(tuple(spread), np.arange(couples * m, dtype=np.int64), np.unique(different))
        for part in list(entries(task.model, columns, rows))[:-1]:
            order = np.argsort(part.row, kind="stable")
            row, column, value = part.row[order], part.column[order], part.value[order]
            if not len(row):
                continue
            cuts = np.flatnonzero(np.diff(row, prepend=-1))
            for a, b in zip(cuts.tolist(), [*cuts[1:].tolist(), len(row)], strict=True):
                most = int(part.limit[row[a]])
                if int(value[a:b].sum()) <= most:
                    continue
                xs = [self.x[c] for c in column[a:b].tolist()]
                if most == 1:
                    self.model.add_at_most_one(xs)
                else:
                    self.model.add(_sum(list(zip(xs, value[a:b].tolist(), strict=True))) <= most)

    def _floors(self) -> None:
        task, columns = self.task, self.columns
        for floor in task.model.floors:
            amount = floor.counts[columns.units] * floor.mentors[columns.at]
            inside = np.flatnonzero(amount).tolist()
            total = _sum([(self.x[k], int(amount[k])) for k in inside])
            if task.goal.elastic:
                missing = self.model.new_int_var(0, floor.least, "")
                self.model.add(total + missing >= floor.least)
                self._objective.append((missing, -1))
            else:
                self.model.add(total >= floor.least)


def _sum(terms: list[tuple[Any, int]]) -> Any:
    from ortools.sat.python import cp_model

    return cp_model.LinearExpr.weighted_sum([t for t, _ in terms], [w for _, w in terms])
