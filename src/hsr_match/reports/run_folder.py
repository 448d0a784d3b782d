"""The run folder: whole, verified and private, or not there at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hsr_match.errors import OutputError
from hsr_match.proof.documents import MANIFEST
from hsr_match.reports.documents import json_bytes, run_documents
from hsr_match.reports.faults import writing
from hsr_match.reports.files import PRIVATE_FOLDER, partial_name, settle_folder, write_new
from hsr_match.reports.leftovers import clear_leftovers, remove_partial
from hsr_match.reports.lock import hold

if TYPE_CHECKING:
    from hsr_match.insight.outcome import Outcome


def write_run(folder: Path, outcome: Outcome) -> Path:
    """Write a new run folder.

    Parameters
    ----------
    folder
        Must not exist yet. Its parent is made if it is missing.
    outcome
        A finished run.

    Returns
    -------
    pathlib.Path
        The folder, which now exists and has been checked from its files.

    Raises
    ------
    LockedError
        If another run is writing it.
    OutputError
        If it exists already or cannot be written.
    VerificationError
        If the independent check rejects what was written. In every case
        nothing is left behind.
    """
    folder = Path(folder)
    with hold(folder):
        clear_leftovers(folder.parent)
        return publish_run(folder, outcome, lambda: None)


def publish_run(folder: Path, outcome: Outcome, published: Callable[[], None]) -> Path:
    """Write a new run folder whose lock is held.

    Everything goes into a hidden folder beside it, the manifest last; the
    files are verified as they lie there; then one rename makes them the result.

    Parameters
    ----------
    folder, outcome
        As in :func:`write_run`.
    published
        Called once the folder stands under its name, whatever happens next.
    """
    documents = run_documents(outcome)
    files = {**documents.files, MANIFEST: json_bytes(documents.manifest)}
    size = sum(map(len, files.values()))
    _refuse_existing(folder)
    partial = partial_name(folder)
    mark = None
    try:
        with writing(folder, size):
            partial.mkdir(PRIVATE_FOLDER)
            mark = partial.stat().st_ino
            for name, content in files.items():
                write_new(partial / name, content)
            settle_folder(partial)
        _verify(partial)
        _refuse_existing(folder)
        with writing(folder, size):
            partial.rename(folder)
    except BaseException:
        # A stop may arrive between the rename and the next line of ours.
        if mark is not None and _stands(folder, mark):
            published()
        else:
            with suppress(OSError):
                remove_partial(partial)
        raise
    published()
    with suppress(OSError):  # the result is there; a later power cut is beyond us
        settle_folder(folder.parent)
    return folder


def _verify(partial: Path) -> None:
    from hsr_match.proof import verify_run

    verify_run(partial)


def _refuse_existing(folder: Path) -> None:
    if os.path.lexists(folder):
        raise OutputError(
            f"{folder} exists already; a run never overwrites anything.",
            "Name a folder that does not exist yet, or leave out -o.",
        )


def _stands(folder: Path, mark: int) -> bool:
    try:
        return folder.stat(follow_symlinks=False).st_ino == mark
    except OSError:
        return False
