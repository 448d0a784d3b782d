"""A solve in a process of its own: the end that starts it, hears it and ends it."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Literal

from hsr_match.cli.child_solve import SIZE, STOP, Kind, Task

Event = tuple[Kind | Literal["ended", "wish", "nothing"], Any]
"""What came, and the rest of it: also that the process ended, that somebody
asked to stop, or that nothing came in time."""

BOOT = "import sys; sys.path[:] = {path!r}; from hsr_match.cli.child_solve import main; main()"
"""What the new interpreter runs; it finds modules where this one does."""

LAST_WORDS = 40
"""Lines kept of what the process writes to standard error."""


class ChildProcess:
    """A process that solves one task; ends with the ``with`` block at the latest.

    Parameters
    ----------
    task
        What it is to solve.
    """

    def __init__(self, task: Task) -> None:
        self._events: SimpleQueue[Event] = SimpleQueue()
        self._words: deque[bytes] = deque(maxlen=LAST_WORDS)
        self._task = task

    def __enter__(self) -> ChildProcess:
        """Start the process and hand it the task."""
        with _signals_held():
            # Signals stay blocked in the process: Ctrl-C goes to all that a terminal runs.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", BOOT.format(path=sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
            self._ears = [
                threading.Thread(target=self._hear, daemon=True),
                threading.Thread(target=self._overhear, daemon=True),
            ]
        try:
            for ear in self._ears:
                ear.start()
            self._hand_over()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process, whatever it is doing."""
        self._end()

    def next(self, seconds: float | None) -> Event:
        """Return what comes next; ``nothing`` if nothing comes in so many seconds."""
        try:
            return self._events.get(timeout=None if seconds is None else max(0.0, seconds))
        except Empty:
            return "nothing", None

    def wish(self) -> None:
        """Let :meth:`next` return; may be called from a signal handler."""
        self._events.put(("wish", None))

    def ask_to_stop(self) -> None:
        """Ask the process for what it has."""
        with suppress(OSError, ValueError):
            self._into.write(STOP)
            self._into.flush()

    @property
    def killed(self) -> bool:
        """Whether the system ended it, or it said that memory ran out."""
        signals = {-getattr(signal, "SIGKILL", 9), 137}
        return self._process.wait() in signals or b"bad_alloc" in b"".join(self._words)

    @property
    def last_words(self) -> str:
        """How it ended, and what it wrote to standard error."""
        words = b"".join(self._words).decode("utf-8", "replace")
        return f"The process that solves ended with code {self._process.wait()}.\n{words}"

    @property
    def _into(self) -> Any:
        return self._process.stdin

    def _hand_over(self) -> None:
        content = pickle.dumps(self._task, protocol=pickle.HIGHEST_PROTOCOL)
        with suppress(BrokenPipeError):  # it ended at once: that is told as an event
            self._into.write(len(content).to_bytes(SIZE, "little"))
            self._into.write(content)
            self._into.flush()

    def _hear(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        try:
            while True:
                self._events.put(pickle.load(stream))
        except Exception:
            # The end of the stream, perhaps in the middle of a message.
            self._events.put(("ended", None))

    def _overhear(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._words.append(line)

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()
        for ear in self._ears:
            if ear.ident is not None:
                ear.join()
        with suppress(OSError):
            self._into.close()
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()


@contextmanager
def _signals_held() -> Iterator[None]:
    """Block the signals that stop a program; what comes meanwhile strikes afterwards."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    numbers = {getattr(signal, name) for name in names}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def can_start() -> bool:
    """Tell whether there is an interpreter to start."""
    return bool(sys.executable) and Path(sys.executable).exists()
