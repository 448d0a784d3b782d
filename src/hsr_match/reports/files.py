"""Files that are whole on the disk before anybody sees them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def write_new(path: Path, content: bytes) -> int:
    """Write a file that must not exist yet, readable by its owner only, to the disk itself.

    Returns
    -------
    int
        The file's number in its file system, which a rename keeps.

    Raises
    ------
    OSError
        As the system reports it; the caller removes what is left.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    number = os.open(path, flags | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    with os.fdopen(number, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        return os.fstat(file.fileno()).st_ino


def settle_folder(folder: Path) -> None:
    """Have the system write down the names in a folder, where it can."""
    if os.name == "nt":  # Windows has no such call for folders
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def replace_file(path: Path, content: bytes, published: Callable[[], None]) -> None:
    """Put a file in place whole: a new one beside it, then one rename.

    Parameters
    ----------
    path
        The file; an older one is replaced.
    content
        All of it.
    published
        Called once the new content is in place, whatever happens next.

    Raises
    ------
    OSError
        As the system reports it; an older file is untouched.
    """
    fresh = partial_name(path)
    mark = None
    try:
        mark = write_new(fresh, content)
        fresh.replace(path)
    except BaseException:
        if mark is not None and _is(path, mark):
            published()
        else:
            fresh.unlink(missing_ok=True)
        raise
    published()
    settle_folder(path.parent)


def partial_name(path: Path) -> Path:
    """Return a hidden name beside a path that no other run uses."""
    return path.with_name(f".{path.name}.partial-{os.urandom(8).hex()}")


def _is(path: Path, mark: int) -> bool:
    try:
        return path.stat(follow_symlinks=False).st_ino == mark
    except OSError:
        return False
