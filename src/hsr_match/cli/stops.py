"""The first wish to stop is heeded in peace; a second one stops at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from hsr_match.cli.options import session

AGAIN = "Asking again stops at once, and then nothing is written."


class Stops:
    """Whether somebody asked to stop, and what to do then.

    Attributes
    ----------
    asked
        The exception that stands for the wish; None as long as there is none.
    wake
        Called when the wish arrives, from inside a signal handler: it may do
        very little.
    promise
        What the person who asks is told at once; nothing if empty.
    """

    def __init__(self) -> None:
        self.asked: type[BaseException] | None = None
        self.wake: Callable[[], None] | None = None
        self.promise = ""

    def __call__(self, meaning: type[BaseException]) -> None:
        """Take in the wish; called by the signal handler, once."""
        self.asked = meaning
        if self.promise:
            # Not through Python's buffers: they may be in the middle of something.
            line = f"\n{self.promise} {AGAIN}\n".encode("ascii", "replace")
            with suppress(OSError, ValueError, AttributeError):
                os.write(sys.stderr.fileno(), line)
        if self.wake is not None:
            self.wake()

    def asked_at_all(self) -> bool:
        """Tell whether somebody asked to stop."""
        return self.asked is not None

    @contextmanager
    def breaking_off(self) -> Iterator[None]:
        """Let the first wish end a block that is good to have, and nothing but that."""
        memory = session()
        memory.pop("gentle", None)
        try:
            yield
        except BaseException as error:
            meaning = memory.get("stop")
            if meaning is None or not isinstance(error, meaning):
                raise
            self.asked = memory.pop("stop")
        finally:
            if self.asked is None:
                memory["gentle"] = self


@contextmanager
def first_stop_in_peace() -> Iterator[Stops]:
    """Let the first signal of a block be a wish, not an exception.

    Inside the block Ctrl-C, SIGTERM or a closed console only sets
    :attr:`Stops.asked`; the second one raises, wherever it strikes.
    """
    stops = Stops()
    memory = session()
    memory["gentle"] = stops
    try:
        yield stops
    finally:
        memory.pop("gentle", None)
