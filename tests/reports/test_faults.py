"""Errors of the file system in a coordinator's words."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from hsr_match.errors import OutputError
from hsr_match.reports.faults import in_words, writing


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "no room left"),
        (errno.EDQUOT, "no room left"),
        (errno.EFBIG, "no room left"),
        (errno.EACCES, "may not write"),
        (errno.EROFS, "may not write"),
        (errno.EIO, "could not be written"),
    ],
)
def test_every_failure_says_what_to_do(number: int, words: str) -> None:
    """Disk full, quota, read-only, torn network: exit 6, cause, and a way out."""
    with pytest.raises(OutputError, match=words) as caught, writing(Path("run"), 1234):
        raise OSError(number, "cause")
    assert caught.value.exit_code == 6
    assert "-o" in caught.value.advice


def test_other_errors_are_not_ours_to_explain() -> None:
    with pytest.raises(ValueError, match="a defect"), writing(Path("run")):
        raise ValueError("a defect")


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 kB"), (1, "1 kB"), (999_999, "1000 kB"), (1_250_000, "1.3 MB")]
)
def test_sizes_are_rounded_up(size: int, words: str) -> None:
    """What is freed on that advice is enough."""
    assert in_words(size) == words
