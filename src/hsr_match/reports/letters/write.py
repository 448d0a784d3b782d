"""A report for one audience, as a new folder: whole, private, or not there at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hsr_match.reports.leftovers import clear_leftovers
from hsr_match.reports.lock import hold
from hsr_match.reports.scheme.folder import write_folder

if TYPE_CHECKING:
    from hsr_match.insight.outcome import Outcome
    from hsr_match.reports.letters.audiences import Audience
    from hsr_match.reports.letters.made import Made


def report_for(
    outcome: Outcome, audience: Audience, templates: Path | None = None, *, small: int = 5
) -> Made:
    """Return what one audience may be sent of a run.

    Parameters
    ----------
    outcome
        A finished run.
    audience
        Who reads it; :mod:`hsr_match.reports.letters.audiences` says what they may see.
    templates
        Folder with a scheme's own templates; ours are used for those not in it.
    small
        For trustees: counts below this are not told apart.

    Raises
    ------
    UsageError
        If the run or the folder of templates gives no such report.
    SettingsError
        If templates fail: every mistake at once.
    """
    from hsr_match.reports.letters.templating import Templates

    ready = Templates(audience, templates)
    if audience in ("mentor", "mentee"):
        from hsr_match.reports.letters.personal import letters

        return letters(outcome, "mentor" if audience == "mentor" else "mentee", ready)
    if audience == "panel":
        from hsr_match.reports.letters.panel import panel

        return panel(outcome, ready)
    from hsr_match.reports.letters.trustees import trustees

    return trustees(outcome, ready, small)


def write_report(folder: Path, made: Made) -> Path:
    """Write a report into a new folder.

    Raises
    ------
    LockedError
        If another run is writing there.
    OutputError
        If it exists already or cannot be written; nothing is left behind.
    """
    with hold(folder):
        clear_leftovers(folder.parent)
        write_folder(folder, made.files)
    return folder
