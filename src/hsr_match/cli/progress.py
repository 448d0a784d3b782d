"""How long each stage takes, and a sign of life from the slow ones."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Shown:
    """What is shown of a stage beside its name and its time: the best so far, say."""

    def __init__(self) -> None:
        self.note = ""


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
    def stage(self, name: str, what: str = "") -> Iterator[Shown]:
        """Time one stage.

        Parameters
        ----------
        name
            Key in :attr:`seconds`.
        what
            The stage and its size in words ("Scoring 500 mentees x 300 mentors").

        Yields
        ------
        Shown
            Whose note may be set while the stage lasts.
        """
        done, shown = threading.Event(), Shown()
        teller = threading.Thread(target=self._tell, args=(what or name, shown, done), daemon=True)
        if self._show:
            teller.start()
        start = time.perf_counter()
        try:
            yield shown
        finally:
            self.seconds[name] = time.perf_counter() - start
            done.set()
            if self._show:
                teller.join()

    def _tell(self, what: str, shown: Shown, done: threading.Event) -> None:
        start = time.perf_counter()
        longest = 0
        while not done.wait(self.SLOW):
            line = f"{what} … {time.perf_counter() - start:.0f} s"
            line = fitting(f"{line}; {shown.note}" if shown.note else line)
            # Blanks cover what a longer line left.
            sys.stderr.write(f"\r{line.ljust(longest)}")
            sys.stderr.flush()
            longest = len(line)
        if longest:
            sys.stderr.write("\n")
            sys.stderr.flush()


def fitting(line: str) -> str:
    """Return as much of a line as the window shows in one row."""
    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return line
    return line if len(line) < columns else f"{line[: max(columns - 2, 0)]}…"


def somebody_watches() -> bool:
    """Tell whether standard error is a terminal."""
    return sys.stderr.isatty()
