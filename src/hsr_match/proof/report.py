"""What the verifier found, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hsr_match.proof.gap import Gap


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that does not hold.

    ``check`` is the number in ``docs/reference/verifier.md``; ``message`` uses
    ids, never names or answers.
    """

    check: int
    message: str

    def __str__(self) -> str:
        return f"check {self.check}: {self.message}"


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """All failures of one verification, and what was looked at.

    Attributes
    ----------
    failures
        Empty if everything holds.
    pairs_rescored
        Chosen pairs whose score was worked out again from the answers.
    pairs_priced
        Eligible pairs that the certificate was checked on.
    proven
        True if the certificate shows that no better pairing exists.
    notes
        What else is worth knowing about the check.
    gaps
        Rungs on which the checked bound is above what the pairs reach.
    searched
        True if a search says that nothing better exists, and the bound does
        not show it.
    decided
        True if people had the last word: then nothing is said to be the best.
    """

    failures: tuple[Failure, ...]
    pairs_rescored: int
    pairs_priced: int
    proven: bool
    notes: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    searched: bool = False
    decided: bool = False
