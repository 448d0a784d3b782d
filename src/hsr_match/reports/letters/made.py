"""What a report consists of before it is on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Made:
    """Files for one audience, and what the coordinator should be told.

    Attributes
    ----------
    files
        File name → content; the same for the same run.
    letters
        Letters, or pairs on a page.
    draft
        Whether it tells of proposals that no person has approved.
    unreachable
        Ids of readers without an address that takes e-mail.
    left_out
        Pairs that are not told of since nobody approved them yet.
    untold
        Ids of mentees who get no letter since somebody may still be found for them.
    """

    files: Mapping[str, bytes]
    letters: int = 0
    draft: bool = False
    unreachable: tuple[str, ...] = ()
    left_out: int = 0
    untold: tuple[str, ...] = ()
