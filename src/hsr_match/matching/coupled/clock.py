"""When to stop: a time limit, or somebody who asks."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

FOREVER = 1e9


class Stopped(Exception):  # noqa: N818 - a condition, not a mistake
    """Time is up, or somebody asked to stop."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline on the monotonic clock, and a question asked now and then.

    Attributes
    ----------
    deadline
        Seconds of ``time.monotonic``; None for no limit.
    stop
        Returns true once the work should end.
    """

    deadline: float | None = None
    stop: Callable[[], bool] | None = None

    @classmethod
    def started(cls, time_limit: float | None, stop: Callable[[], bool] | None) -> Clock:
        """Return a clock that runs from now, ``time_limit`` in seconds."""
        deadline = None if time_limit is None else time.monotonic() + time_limit
        return cls(deadline, stop)

    @property
    def left(self) -> float:
        """Seconds left, at least 0."""
        if self.deadline is None:
            return FOREVER
        return max(0.0, self.deadline - time.monotonic())

    @property
    def over(self) -> bool:
        """Whether to end now."""
        return self.left <= 0 or (self.stop is not None and self.stop())

    def check(self) -> None:
        """Raise if it is time to end.

        Raises
        ------
        Stopped
            If time is up or somebody asked.
        """
        if self.over:
            raise Stopped
