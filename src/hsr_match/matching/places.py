"""Places of each mentor: least, wanted, most; reserve mentors held back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.cohort.model import Person
from hsr_match.matching.problem import Ints

if TYPE_CHECKING:
    from hsr_match.config import Settings


def places(
    mentors: Sequence[Person], settings: Settings, pins: Sequence[tuple[int, int]]
) -> tuple[Ints, Ints, Ints]:
    """Return places_min, places and places_max, each of shape (mentors,).

    A reserve mentor has no places under ``reserve: hold``, except those that
    the coordinator fills by pins.
    """
    pinned = Counter(j for _, j in pins)
    least, wanted, most = [], [], []
    for j, mentor in enumerate(mentors):
        answer = mentor.get("places")
        some = 1 if answer is None else int(answer)
        top = mentor.get("places_max")
        top = some if top is None else max(int(top), some)
        low = min(int(mentor.get("places_min") or 0), some)
        if mentor.get("reserve") and settings.rules.reserve == "hold":
            low, top = 0, min(pinned[j], top)
            some = min(some, top)
        least.append(low)
        wanted.append(some)
        most.append(top)
    return (
        np.array(least, dtype=np.int64),
        np.array(wanted, dtype=np.int64),
        np.array(most, dtype=np.int64),
    )
