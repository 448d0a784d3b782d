"""Answers as ``cohort.json`` holds them: exact numbers, blank, none, rarity."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

Answers = Mapping[str, Any]
Items = Sequence[tuple[int, Hashable]] | None
Words = frozenset[str]

OTHER: Words = frozenset({"other"})
"""Never scored, in any list."""

NONE: Hashable = ("none of these",)
"""The item of a mentee who ticked "none of these": every mentor covers nothing."""


def exact(number: Any) -> Fraction:
    """Return a setting as the exact decimal that people wrote."""
    return Fraction(str(number))


def round_half_up(value: Fraction) -> int:
    """Return floor(x + 1/2)."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def thousandths(value: Any) -> int:
    """Return a level or likeness in whole thousandths."""
    return round_half_up(1000 * exact(value))


def whole_numbers(values: Sequence[Fraction]) -> list[int]:
    """Return whole numbers in the same proportions."""
    common = math.lcm(*(value.denominator for value in values))
    return [value.numerator * (common // value.denominator) for value in values]


def flat(answer: Any) -> tuple[str, ...]:
    """Return the values of an answer of any type, in order."""
    if isinstance(answer, str):
        return (answer,)
    if isinstance(answer, Mapping):
        return tuple(answer)
    return tuple(v for entry in answer for v in ((entry,) if isinstance(entry, str) else entry))


@dataclass(frozen=True, slots=True)
class Part:
    """One unit of answering.

    Attributes
    ----------
    criterion
        What its points count for.
    weight
        Its weight inside the criterion.
    answered
        Which mentors answered; None if that depends on the mentee.
    items
        Takes a mentee's position to (inner weight, item); None: not active.
    value
        Takes an item and a mentor's position to thousandths; None: a blank.
    """

    criterion: str
    weight: Fraction
    answered: Sequence[bool] | None
    items: Callable[[int], Items]
    value: Callable[[Any, int], int | None]


@dataclass(frozen=True, slots=True)
class Form:
    """Everybody's answers and how they are scored.

    Attributes
    ----------
    mentees, mentors
        Answers, in the order of the cohort.
    mentee_keys, mentor_keys
        Identity keys.
    scoring
        The settings of that name.
    rarity
        Field → value → weight in 10^-6, filled as fields are weighed.
    """

    mentees: Sequence[Answers]
    mentors: Sequence[Answers]
    mentee_keys: Sequence[str]
    mentor_keys: Sequence[str]
    scoring: Mapping[str, Any]
    rarity: dict[str, dict[str, int]] = field(default_factory=dict)

    def answered(self, name: str) -> list[bool]:
        """Return which mentors answered a field."""
        return [mentor.get(name) is not None for mentor in self.mentors]

    def held(self, name: str, unscored: Words) -> list[Words]:
        """Return what each mentor ticked that can be scored."""
        return [frozenset(flat(mentor.get(name) or ())) - unscored for mentor in self.mentors]

    def weigh(self, name: str, ticked: Sequence[Words]) -> dict[str, int]:
        """Return the rarity of all values, from what each person ticked."""
        counts = Counter(value for values in ticked for value in values)
        rare = {n: self._rarity(n) for n in set(counts.values())}
        self.rarity[name] = {value: rare[n] for value, n in counts.items()}
        return self.rarity[name]

    def _rarity(self, n: int) -> int:
        """Return max(floor, ln((N+1)/(n+1)) / ln(N+1)), rounded half up to 10^-6."""
        everybody = len(self.mentees) + len(self.mentors)
        least = round_half_up(10**6 * exact(self.scoring["rarity_floor"]))
        share = 1e6 * math.log((everybody + 1) / (n + 1)) / math.log(everybody + 1)
        if abs(share % 1 - 0.5) > 1e-6:
            return max(least, math.floor(share + 0.5))
        with localcontext() as context:  # too near a half for floats
            context.prec = 50
            top, rest = Decimal(everybody + 1).ln(), Decimal(n + 1).ln()
            return max(least, round_half_up(Fraction(10**6 * (top - rest) / top)))

    def ticked(
        self, name: str, *, wish: bool, weigh: Mapping[str, int] | None = None, unscored: Words
    ) -> Callable[[int], Items]:
        """Return what takes a mentee's position to the items of a field.

        Parameters
        ----------
        name
            The field.
        wish
            Whether "none of these" asks for nothing, or describes and scores 0.
        weigh
            Weight of each value; 1 if None.
        unscored
            Values to leave out; an answer of nothing else says nothing.
        """

        def items(i: int) -> Items:
            given = self.mentees[i].get(name)
            values = None if given is None else [v for v in flat(given) if v not in unscored]
            if values:
                return [(1 if weigh is None else weigh[value], value) for value in values]
            return None if wish or given is None or flat(given) else [(1, NONE)]

        return items


Maker = Callable[[Form, str, Fraction], Part]
"""Makes a part of a criterion, with its weight in it."""
