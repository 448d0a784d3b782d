"""Entry point: the only place where an exception becomes an exit code.

The codes are listed in ``docs/reference/exit-codes.md``.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

USAGE = 2
INTERNAL_ERROR = 70
INTERRUPTED = 130
TERMINATED = 143

OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""Python's own 700 costs a tenth of a small run, which makes many objects and few
cycles; this many hold some 20 MB at most."""


class _Terminated(BaseException):
    """The system asked us to stop (SIGTERM, or the console was closed)."""


class _Interrupted(KeyboardInterrupt):
    """Ctrl-C.

    Python ends itself by the signal, whatever the exit code, once a plain
    KeyboardInterrupt has passed through `exec` of a text, as when a dataclass
    is made; a class of its own does not trip that.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        Words after the program's name; those of the process if left out.

    Returns
    -------
    int
        A documented exit code; no expected error escapes as an exception.
    """
    if arguments is None:
        gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    _prepare_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    session: dict[str, Any] = {}
    try:
        with _stop_signals(session, at_end=signal.SIG_IGN if arguments is None else None):
            return _guarded(words, session)
    except KeyboardInterrupt:
        return _stopped("Interrupted.", INTERRUPTED, session)
    except _Terminated:
        return _stopped("Stopped by the system.", TERMINATED, session)


def _stopped(sentence: str, code: int, session: dict[str, Any]) -> int:
    """Say what a stop left behind: nothing, or a result that was already whole."""
    if "published" in session:
        _say(f"{sentence} The result was already complete: {session['published']}")
        return int(session["code"])
    _say(f"{sentence} Nothing was written.")
    return code


def _guarded(words: list[str], session: dict[str, Any]) -> int:
    from click.exceptions import Exit

    try:
        return _run(words, session)
    except Exit as ending:
        return ending.exit_code
    except BrokenPipeError:
        # The reader has left (``| head``): there is nobody to tell.
        from hsr_match.cli.streams import abandon

        abandon(sys.stdout)
        return int(session.get("code", 0))
    except Exception as error:
        # What failures need is imported here only: help must not pay for it.
        return _failed(error, session)


def _failed(error: Exception, session: dict[str, Any]) -> int:
    from click import Abort, ClickException

    from hsr_match.cli import messages
    from hsr_match.errors import HsrMatchError

    if isinstance(error, HsrMatchError):
        messages.show_error(error)
        return error.exit_code
    if isinstance(error, Abort):
        raise KeyboardInterrupt
    if isinstance(error, ClickException):
        from hsr_match.cli.usage import show_usage_error

        show_usage_error(error)
        return USAGE
    if isinstance(error, MemoryError):
        messages.show_memory_error()
        return TERMINATED
    messages.show_internal_error(error, debug=bool(session.get("debug")))
    return INTERNAL_ERROR


def _run(words: list[str], session: dict[str, Any]) -> int:
    from hsr_match.cli.main import cli

    if "_HSR_MATCH_COMPLETE" in os.environ:
        cli.main(args=words, prog_name="hsr-match")
    with cli.make_context("hsr-match", words, obj=session, terminal_width=_help_width()) as context:
        code = cli.invoke(context)
    _flush()
    return code if isinstance(code, int) else 0


def _help_width() -> int:
    """Return the width of help: the window's, from 50 to 98.

    click would ask shutil, which takes a tenth of the time of ``--help`` to load.
    """
    try:
        columns = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        columns = 0
    if columns <= 0:
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns
        except (ValueError, OSError):
            columns = 80
    return max(min(columns, 100) - 2, 50)


def _flush() -> None:
    """Send what is left to standard output while its errors can still be told."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        from hsr_match.cli.streams import output_failed

        raise output_failed(error) from None


def _prepare_streams() -> None:
    """Let no letter that the console lacks stop a run."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def _stop_signals(session: dict[str, Any], at_end: signal.Handlers | None) -> Iterator[None]:
    """Turn Ctrl-C, SIGTERM and a closed console into exceptions, so that files are tidied.

    Parameters
    ----------
    session
        Learns what kind of stop was asked for: an exception that strikes in
        the wrong place (a destructor) is lost, and the wish must not be. Where
        it holds ``gentle``, that is called with the first wish instead, and
        the second one raises.
    at_end
        What to do with a signal afterwards; None for what was done before. A
        program that is done only has its own end left, and keeps its code.
    """
    meanings = {"SIGINT": _Interrupted, "SIGTERM": _Terminated, "SIGHUP": _Terminated}
    previous = {}
    for name, meaning in meanings.items():
        number = getattr(signal, name, None)
        # A signal that the caller chose to ignore (nohup) stays ignored.
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            try:
                previous[number] = signal.signal(number, _raiser(meaning, session))
            except ValueError:  # not the main thread
                break
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler if at_end is None else at_end)


def _raiser(
    meaning: type[BaseException], session: dict[str, Any]
) -> Callable[[int, FrameType | None], None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        gentle = session.pop("gentle", None)
        if gentle is not None:
            gentle(meaning)
            return
        session["stop"] = meaning
        raise meaning

    return stop


def _say(sentence: str) -> None:
    try:
        sys.stderr.write(f"{sentence}\n")
    except OSError:
        return


if __name__ == "__main__":
    sys.exit(main())
