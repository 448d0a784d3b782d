"""Where a run will go, settled before the solve so that no work is lost."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hsr_match.errors import OutputError, UsageError

FILES = (".csv", ".xlsx", ".json")
"""Suffixes of the single files that `solve` can write instead of a run folder."""

OTHER_FILES = (".xls", ".ods", ".html", ".htm", ".pdf", ".txt", ".docx", ".yaml", ".yml", ".tsv")
"""Suffixes that can only be meant as a file of a kind we do not write."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A path that nothing stands in the way of; ``single`` if it is one file."""

    path: Path
    single: bool


def destination(
    output: str | None, inputs: Sequence[str], started: datetime, *, force: bool
) -> Destination:
    """Choose and check the place of a result.

    Parameters
    ----------
    output
        What the user named: a new folder, or a file by its suffix. Without it
        ``matches/<cohort>-<UTC time>``.
    inputs
        Tables read; the first names the run.
    started
        UTC.
    force
        Whether an existing single file may be replaced.

    Raises
    ------
    UsageError
        If the suffix is of a kind that is not written.
    OutputError
        If something exists there already or the folder cannot be written to.
    """
    if output is None:
        return _default(inputs, started)
    path = Path(output)
    if path.suffix.lower() in OTHER_FILES:
        raise UsageError(
            f"A file of the kind {path.suffix} cannot be written.",
            f"Name a folder, or a file that ends in {', '.join(FILES)}.",
        )
    single = path.suffix.lower() in FILES
    _refuse_existing(path, single=single, force=force)
    _need_folder(path.parent)
    return Destination(path, single)


def single_file(output: str, *, force: bool) -> Path:
    """Check a path for one file of any suffix.

    Raises
    ------
    OutputError
        As :func:`destination`.
    """
    path = Path(output)
    _refuse_existing(path, single=True, force=force)
    _need_folder(path.parent)
    return path


def _default(inputs: Sequence[str], started: datetime) -> Destination:
    stem = Path(inputs[0]).stem if inputs and inputs[0] != "-" else ""
    name = "".join(c if c.isalnum() or c in "._-" else "-" for c in stem).strip(".-") or "cohort"
    home = Path("matches")
    _need_folder(home if os.path.lexists(home) else home.parent)
    return Destination(home / f"{name[:80]}-{started:%Y%m%dT%H%M%SZ}", False)


def _refuse_existing(path: Path, *, single: bool, force: bool) -> None:
    if not os.path.lexists(path):
        return
    if not single:
        raise OutputError(
            f"{path} exists already; a run never overwrites anything.",
            "Name a folder that does not exist yet, or leave out -o.",
        )
    if path.is_symlink() or not path.is_file():
        raise OutputError(f"{path} is not an ordinary file.", "Name another one with -o.")
    if not force:
        raise OutputError(f"{path} exists already.", "Name another file, or add --force.")


def _need_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise OutputError(f"There is no folder {folder}.", "Create it, or name another with -o.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(
            f"You may not write to the folder {folder}.", "Name another place with -o."
        )
