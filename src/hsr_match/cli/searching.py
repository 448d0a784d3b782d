"""The solve of one run: in place if it is short, in a process of its own if not.

The parent owns the signals, the deadline and the best result so far; the
process that solves owns nothing but its solve (``docs/explanation/stopping.md``).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from hsr_match.cli.messages import say
from hsr_match.cli.stops import Stops
from hsr_match.errors import HsrMatchError, StoppedError

if TYPE_CHECKING:
    from hsr_match.cli.child_process import ChildProcess
    from hsr_match.cli.child_solve import Defect
    from hsr_match.matching.matching import Matching
    from hsr_match.matching.problem import MatchingProblem

IN_PLACE = 0.5
"""Seconds that a solve may be predicted to take and still be done in place; a
second interpreter costs about a third of that."""

GRACE = 1.0
"""Seconds that the process gets to hand in a result once somebody asks to stop."""

WAITING = "Stopping: a first pairing may still come within a second."
KEEPING = "Stopping: the best pairing so far is checked and written."
FINISHING = "The search is over: its result is checked and written."
NO_MEMORY = "The computer ran out of memory and ended the search; the best pairing so far is kept."


class SolverDefectError(Exception):
    """The process that solves failed in a way that nobody expected.

    ``kind`` and ``place`` may be shown, ``trace`` with ``--debug`` only.
    """

    def __init__(self, kind: str, place: str, trace: str) -> None:
        super().__init__(kind)
        self.kind, self.place, self.trace = kind, place, trace


def find(
    problem: MatchingProblem,
    *,
    time_limit: float | None,
    engine: str | None,
    stops: Stops,
    better: Callable[[Matching], None],
) -> Matching:
    """Solve, heeding the first wish to stop.

    Parameters
    ----------
    problem
        What to solve.
    time_limit
        Seconds after which the first result that there is will do.
    engine
        Engine asked for, None for the usual choice.
    stops
        Who asks to stop.
    better
        Told every better result on the way.

    Returns
    -------
    Matching
        Proven, or the best so far with its bound.

    Raises
    ------
    HsrMatchError
        As :func:`hsr_match.solve`.
    MemoryError
        If memory ran out before there was any result.
    SolverDefectError
        If the process that solves failed.
    BaseException
        The exception of ``stops`` if there is no result a second after the wish.
    """
    from hsr_match.matching.workload import predicted_seconds

    if predicted_seconds(problem, engine) > IN_PLACE:
        from hsr_match.cli.child_process import ChildProcess, can_start
        from hsr_match.cli.child_solve import Task

        if can_start():
            with ChildProcess(Task(problem, time_limit, engine)) as child:
                found = _Hearing(child, time_limit, stops, better).result()
            stops.promise = FINISHING
            return found
    return _in_place(problem, time_limit, engine, stops)


def _in_place(
    problem: MatchingProblem, time_limit: float | None, engine: str | None, stops: Stops
) -> Matching:
    from hsr_match import solve

    try:
        found = solve(problem, time_limit=time_limit, engine=engine, stop=stops.asked_at_all)
    except HsrMatchError:
        if stops.asked is not None:
            raise stops.asked from None
        raise
    stops.promise = FINISHING
    return found


class _Hearing:
    """Hears a process until it is done, asked to stop, late, or gone."""

    def __init__(
        self,
        child: ChildProcess,
        time_limit: float | None,
        stops: Stops,
        better: Callable[[Matching], None],
    ) -> None:
        self._child, self._stops, self._better = child, stops, better
        self._best: Matching | None = None
        # The process keeps the limit itself; this is for a solver that does not.
        self._end = None if time_limit is None else time.monotonic() + time_limit + GRACE
        stops.wake, stops.promise = child.wish, WAITING

    def result(self) -> Matching:
        """Return the result that the process proved, or the best that it told."""
        asked = False
        while True:
            if self._stops.asked is not None and not asked:
                asked = True
                self._child.ask_to_stop()
                self._end = time.monotonic() + GRACE
            kind, what = self._child.next(self._left())
            if kind == "found":
                self._best = what
                self._stops.promise = KEEPING
                self._better(what)
            elif kind == "done":
                done: Matching = what
                return done
            elif kind == "refused":
                return self._refused(what)
            elif kind == "memory" or (kind == "ended" and self._child.killed):
                return self._without_memory()
            elif kind == "failed":
                defect: Defect = what
                raise SolverDefectError(defect.kind, defect.place, defect.trace)
            elif kind == "ended":
                raise SolverDefectError("ended early", "the solver", self._child.last_words)
            elif kind == "nothing":
                return self._kept()

    def _left(self) -> float | None:
        """Return how long to wait; a limit waits for a result with a bound, a wish does not."""
        waits = self._best is None or self._best.coupled is None
        if self._end is None or (waits and self._stops.asked is None):
            return None
        return self._end - time.monotonic()

    def _kept(self) -> Matching:
        if self._best is not None:
            return self._best
        assert self._stops.asked is not None
        raise self._stops.asked

    def _refused(self, error: HsrMatchError) -> Matching:
        if isinstance(error, StoppedError) or self._stops.asked is not None:
            return self._kept()
        raise error

    def _without_memory(self) -> Matching:
        if self._best is None:
            raise MemoryError
        say(NO_MEMORY)
        return self._best
