"""Errors that a user can act on, each with its documented exit code.

The codes are listed in ``docs/reference/exit-codes.md``. Anything else that
escapes is a defect of ours and ends with exit code 70.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from hsr_match.problems import Problem


class HsrMatchError(Exception):
    """Base of all expected errors: a message, what to do, and an exit code."""

    exit_code: ClassVar[int] = 70

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class UsageError(HsrMatchError):
    """Wrong arguments, paths or references (exit 2)."""

    exit_code = 2


class _ProblemsError(HsrMatchError):
    def __init__(self, problems: Sequence[Problem], message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.problems = tuple(problems)


class SettingsError(_ProblemsError):
    """Mistakes in the settings, all of them at once (exit 2)."""

    exit_code = 2


class CohortProblems(_ProblemsError):  # noqa: N818  (it carries many, and is named after them)
    """Mistakes in the cohort, all of them at once (exit 3)."""

    exit_code = 3


class InfeasibleError(HsrMatchError):
    """Pins, bans, places or loads contradict each other (exit 4).

    ``conflict`` lists the members of one minimal contradictory set, or one
    sentence for each set where there are several, in plain words that use ids.
    ``contradictions`` holds the sets as data
    (:class:`hsr_match.matching.consistency.Contradiction`).
    """

    exit_code = 4

    def __init__(
        self,
        message: str,
        conflict: Sequence[str] = (),
        advice: str = "",
        contradictions: Sequence[object] = (),
    ) -> None:
        super().__init__(message, advice)
        self.conflict = tuple(conflict)
        self.contradictions = tuple(contradictions)


class OutputError(HsrMatchError):
    """The result could not be written (exit 6)."""

    exit_code = 6


class VerificationError(HsrMatchError):
    """The independent verifier rejected the result (exit 7).

    ``failures`` holds one :class:`hsr_match.proof.report.Failure` per broken
    check.
    """

    exit_code = 7

    def __init__(self, message: str, failures: Sequence[object] = (), advice: str = "") -> None:
        super().__init__(message, advice)
        self.failures = tuple(failures)


class LockedError(HsrMatchError):
    """Another run holds the destination (exit 8)."""

    exit_code = 8


class StoppedError(HsrMatchError):
    """A solve was stopped before there was any result (exit 130)."""

    exit_code = 130
