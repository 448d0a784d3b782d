"""Files that a settings file names: beside it or below it, nowhere else."""

from __future__ import annotations

import re
from pathlib import Path, PureWindowsPath

from hsr_match.config.values import RefusedError, shown

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:")


def inside(folder: Path, written: str) -> Path:
    """Return a path below a folder, or refuse it.

    A settings file is passed around; it must not make somebody else's computer
    read what lies elsewhere.

    Raises
    ------
    RefusedError
        For an absolute path, ``~``, a web address, or a way out of the folder
        (links are followed before this is judged).
    """
    windows = PureWindowsPath(written)
    absolute = Path(written).is_absolute() or windows.drive or windows.root
    if absolute or written.startswith("~") or _URL.match(written):
        raise _outside(written)
    path = folder / written
    try:
        within = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links that lead in a circle
        within = False
    if not within:
        raise _outside(written)
    return path


def is_file(path: Path) -> bool:
    """Tell whether a path is a file; a name that no system accepts is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _outside(written: str) -> RefusedError:
    return RefusedError(
        "path-outside",
        f"{shown(written)} is not in the folder of the settings file.",
        "Put the file beside the settings file and write its name, such as `scores.csv`.",
    )
