"""How long each stage takes, and a sign of life from the slow ones."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stages:
    """Times the stages of a run, and shows those that last over a second.

    Parameters
    ----------
    show
        Whether anybody is watching; nothing is printed otherwise.
    """

    SLOW = 1.0

    def __init__(self, *, show: bool = False) -> None:
        self.seconds: dict[str, float] = {}
        self._show = show

    @contextmanager
    def stage(self, name: str, what: str = "") -> Iterator[None]:
        """Time one stage.

        Parameters
        ----------
        name
            Key in :attr:`seconds`.
        what
            The stage and its size in words ("Scoring 500 mentees x 300 mentors").
        """
        done = threading.Event()
        teller = threading.Thread(target=self._tell, args=(what or name, done), daemon=True)
        if self._show:
            teller.start()
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = time.perf_counter() - start
            done.set()
            if self._show:
                teller.join()

    def _tell(self, what: str, done: threading.Event) -> None:
        start = time.perf_counter()
        shown = False
        while not done.wait(self.SLOW):
            sys.stderr.write(f"\r{what} … {time.perf_counter() - start:.0f} s")
            sys.stderr.flush()
            shown = True
        if shown:
            sys.stderr.write("\n")
            sys.stderr.flush()


def somebody_watches() -> bool:
    """Tell whether standard error is a terminal."""
    return sys.stderr.isatty()
