"""From criteria to integer factors: who asks what, and who covers it.

``docs/reference/scores.md`` is the definition. The factors of all criteria are
stacked, so that every score of a cohort comes out of one matrix product.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hsr_match.cohort.model import Cohort, Person
from hsr_match.scoring.criterion import Ask, Criterion, Item, PersonalCriterion
from hsr_match.scoring.exact import SHARE_UNITS, in_proportion
from hsr_match.scoring.factors import Column, Factors
from hsr_match.scoring.registry import criteria, rarities

if TYPE_CHECKING:
    from hsr_match.config import Settings

OWN_WEIGHTS = {
    "preferences": "weight_people",
    "career_path": "weight_people",
    "research_area": "weight_topic",
    "methods": "weight_topic",
    "lived_experience": "weight_experience",
}


@dataclass(slots=True)
class _Part:
    """A part (of one variant), the mentors who answered it and how many they are."""

    criterion: int
    name: str
    answered: NDArray[np.bool_]
    count: int
    blank_column: int


class _Builder:
    """Collects columns, shares and single entries, mentee by mentee.

    Weights are whole numbers in proportion, so that each share is one exact
    division of integers, rounded once.
    """

    def __init__(self, cohort: Cohort, chosen: Sequence[tuple[Criterion, Fraction]]) -> None:
        self.cohort = cohort
        self.criteria = [criterion for criterion, _ in chosen]
        self.weights = in_proportion(weight for _, weight in chosen)
        self.columns: list[Column] = []
        self.covers: list[NDArray[np.float64]] = []
        self.shares: list[dict[int, int]] = []
        self.asked: list[list[Sequence[Ask]]] = []
        self.entries: list[tuple[int, int, int, int, int]] = []
        self.personal: dict[tuple[int, int], int] = {}
        self.parts: dict[tuple[int, str, Hashable], _Part] = {}
        self._is_personal = [isinstance(c, PersonalCriterion) for c in self.criteria]
        self._positions = {mentor.key: j for j, mentor in enumerate(cohort.mentors)}
        self._column_of: dict[tuple[int, Item], int] = {}
        self._sums: list[int] = []

    def part(self, k: int, ask: Ask) -> _Part:
        key = (k, ask.part, ask.variant)
        found = self.parts.get(key)
        if found is None:
            criterion = self.criteria[k]
            answered = np.array(
                [criterion.answers(ask.part, ask.variant, m) for m in self.cohort.mentors],
                dtype=np.bool_,
            )
            found = _Part(k, ask.part, answered, int(answered.sum()), -1)
            if not answered.all():
                found.blank_column = self._add_column(
                    Column(k, ask.part, None), (~answered).astype(np.float64)
                )
            self.parts[key] = found
        return found

    def column(self, part: _Part, item: Item) -> int:
        key = (part.criterion, item)
        position = self._column_of.get(key)
        if position is None:
            cover = self.criteria[part.criterion].cover
            mentors = self.cohort.mentors
            covers = np.zeros(len(mentors))
            for j in np.flatnonzero(part.answered).tolist():
                covers[j] = cover(item, mentors[j])
            column = Column(part.criterion, part.name, item, part.blank_column)
            position = self._column_of[key] = self._add_column(column, covers)
        return position

    def _add_column(self, column: Column, covers: NDArray[np.float64]) -> int:
        self.columns.append(column)
        self.covers.append(covers)
        self._sums.append(int(covers.sum()))
        return len(self.columns) - 1

    def add(self, mentee: Person, own_weights: Mapping[int, int], usual: int) -> None:
        """Spread one mentee's points over what they answered.

        Parameters
        ----------
        mentee
            The mentee.
        own_weights
            Factor for each level of the mentee's own weights.
        usual
            The factor 1, on the same scale.
        """
        asked: list[Sequence[Ask]] = []
        active: list[tuple[int, list[tuple[Ask, _Part, int]], int]] = []
        for k, criterion in enumerate(self.criteria):
            asks = [ask for ask in criterion.ask(mentee) if ask.weight > 0]
            asked.append(asks)
            field = OWN_WEIGHTS.get(criterion.name)
            level = mentee.get(field) if field else None
            weight = self.weights[k] * (usual if level is None else own_weights[int(level)])
            live = []
            for ask in asks:
                part = self.part(k, ask)
                inner = sum(w for _, w in ask.items)
                # Items that all weigh nothing separate nobody: as if left blank.
                if weight > 0 and part.count and (inner > 0 or not ask.items):
                    live.append((ask, part, inner))
            if live:
                active.append((k, live, weight))
        self.asked.append(asked)
        whole = sum(weight for _, _, weight in active)
        row: dict[int, int] = {}
        for k, live, weight in active:
            parts = sum(ask.weight for ask, _, _ in live)
            for ask, part, inner in live:
                above, below = SHARE_UNITS * weight * ask.weight, whole * parts * inner
                shares = [(item, (2 * above * w + below) // (2 * below)) for item, w in ask.items]
                if self._is_personal[k]:
                    self._enter(k, shares)
                else:
                    self._spread(row, part, shares)
        self.shares.append(row)

    def _spread(self, row: dict[int, int], part: _Part, shares: list[tuple[Item, int]]) -> None:
        total = 0
        for item, share in shares:
            c = self.column(part, item)
            row[c] = row.get(c, 0) + share
            total += share * self._sums[c]
        if part.blank_column >= 0:
            # The mean over the mentors who answered, exact before its one rounding.
            row[part.blank_column] = (2 * total + part.count) // (2 * part.count)

    def _enter(self, k: int, shares: list[tuple[Item, int]]) -> None:
        criterion = self.criteria[k]
        i = len(self.shares)
        for item, share in shares:
            self.personal[i, k] = share
            for key, cover in criterion.covers(item).items():  # type: ignore[attr-defined]
                if key in self._positions:
                    self.entries.append((i, self._positions[key], k, cover, share * cover))


def compile_factors(cohort: Cohort, settings: Settings) -> Factors:
    """Compile all criteria of a cohort.

    Parameters
    ----------
    cohort
        The participants.
    settings
        Weights, tables and own criteria.
    """
    rarity = rarities(cohort, settings)
    chosen = criteria(cohort, settings, rarity)
    factors = settings.scoring.own_weights
    usual, *scaled = in_proportion([1, *factors.values()])
    own = dict(zip(map(int, factors), scaled, strict=True))
    builder = _Builder(cohort, chosen)
    for mentee in cohort.mentees:
        builder.add(mentee, own, usual)
    n, m, width = len(cohort.mentees), len(cohort.mentors), len(builder.columns)
    left = np.zeros((n, width))
    for i, row in enumerate(builder.shares):
        left[i, list(row)] = list(row.values())
    right = np.stack(builder.covers, axis=1) if width else np.zeros((m, 0))
    entries = np.array(builder.entries, dtype=np.int64).reshape(-1, 5)
    evidence_left, evidence_right = _evidence(builder)
    return Factors(
        names=tuple(criterion.name for criterion, _ in chosen),
        left=left,
        right=right,
        columns=tuple(builder.columns),
        rows=entries[:, 0],
        mentors=entries[:, 1],
        entry_criteria=entries[:, 2],
        covers=entries[:, 3],
        values=entries[:, 4],
        personal=builder.personal,
        evidence_left=evidence_left,
        evidence_right=evidence_right,
        rarity=rarity,
    )


def _evidence(builder: _Builder) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return factors whose product is the share of weight on answers of both sides."""
    cohort = builder.cohort
    keys = list(builder.parts)
    position = {key: p for p, key in enumerate(keys)}
    left = np.zeros((len(cohort.mentees), len(keys)))
    right = np.zeros((len(cohort.mentors), len(keys)))
    for key, p in position.items():
        right[:, p] = builder.parts[key].answered
    for i, asked in enumerate(builder.asked):
        whole = 0.0
        for k, (criterion, asks) in enumerate(zip(builder.criteria, asked, strict=True)):
            if asks or not criterion.wish:
                whole += builder.weights[k]
            all_parts = sum(criterion.parts.values())
            for ask in asks:
                share = builder.weights[k] * ask.weight / all_parts
                left[i, position[(k, ask.part, ask.variant)]] = share
        if whole:
            left[i] /= whole
    return left, right
