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
from hsr_match.scoring.exact import SHARE_UNITS, exact, round_half_up
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


@dataclass(frozen=True, slots=True)
class Column:
    """One stacked factor.

    ``item`` is None for the column that stands in for mentors who left the
    part blank; its mentee factor is the neutral value in share × cover units.
    ``blank`` is the position of that column for an item's part, −1 if nobody
    left it blank.
    """

    criterion: int
    part: str
    item: Item | None
    blank: int = -1


@dataclass(frozen=True, slots=True)
class Factors:
    """All scores of a cohort, as two integer factors and a few single entries.

    Attributes
    ----------
    left, right
        Shapes (mentees, columns) and (mentors, columns), integers in float64.
        ``left @ right.T`` is exact (``scoring.exact``).
    columns
        What each column is.
    rows, mentors, entry_criteria, covers
        Single entries to add: position of mentee and mentor, criterion,
        thousandths; sorted by mentee.
    values
        Their share × cover units.
    personal
        (mentee, criterion) → share of a criterion with single entries.
    evidence_left, evidence_right
        Shapes (mentees, parts) and (mentors, parts): weight of answered parts.
    """

    names: tuple[str, ...]
    left: NDArray[np.float64]
    right: NDArray[np.float64]
    columns: tuple[Column, ...]
    rows: NDArray[np.int64]
    mentors: NDArray[np.int64]
    entry_criteria: NDArray[np.int64]
    covers: NDArray[np.int64]
    values: NDArray[np.int64]
    personal: Mapping[tuple[int, int], int]
    evidence_left: NDArray[np.float64]
    evidence_right: NDArray[np.float64]
    rarity: Mapping[str, Mapping[str, int]]


@dataclass(slots=True)
class _Part:
    """A part (of one variant) and the mentors who answered it."""

    criterion: int
    name: str
    answered: NDArray[np.bool_]
    blank_column: int


class _Builder:
    """Collects columns, shares and single entries, mentee by mentee."""

    def __init__(self, cohort: Cohort, chosen: Sequence[tuple[Criterion, Fraction]]) -> None:
        self.cohort = cohort
        self.criteria = [criterion for criterion, _ in chosen]
        self.weights = [weight for _, weight in chosen]
        self.columns: list[Column] = []
        self.covers: list[NDArray[np.float64]] = []
        self.shares: list[dict[int, int]] = []
        self.entries: list[tuple[int, int, int, int, int]] = []
        self.personal: dict[tuple[int, int], int] = {}
        self.parts: dict[tuple[int, str, Hashable], _Part] = {}
        self._positions = {mentor.key: j for j, mentor in enumerate(cohort.mentors)}
        self._column_of: dict[tuple[int, Item], int] = {}

    def part(self, k: int, ask: Ask) -> _Part:
        key = (k, ask.part, ask.variant)
        found = self.parts.get(key)
        if found is None:
            criterion = self.criteria[k]
            answered = np.array(
                [criterion.answers(ask.part, ask.variant, m) for m in self.cohort.mentors],
                dtype=np.bool_,
            )
            found = _Part(k, ask.part, answered, -1)
            if not answered.all():
                found.blank_column = len(self.columns)
                self.columns.append(Column(k, ask.part, None))
                self.covers.append((~answered).astype(np.float64))
            self.parts[key] = found
        return found

    def column(self, part: _Part, item: Item) -> int:
        key = (part.criterion, item)
        position = self._column_of.get(key)
        if position is None:
            criterion = self.criteria[part.criterion]
            cover = np.zeros(len(self.cohort.mentors))
            for j in np.flatnonzero(part.answered).tolist():
                cover[j] = criterion.cover(item, self.cohort.mentors[j])
            position = len(self.columns)
            self._column_of[key] = position
            self.columns.append(Column(part.criterion, part.name, item, part.blank_column))
            self.covers.append(cover)
        return position

    def add(self, mentee: Person, own_weights: Mapping[int, Fraction]) -> None:
        """Spread one mentee's points over what they answered."""
        active: list[tuple[int, list[tuple[Ask, _Part]], Fraction]] = []
        for k, criterion in enumerate(self.criteria):
            asks = [
                (ask, part)
                for ask in criterion.ask(mentee)
                if ask.weight > 0 and (part := self.part(k, ask)).answered.any()
            ]
            if asks:
                field = OWN_WEIGHTS.get(criterion.name)
                level = mentee.get(field) if field else None
                factor = Fraction(1) if level is None else own_weights[int(level)]
                active.append((k, asks, self.weights[k] * factor))
        whole = sum((weight for _, _, weight in active), Fraction(0))
        row: dict[int, int] = {}
        for k, asks, weight in active:
            parts = sum((ask.weight for ask, _ in asks), Fraction(0))
            for ask, part in asks:
                self._spread(row, k, ask, part, weight / whole * ask.weight / parts)
        self.shares.append(row)

    def _spread(self, row: dict[int, int], k: int, ask: Ask, part: _Part, weight: Fraction) -> None:
        criterion = self.criteria[k]
        inner = sum((w for _, w in ask.items), Fraction(0))
        shares = [(item, round_half_up(SHARE_UNITS * weight * w / inner)) for item, w in ask.items]
        if isinstance(criterion, PersonalCriterion):
            i = len(self.shares)
            for item, share in shares:
                self.personal[i, k] = share
                for key, cover in criterion.covers(item).items():
                    if key in self._positions:
                        j = self._positions[key]
                        self.entries.append((i, j, k, cover, share * cover))
            return
        columns = [(self.column(part, item), share) for item, share in shares]
        for position, share in columns:
            row[position] = row.get(position, 0) + share
        if part.blank_column >= 0:
            # The mean over the mentors who answered, exact before its one rounding.
            total = sum(share * int(self.covers[c].sum()) for c, share in columns)
            row[part.blank_column] = round_half_up(Fraction(total, int(part.answered.sum())))


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
    own = {int(k): exact(v) for k, v in settings.scoring.own_weights.items()}
    builder = _Builder(cohort, chosen)
    for mentee in cohort.mentees:
        builder.add(mentee, own)
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
    for i, mentee in enumerate(cohort.mentees):
        whole = 0.0
        for k, criterion in enumerate(builder.criteria):
            asks = [ask for ask in criterion.ask(mentee) if ask.weight > 0]
            if asks or not criterion.wish:
                whole += float(builder.weights[k])
            all_parts = sum(criterion.parts.values(), Fraction(0))
            for ask in asks:
                share = builder.weights[k] * ask.weight / all_parts
                left[i, position[(k, ask.part, ask.variant)]] = float(share)
        if whole:
            left[i] /= whole
    return left, right
