"""A solve in a process of its own: what that process does.

OR-Tools and HiGHS do not look at signals, so the process that looks at them
must not be the one that solves. This one solves, tells every better result on
the way, and listens for the word to stop. Signals reach it blocked; if the
process that started it is gone, it ends.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

if TYPE_CHECKING:
    from hsr_match.matching.problem import MatchingProblem

SIZE = 8
"""Bytes of the number that says how long a task is."""

CHUNK = 1 << 20

STOP = b"s"

EASY_PREY = "500"
"""Linux ends the process with the highest number first when memory runs out."""

Kind = Literal["found", "done", "refused", "memory", "failed"]
"""A better result, the last result, an error to be told, no memory, a defect."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be solved.

    Attributes
    ----------
    problem
        The problem.
    time_limit
        Seconds from the start of the solve; None for no limit.
    engine
        The engine asked for, None for the usual choice.
    """

    problem: MatchingProblem
    time_limit: float | None
    engine: str | None


@dataclass(frozen=True, slots=True)
class Defect:
    """An unexpected exception: its kind, where it struck, and its trace.

    The trace may hold answers of people; it is shown with ``--debug`` only.
    """

    kind: str
    place: str
    trace: str


def main() -> None:
    """Solve the task that comes in on standard input, and tell on standard output."""
    # What libraries print must not come between the messages.
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _be_the_first_to_go()
    task: Task = pickle.loads(_received())
    stop = threading.Event()
    threading.Thread(target=_listen, args=(stop,), daemon=True).start()
    try:
        told = _told(task, stop, sink)
    except BrokenPipeError:
        told = None
    if told is not None:
        _tell(sink, *told)
    # Nothing is left to tidy up, and nobody waits for it.
    os._exit(0)


def _told(task: Task, stop: threading.Event, sink: BinaryIO) -> tuple[Kind, Any]:
    from hsr_match.errors import HsrMatchError

    try:
        from hsr_match import solve

        return "done", solve(
            task.problem,
            time_limit=task.time_limit,
            engine=task.engine,
            stop=stop.is_set,
            found=lambda matching: _tell(sink, "found", matching),
        )
    except BrokenPipeError:
        raise
    except HsrMatchError as error:
        return "refused", error
    except MemoryError:
        return "memory", None
    except Exception as error:
        import traceback

        from hsr_match.cli.messages import where

        trace = "".join(traceback.format_exception(error))
        return "failed", Defect(type(error).__name__, where(error), trace)


def _tell(sink: BinaryIO, kind: Kind, what: Any) -> None:
    pickle.dump((kind, what), sink, protocol=pickle.HIGHEST_PROTOCOL)
    sink.flush()


def _received() -> bytearray:
    size = int.from_bytes(_exactly(SIZE), "little")
    return _exactly(size)


def _exactly(count: int) -> bytearray:
    """Read so many bytes, and not one more: what follows is for the listener."""
    content = bytearray()
    while len(content) < count:
        part = os.read(0, min(count - len(content), CHUNK))
        if not part:
            os._exit(0)
        content += part
    return content


def _listen(stop: threading.Event) -> None:
    """Wait for the word to stop, or for the end of the process that started this one."""
    while os.read(0, 1) == STOP:
        stop.set()
    os._exit(0)


def _be_the_first_to_go() -> None:
    """Leave the parent alive to explain, if the system must end somebody for memory."""
    if sys.platform == "linux":
        try:
            Path("/proc/self/oom_score_adj").write_text(EASY_PREY)
        except OSError:
            return
