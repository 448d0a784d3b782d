"""What the rungs settled so far leave open."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.coupled.field import PairField
from hsr_match.matching.coupled.model import Model
from hsr_match.matching.problem import Ints, Mask

Bits = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Face:
    """Ranges that every matching keeps which is best on the rungs settled so far.

    Attributes
    ----------
    least, most
        Mentors of each unit, shape (units,).
    load_least, load_most
        Mentees of each mentor if used, shape (mentors,).
    may_idle
        Mentors who may also have nobody.
    open_pairs
        Which pairs may still be made, a packed bit each, by block; None where
        the rules alone decide.
    """

    least: Ints
    most: Ints
    load_least: Ints
    load_most: Ints
    may_idle: Mask
    open_pairs: tuple[Bits, ...] | None = None

    def allowed(self, field: PairField, block: int) -> Mask:
        """Return which pairs of a block may be made."""
        if self.open_pairs is None:
            return field.eligible(block)
        rows = field.blocks[block]
        shape = (rows.stop - rows.start, field.model.mentors)
        bits = np.unpackbits(self.open_pairs[block], count=shape[0] * shape[1])
        return bits.astype(np.bool_).reshape(shape)


def whole_face(model: Model, *, pinned: bool = True) -> Face:
    """Return the face before anything is settled.

    ``pinned`` says whether pins are kept for certain: then nobody who is pinned
    can be idle.
    """
    may_idle = model.if_used.copy()
    if pinned:
        may_idle[model.pins % model.mentors] = False
    return Face(
        least=np.zeros(len(model.units), dtype=np.int64),
        most=np.where(model.blocked, 0, model.units.wanted),
        load_least=np.minimum(model.least, model.places_max),
        load_most=model.places_max.copy(),
        may_idle=may_idle,
    )
