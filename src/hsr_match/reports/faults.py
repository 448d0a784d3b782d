"""Errors of the file system in words that help."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hsr_match.errors import OutputError

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def writing(path: Path, size: int = 0) -> Iterator[None]:
    """Turn a failure to write into an :class:`OutputError`.

    Parameters
    ----------
    path
        What was being written, for the message.
    size
        Bytes needed, if known.

    Raises
    ------
    OutputError
        With the cause and what to do.
    """
    try:
        yield
    except OSError as error:
        raise output_error(path, error, size) from error


def output_error(path: Path, error: OSError, size: int = 0) -> OutputError:
    """Return what to tell about a failed write."""
    if error.errno in _FULL:
        need = f" It needs about {in_words(size)}." if size else ""
        return OutputError(
            f"There is no room left to write {path}.{need} Nothing was written.",
            "Free some space, or name another place with -o.",
        )
    if error.errno in _FORBIDDEN:
        return OutputError(
            f"You may not write {path} ({error.strerror}). Nothing was written.",
            "Close it if it is open in Excel, or name another place with -o.",
        )
    return OutputError(
        f"{path} could not be written ({error.strerror or error}). Nothing was written.",
        "Name another place with -o.",
    )


def in_words(size: int) -> str:
    """Return a number of bytes as people read it, rounded up."""
    for unit, one in (("GB", 10**9), ("MB", 10**6)):
        if size >= one:
            return f"{-(-size * 10 // one) / 10:g} {unit}"
    return f"{-(-size // 1000)} kB"
