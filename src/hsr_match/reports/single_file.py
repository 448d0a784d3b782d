"""One file instead of a run folder, verified before it is written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hsr_match.errors import OutputError, UsageError
from hsr_match.reports.documents import documents_with, json_bytes
from hsr_match.reports.faults import writing
from hsr_match.reports.files import replace_file
from hsr_match.reports.leftovers import clear_leftovers
from hsr_match.reports.lock import hold
from hsr_match.reports.pairs_csv import pairings_csv

if TYPE_CHECKING:
    from hsr_match.insight.outcome import Outcome


def write_file(path: Path, outcome: Outcome, *, force: bool = False) -> Path:
    """Write one file of a run; what it is, its suffix says.

    Parameters
    ----------
    path
        Ends in ``.csv``, ``.xlsx``, ``.html`` or ``.json`` (the manifest).
    outcome
        A finished run.
    force
        Whether an existing file may be replaced.

    Raises
    ------
    UsageError
        If the suffix is another one.
    LockedError
        If another run is writing it.
    OutputError
        If it exists already or cannot be written; an older file is untouched.
    VerificationError
        If the independent check rejects the run.
    """
    path = Path(path)
    with hold(path):
        clear_leftovers(path.parent)
        return publish_file(path, outcome, lambda: None, force=force)


def publish_file(
    path: Path, outcome: Outcome, published: Callable[[], None], *, force: bool
) -> Path:
    """Write one file of a run whose lock is held; see :func:`write_file`.

    Parameters
    ----------
    published
        Called once the file stands under its name, whatever happens next.
    """
    content = _content(path.suffix.lower(), outcome)
    put_file(path, content, published, force=force)
    return path


def put_file(path: Path, content: bytes, published: Callable[[], None], *, force: bool) -> None:
    """Put a finished file in place, atomically and only where that is allowed."""
    if os.path.lexists(path):
        if path.is_symlink() or not path.is_file():
            raise OutputError(f"{path} is not an ordinary file.", "Name another one with -o.")
        if not force:
            raise OutputError(f"{path} exists already.", "Name another file, or add --force.")
    with writing(path, len(content)):
        replace_file(path, content, published)


def _content(suffix: str, outcome: Outcome) -> bytes:
    from hsr_match.proof import verify_documents

    if suffix == ".csv":
        content = pairings_csv(outcome)
        verify_documents(documents_with(outcome, {"pairings.csv": content}))
    elif suffix == ".xlsx":
        from hsr_match.insight import brief
        from hsr_match.reports.workbook.book import pairings_xlsx

        content = pairings_xlsx(brief(outcome, named=True))
        verify_documents(documents_with(outcome, {"pairings.xlsx": content}))
    elif suffix == ".html":
        from hsr_match.insight import brief
        from hsr_match.reports.page import report_html

        content = report_html(brief(outcome, named=True))
        verify_documents(documents_with(outcome, {"report.html": content}))
    elif suffix == ".json":
        documents = documents_with(outcome, {})
        verify_documents(documents)
        content = json_bytes(documents.manifest)
    else:
        raise UsageError(
            f"A file of the kind {suffix or 'without suffix'} cannot be written.",
            "Name a file that ends in .csv, .xlsx, .html or .json.",
        )
    return content
