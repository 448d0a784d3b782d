"""All scores once more from the answers, in exact integers (``scores.md``)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hsr_match.proof.answers import NONE, Answers, Form, Part, exact, whole_numbers
from hsr_match.proof.covers import PARTS
from hsr_match.proof.needs import needs
from hsr_match.proof.own import Given, own_part

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
        parts += [own_part(form, wish, given.get(wish["name"], {})) for wish in own]
        self._parts = [_Covered(part, len(form.mentors)) for part in parts]
        self._part_weights = _proportions(parts)
        self._weights = dict(zip(weights, whole_numbers(list(weights.values())), strict=True))
        levels = form.scoring["own_weights"]
        factors = whole_numbers([Fraction(1), *(exact(v) for v in levels.values())])
        self._factors = dict(zip((None, *(int(k) for k in levels)), factors, strict=True))
        self.rarity = form.rarity

    def products(self, mentee: int) -> dict[str, Ints]:
        """Return criterion → its part of N with every mentor, for one mentee."""
        answers = self._form.mentees[mentee]
        active = []
        for part, weight in zip(self._parts, self._part_weights, strict=True):
            items = part.part.items(mentee)
            if items is not None and any(weight for weight, _ in items):
                covers, answered = part.covers([item for _, item in items])
                if answered.any():
                    active.append((part.part.criterion, weight, items, covers, answered))
        criteria = dict.fromkeys(criterion for criterion, *_ in active)
        e = {c: self._weights[c] * self._own_factor(answers, c) for c in criteria}
        whole = sum(e.values())
        found = {c: np.zeros(len(self._form.mentors), dtype=np.int64) for c in self.criteria}
        for criterion, weight, items, covers, answered in active:
            inner = sum(w for w, _ in items)
            rest = sum(w for c, w, *_ in active if c == criterion)
            bottom = whole * rest * inner
            top = 2 * 10**12 * e[criterion] * weight
            shares = [(top * w + bottom) // (2 * bottom) for w, _ in items]
            product = shares[0] * covers[0]
            for share, cover in zip(shares[1:], covers[1:], strict=True):
                product = product + share * cover
            if not answered.all():
                count = int(answered.sum())
                everything = sum(product[answered].tolist())
                product = np.where(answered, product, (2 * everything + count) // (2 * count))
            found[criterion] += product
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


class _Covered:
    """A part with the covers of every item met so far."""

    def __init__(self, part: Part, mentors: int) -> None:
        self.part, self._mentors = part, mentors
        self._known: dict[Hashable, tuple[Ints, NDArray[np.bool_]]] = {}
        self._answered = None if part.answered is None else np.array(part.answered, dtype=np.bool_)

    def covers(self, items: Sequence[Hashable]) -> tuple[list[Ints], NDArray[np.bool_]]:
        """Return each item's covers by mentor, and which mentors answered."""
        found = [self._known.get(item) or self._cover(item) for item in items]
        return [cover for cover, _ in found], found[0][1]

    def _cover(self, item: Hashable) -> tuple[Ints, NDArray[np.bool_]]:
        value = self.part.value
        values = [0 if item is NONE else value(item, j) for j in range(self._mentors)]
        answered = self._answered
        if answered is None:
            answered = np.array([v is not None for v in values], dtype=np.bool_)
        cover = np.array([v or 0 for v in values], dtype=np.int64)
        if (len(self._known) + 1) * self._mentors <= KEPT:
            self._known[item] = cover, answered
        return cover, answered


def _proportions(parts: Sequence[Part]) -> list[int]:
    """Return the weights of the parts as whole numbers, in proportion."""
    return whole_numbers([part.weight for part in parts])
