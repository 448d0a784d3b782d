"""What a caller may want while a solve goes on: the best so far, and to end it."""

from __future__ import annotations

import time
from collections.abc import Callable

from hsr_match.matching.matching import Matching


class Stopped(Exception):  # noqa: N818 - a condition, not a mistake
    """Somebody asked to stop, or time is up."""


class Watch:
    """Keeps the best result so far, and says when to end.

    A time limit ends nothing before there is a result to keep; a wish to stop does.

    Parameters
    ----------
    time_limit
        Seconds from now; None for no limit.
    stop
        Asked between the steps of a solve; true ends it.
    found
        Told every better result as it is found. Without it a result is made
        only if the solve ends early.
    """

    def __init__(
        self,
        time_limit: float | None = None,
        stop: Callable[[], bool] | None = None,
        found: Callable[[Matching], None] | None = None,
    ) -> None:
        self._deadline = None if time_limit is None else time.monotonic() + time_limit
        self._stop = stop
        self._found = found
        self._best: Callable[[], Matching] | None = None
        self._judged = False

    @property
    def best(self) -> Matching | None:
        """The best result so far, None if there is none."""
        return None if self._best is None else self._best()

    def offer(self, make: Callable[[], Matching], *, judged: bool = True) -> None:
        """Take in a result that is better than all before.

        Parameters
        ----------
        make
            Returns it; it keeps all limits.
        judged
            Whether it is known how good it is. If not, that is found out first,
            whoever asks to stop: it takes one more look at all pairs.

        Raises
        ------
        Stopped
            As :meth:`check`.
        """
        if self._found is not None:
            made = make()
            self._found(made)
            self._best = lambda: made
        else:
            self._best = make
        if judged:
            self._judged = True
            self.check()

    def check(self) -> None:
        """End the solve if it is time.

        Raises
        ------
        Stopped
            If somebody asked to stop, or time is up and there is a result.
        """
        if self._stop is not None and self._stop():
            raise Stopped
        late = self._deadline is not None and time.monotonic() > self._deadline
        if late and self._judged:
            raise Stopped
