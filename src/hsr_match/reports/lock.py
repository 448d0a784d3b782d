"""One run per destination: a lock that ends with the process that holds it.

The lock file lies beside the destination (``.<name>.lock``) and says who holds
it. What counts is the system's lock on it: it vanishes when its process ends,
however that comes about, so a file left by a dead process never stands in the
way and no process number has to be trusted.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hsr_match.errors import LockedError
from hsr_match.reports.faults import writing
from hsr_match.reports.files import PRIVATE_FILE

_BUSY = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}
_UNKNOWN = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock file that this process holds.

    Attributes
    ----------
    path
        The file.
    number
        Its descriptor; the system's lock lives as long as it is open.
    certain
        False on a file system that knows no locks, where the file alone tells
        nothing about other runs. Results stay whole even there, since each has
        its own partial folder and is published by one rename.
    """

    path: Path
    number: int
    certain: bool


@contextmanager
def hold(destination: Path) -> Iterator[Path]:
    """Keep other runs away from a destination.

    Folders on the way to it are made if they are missing, and removed again
    if they stay empty.

    Parameters
    ----------
    destination
        File or folder to be written.

    Raises
    ------
    LockedError
        If another run holds it.
    OutputError
        If the lock cannot be written.
    """
    made = _missing_folders(destination.parent)
    with writing(destination):
        destination.parent.mkdir(parents=True, exist_ok=True)
    try:
        with writing(destination):
            lock = take(lock_of(destination))
        if lock is None:
            raise LockedError(
                f"Another run is writing {destination} ({holder(lock_of(destination))}).",
                "Wait until it has finished, or name another place with -o.",
            )
        try:
            yield destination
        finally:
            release(lock)
    finally:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()


@contextmanager
def hold_free(destination: Path) -> Iterator[Path]:
    """Hold a destination, or the first like it that is free: ``name``, ``name-2``, ….

    For names of our own choice: two runs in one second get a folder each.
    """
    number = 1
    while True:
        name = destination.name if number == 1 else f"{destination.name}-{number}"
        candidate = destination.with_name(name)
        number += 1
        if os.path.lexists(candidate):
            continue
        with ExitStack() as stack:
            try:
                stack.enter_context(hold(candidate))
            except LockedError:
                continue
            # The holder before us may have finished just now.
            if not os.path.lexists(candidate):
                yield candidate
                return


def lock_of(destination: Path) -> Path:
    """Return the lock file of a destination."""
    return destination.with_name(f".{destination.name}.lock")


def take(path: Path) -> Lock | None:
    """Take a lock.

    Parameters
    ----------
    path
        The lock file; made if it is missing.

    Returns
    -------
    Lock or None
        None if another process has it.

    Raises
    ------
    OSError
        If the file cannot be made.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    while True:
        number = os.open(path, flags, PRIVATE_FILE)
        try:
            certain = _claim(number)
            if _same(path, number):
                _sign(number)
                return Lock(path, number, certain)
        except BlockingIOError:
            os.close(number)
            return None
        except BaseException:
            os.close(number)
            raise
        # Its holder removed the file between our opening and our locking it.
        os.close(number)


def release(lock: Lock) -> None:
    """Give a lock up and remove its file."""
    if os.name == "nt":  # Windows removes no open file
        os.close(lock.number)
        lock.path.unlink(missing_ok=True)
        return
    with suppress(OSError):
        lock.path.unlink(missing_ok=True)
    os.close(lock.number)


def holder(lock: Path) -> str:
    """Return in words who holds a lock, as far as its file says."""
    try:
        who = json.loads(lock.read_text(encoding="utf-8"))
        return f"process {int(who['pid'])} since {str(who['since'])[:20]}"
    except (OSError, ValueError, KeyError, TypeError):
        return "started just now"


def host() -> str:
    """Return the name of this computer."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def _sign(number: int) -> None:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    os.ftruncate(number, 0)
    os.write(number, json.dumps({"pid": os.getpid(), "host": host(), "since": now}).encode())


def _same(lock: Path, number: int) -> bool:
    try:
        there = lock.stat(follow_symlinks=False)
    except FileNotFoundError:
        return False
    return (there.st_dev, there.st_ino) == (os.fstat(number).st_dev, os.fstat(number).st_ino)


def _missing_folders(folder: Path) -> list[Path]:
    """Return the folders that do not exist yet, the innermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    return missing


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30

    def _claim(number: int) -> bool:
        # A byte far beyond the text, which others may then still read.
        os.lseek(number, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _BUSY:
                raise BlockingIOError from None
            raise
        finally:
            os.lseek(number, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _claim(number: int) -> bool:
        """Lock an open file; return whether the file system knows what that means."""
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _BUSY:
                raise BlockingIOError from None
            if error.errno in _UNKNOWN:
                return False
            raise
        return True
