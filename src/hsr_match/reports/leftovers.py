"""What killed runs left beside a destination, removed when it is certain to be dead."""

from __future__ import annotations

import json
import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from hsr_match.reports.files import PRIVATE_FOLDER
from hsr_match.reports.lock import host, lock_of, release, take

_PARTIAL = re.compile(r"\.(?P<name>.+)\.partial-[0-9a-f]{16}", re.DOTALL)

OURS = frozenset(
    {
        "pairings.csv",
        "pairings.xlsx",
        "report.html",
        "decisions.csv",
        "cohort.json",
        "scores.json",
        "match.json",
    }
)
"""Names that a partial folder of ours can hold; anything else keeps it alive."""


def clear_leftovers(folder: Path) -> list[Path]:
    """Remove partial results of runs that no longer live.

    A partial result is ours if its name and its contents are such as we write,
    it belongs to this user, and it was made on this computer. Its run is dead
    if the lock of its destination can be taken. Nothing that fails stops a run.

    Parameters
    ----------
    folder
        Where results are written.

    Returns
    -------
    list of pathlib.Path
        What was removed.
    """
    removed = []
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    for entry in entries:
        match = _PARTIAL.fullmatch(entry.name)
        if match:
            with suppress(OSError):
                if _is_ours(entry) and _remove_if_dead(entry, folder / match["name"]):
                    removed.append(entry)
    return removed


def _remove_if_dead(partial: Path, destination: Path) -> bool:
    if _other_computer(lock_of(destination)):
        return False
    lock = take(lock_of(destination))
    if lock is None:
        return False
    try:
        if lock.certain:
            remove_partial(partial)
        return lock.certain
    finally:
        release(lock)


def remove_partial(partial: Path) -> None:
    """Remove a partial file, or a partial folder with the files in it."""
    if partial.is_dir() and not partial.is_symlink():
        for file in partial.iterdir():
            file.unlink()
        partial.rmdir()
    else:
        partial.unlink(missing_ok=True)


def _is_ours(partial: Path) -> bool:
    there = partial.stat(follow_symlinks=False)
    if hasattr(os, "getuid") and there.st_uid != os.getuid():
        return False
    if stat.S_ISREG(there.st_mode):
        return True
    if not stat.S_ISDIR(there.st_mode) or stat.S_IMODE(there.st_mode) != PRIVATE_FOLDER:
        return False
    return all(file.name in OURS and not file.is_dir() for file in partial.iterdir())


def _other_computer(lock: Path) -> bool:
    """Tell whether a lock was signed elsewhere, where a shared drive may not show it."""
    try:
        return str(json.loads(lock.read_text(encoding="utf-8"))["host"]) != host()
    except FileNotFoundError:
        return False
    except (ValueError, KeyError, TypeError):
        return False
