"""All scores once more from the answers, in exact integers (``scores.md``)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hsr_match.proof.answers import NONE, Answers, Form, Part, exact, whole_numbers
from hsr_match.proof.covers import PARTS
from hsr_match.proof.needs import needs

if TYPE_CHECKING:
    from hsr_match.proof.own import Given

Ints = NDArray[np.int64]
UNIT = 10**9
"""Units of the products per unit of the score."""

KEPT = 4_000_000
"""Covers kept for later mentees, per part: what belongs to one mentee fills no memory."""

OWN_WEIGHTS = {
    "preferences": "weight_people",
    "career_path": "weight_people",
    "research_area": "weight_topic",
    "methods": "weight_topic",
    "lived_experience": "weight_experience",
}


class Rescored:
    """Every pair's score, worked out again.

    Parameters
    ----------
    form
        Everybody's answers.
    settings
        As resolved, from the manifest.
    given
        Criterion of kind ``given`` → its table.

    Attributes
    ----------
    criteria
        Names of the criteria that weigh anything, in order.
    rarity
        Field → value → weight in 10^-6.
    """

    def __init__(self, form: Form, settings: Mapping[str, Any], given: Mapping[str, Given]) -> None:
        self._form = form
        wished = {name: exact(weight) for name, weight in settings["weights"].items()}
        own = [wish for wish in settings.get("criteria") or () if exact(wish["weight"]) > 0]
        weights = {name: w for name, w in wished.items() if w > 0}
        weights |= {wish["name"]: exact(wish["weight"]) for wish in own}
        self.criteria = tuple(weights)
        parts: list[Part] = []
        for criterion in self.criteria[: len(weights) - len(own)]:
            if criterion == "needs":
                parts.append(needs(form, experience_scored="lived_experience" in weights))
                continue
            for name, make in PARTS[criterion].items():
                weight = exact(form.scoring[criterion][name]) if name else Fraction(1)
                if weight > 0:
                    parts.append(make(form, criterion, weight))
        if own:
            from hsr_match.proof.own import own_part

            parts += [own_part(form, wish, given.get(wish["name"], {})) for wish in own]
        self._parts = [_Covered(part, len(form.mentors)) for part in parts]
        self._part_weights = whole_numbers([part.weight for part in parts])
        self._weights = dict(zip(weights, whole_numbers(list(weights.values())), strict=True))
        levels = form.scoring["own_weights"]
        factors = whole_numbers([Fraction(1), *(exact(v) for v in levels.values())])
        self._factors = dict(zip((None, *(int(k) for k in levels)), factors, strict=True))
        self.rarity = form.rarity

    def products(self, mentee: int) -> dict[str, Ints]:
        """Return criterion → its part of N with every mentor, for one mentee."""
        answers = self._form.mentees[mentee]
        active: list[_Active] = []
        for covered, weight in zip(self._parts, self._part_weights, strict=True):
            items = covered.part.items(mentee)
            if items is not None and any(inner for inner, _ in items):
                covers = [covered.cover(item) for _, item in items]
                if covers[0].known_of:
                    inner_weights = [inner for inner, _ in items]
                    active.append(_Active(covered.part.criterion, weight, inner_weights, covers))
        criteria = {part.criterion for part in active}
        e = {c: self._weights[c] * self._own_factor(answers, c) for c in criteria}
        whole = sum(e.values())
        found = {c: np.zeros(len(self._form.mentors), dtype=np.int64) for c in self.criteria}
        for part in active:
            rest = sum(other.weight for other in active if other.criterion == part.criterion)
            # Both are doubled: half up is then a division rounded down.
            top = 2 * 10**12 * e[part.criterion] * part.weight
            bottom = 2 * whole * rest * sum(part.inner)
            shares = [(top * inner + bottom // 2) // bottom for inner in part.inner]
            found[part.criterion] += _product(shares, part.covers)
        return found

    def _own_factor(self, answers: Answers, criterion: str) -> int:
        level = answers.get(OWN_WEIGHTS.get(criterion, ""))
        return self._factors[None if level is None else int(level)]


def scores(products: Mapping[str, Ints]) -> Ints:
    """Return one mentee's scores with every mentor, before any rule takes points."""
    total: Ints = np.sum(list(products.values()), axis=0, dtype=np.int64)
    return (total + UNIT // 2) // UNIT


def points(products: Mapping[str, Ints], mentor: int) -> dict[str, int]:
    """Return the points of each criterion for one pair; they add up to its score."""
    parts = {criterion: int(product[mentor]) for criterion, product in products.items()}
    shown = {criterion: n // UNIT for criterion, n in parts.items()}
    missing = (sum(parts.values()) + UNIT // 2) // UNIT - sum(shown.values())
    by_remainder = sorted(parts, key=lambda criterion: -(parts[criterion] % UNIT))
    for criterion in by_remainder[:missing]:
        shown[criterion] += 1
    return shown


class _Cover(NamedTuple):
    """Thousandths by mentor, who answered, and how many."""

    values: Ints
    answered: NDArray[np.bool_]
    known_of: int


class _Active(NamedTuple):
    """A part that is active for a mentee, with the weights and covers of the items."""

    criterion: str
    weight: int
    inner: Sequence[int]
    covers: Sequence[_Cover]


def _product(shares: Sequence[int], covers: Sequence[_Cover]) -> Ints:
    """Return a part's share times cover by mentor, a blank being the mean of the others."""
    product = shares[0] * covers[0].values
    for share, cover in zip(shares[1:], covers[1:], strict=True):
        product = product + share * cover.values
    _, answered, count = covers[0]
    if count == len(product):
        return product
    everything = sum(product[answered].tolist())
    mean = (2 * everything + count) // (2 * count)
    filled: Ints = np.where(answered, product, mean)
    return filled


class _Covered:
    """A part with the covers of the items met so far."""

    def __init__(self, part: Part, mentors: int) -> None:
        self.part, self._mentors = part, mentors
        self._known: dict[Hashable, _Cover] = {}
        self._answered = None if part.answered is None else np.array(part.answered, dtype=np.bool_)

    def cover(self, item: Hashable) -> _Cover:
        """Return how far each mentor covers an item."""
        known = self._known.get(item)
        if known is not None:
            return known
        value = self.part.value
        values = [0 if item is NONE else value(item, j) for j in range(self._mentors)]
        answered = self._answered
        if answered is None:
            answered = np.array([v is not None for v in values], dtype=np.bool_)
        numbers = np.array([v or 0 for v in values], dtype=np.int64)
        cover = _Cover(numbers, answered, int(np.count_nonzero(answered)))
        if (len(self._known) + 1) * self._mentors <= KEPT:
            self._known[item] = cover
        return cover
