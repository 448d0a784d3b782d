"""How many mentors each mentee wants: their own answer, else the scheme's rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.cohort.model import Person
from hsr_match.matching.problem import Ints

if TYPE_CHECKING:
    from hsr_match.config import Settings


def mentors_wanted(mentees: Sequence[Person], settings: Settings) -> Ints:
    """Return the mentors wanted by each mentee, shape (mentees,); 0: not this round."""
    usual = settings.rules.mentors_per_mentee
    answers = [mentee.get("mentors_wanted") for mentee in mentees]
    return np.array([usual if own is None else int(own) for own in answers], dtype=np.int64)
