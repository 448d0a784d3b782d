"""When to stop: a time limit, or somebody who asks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

FOREVER = 1e9

POLL = 0.05
"""Seconds between two questions whether to stop."""


class Stopped(Exception):  # noqa: N818 - a condition, not a mistake
    """Time is up, or somebody asked to stop, and there is nothing yet."""


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

    def half(self) -> Clock:
        """Return a clock that ends half way to the deadline of this one."""
        if self.deadline is None:
            return self
        return Clock(time.monotonic() + self.left / 2, self.stop)

    @contextmanager
    def interrupting(self, interrupt: Callable[[], object]) -> Iterator[None]:
        """Call ``interrupt`` from another thread once somebody asks to stop meanwhile."""
        if self.stop is None:
            yield
            return
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(POLL):
                if self.over:
                    interrupt()

        thread = threading.Thread(target=watch, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
