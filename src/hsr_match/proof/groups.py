"""People sorted by employer and by department, a second time (``docs/reference/rules.md``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from hsr_match.proof.answers import Answers
from hsr_match.proof.objective import Ints
from hsr_match.text import fold, fold_label

NOBODY = frozenset({
    "self-employed", "self employed", "freelance", "independent", "independent researcher",
    "retired", "unemployed", "not employed", "none", "no organisation", "not applicable",
})  # fmt: skip
"""Words for having no employer, folded: no organisation that a family could join."""


def employers(people: Sequence[Answers], settings: Mapping[str, Any]) -> Ints:
    """Return the group of each person's main employer, −1 for none."""
    first = _families(settings["rules"]["other_organisation"])
    return _numbered([_employer(answers, first) for answers in people])


def departments(people: Sequence[Answers], settings: Mapping[str, Any]) -> Ints:
    """Return the group of each person's department, −1 for none."""
    first = _families(settings["rules"]["other_organisation"])
    keys = []
    for answers in people:
        unit = fold(answers.get("department") or "")
        keys.append((unit, _employer(answers, first) or "") if unit else None)
    return _numbered(keys)


def _employer(answers: Answers, first: Mapping[str, str]) -> str | None:
    main = answers.get("organisation")
    return first.get(main, main) if main else None


def _families(rule: Mapping[str, Any]) -> dict[str, str]:
    """Return for each organisation in a family the first of all that families join to it."""
    meant = {
        fold_label(word): fold_label(name)
        for name, words in rule["aliases"].items()
        for word in words
    }
    joined: dict[str, set[str]] = {}
    for family in rule["families"]:
        names = {fold_label(name) for name in family} - NOBODY - {""}
        ids = {meant.get(name, name) for name in names}
        everybody = ids.union(*(joined.get(name, ()) for name in ids))
        joined |= dict.fromkeys(everybody, everybody)
    return {name: min(members) for name, members in joined.items()}


def _numbered(keys: Sequence[Any]) -> Ints:
    """Return the place of each key among all, −1 for None."""
    order = sorted({key for key in keys if key is not None})
    place = {key: number for number, key in enumerate(order)}
    return np.array([-1 if key is None else place[key] for key in keys], dtype=np.int64)
