"""The files of a new scheme, as one folder: all of them, or none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from hsr_match.errors import OutputError
from hsr_match.reports.faults import writing
from hsr_match.reports.files import PRIVATE_FOLDER, partial_name, settle_folder, write_new

WORKBOOK, EXAMPLE, SETTINGS = "people.xlsx", "example.xlsx", "settings.yaml"
FORM, PRIVACY = "form-questions.md", "consent-and-privacy.md"

PURPOSE = {
    WORKBOOK: "sheets to fill in, with lists to choose from",
    SETTINGS: "settings to change",
    FORM: "questions to paste into a form",
    PRIVACY: "wording to adapt",
    EXAMPLE: "the same sheets with invented people, to play with",
}
"""File → what it is for, in the order in which a scheme needs them."""


def scheme_files() -> dict[str, bytes]:
    """Return file name → content; the same at every call."""
    from importlib.resources import files

    from hsr_match.reports.scheme.form import form_questions
    from hsr_match.reports.scheme.people import made_up_people
    from hsr_match.reports.scheme.settings import settings_text
    from hsr_match.reports.scheme.workbook import template_xlsx

    made = {
        WORKBOOK: template_xlsx(),
        SETTINGS: settings_text().encode(),
        FORM: form_questions().encode(),
        PRIVACY: (files(__package__) / "privacy.md").read_bytes(),
        EXAMPLE: template_xlsx(made_up_people()),
    }
    return {name: made[name] for name in PURPOSE}


def write_folder(folder: Path, content: Mapping[str, bytes]) -> None:
    """Write a new folder: a hidden one beside it first, then one rename.

    Raises
    ------
    OutputError
        If it exists already or cannot be written; nothing is left behind.
    """
    refuse_existing(folder)
    partial = partial_name(folder)
    try:
        with writing(folder, sum(map(len, content.values()))):
            partial.mkdir(PRIVATE_FOLDER)
            for name, data in content.items():
                write_new(partial / name, data)
            settle_folder(partial)
            refuse_existing(folder)
            partial.rename(folder)
    except BaseException:
        with suppress(OSError):
            for name in content:
                (partial / name).unlink(missing_ok=True)
            partial.rmdir()
        raise
    with suppress(OSError):  # the folder is there; a later power cut is beyond us
        settle_folder(folder.parent)


def refuse_existing(folder: Path) -> None:
    """Refuse a name that is taken.

    Raises
    ------
    OutputError
        If anything has that name.
    """
    if os.path.lexists(folder):
        raise OutputError(
            f"{folder} exists already; nothing is overwritten.",
            "Name a folder that does not exist yet.",
        )
