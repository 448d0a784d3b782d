"""What ``hsr-match init`` writes, and what it says to do next."""

from __future__ import annotations

from pathlib import Path

from hsr_match.cli.destination import new_folder
from hsr_match.reports.scheme.folder import (
    EXAMPLE,
    PURPOSE,
    SETTINGS,
    WORKBOOK,
    refuse_existing,
    scheme_files,
    write_folder,
)
from hsr_match.text import visible


def start(folder: str) -> str:
    """Write the folder of a new scheme and return what to say.

    Raises
    ------
    UsageError
        If the name cannot be that of a folder.
    OutputError
        If it exists already or cannot be written; nothing is left behind.
    """
    path = new_folder(folder)
    refuse_existing(path)
    write_folder(path, scheme_files())
    width = max(map(len, PURPOSE))
    shown = visible(str(path))
    return "\n".join(
        [
            f"{shown} is ready:",
            *(f"  {name:<{width}}  {purpose}" for name, purpose in PURPOSE.items()),
            "",
            "Try it out with invented people:",
            f"  hsr-match solve {_typed(path / EXAMPLE)} --dry-run",
            "",
            f"Fill in {WORKBOOK}, or use the forms, then:",
            f"  hsr-match check {_typed(path / WORKBOOK)} -c {_typed(path / SETTINGS)}",
        ]
    )


def _typed(path: Path) -> str:
    """Return a path as one types it."""
    text = visible(str(path))
    return f'"{text}"' if " " in text else text
