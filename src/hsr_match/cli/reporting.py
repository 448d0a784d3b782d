"""Reports for one audience: made, written, and what the coordinator is told about them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from hsr_match.cli.destination import new_folder
from hsr_match.cli.messages import data, say
from hsr_match.cli.options import asked
from hsr_match.errors import UsageError
from hsr_match.insight.stored_run import home_of, read_run
from hsr_match.insight.words import counted
from hsr_match.reports.scheme.folder import refuse_existing, write_folder
from hsr_match.text import visible

if TYPE_CHECKING:
    from hsr_match.reports.letters.audiences import Audience
    from hsr_match.reports.letters.made import Made

LISTED = 20
"""Ids named in a message; the rest are counted."""


def report_run(
    run: str | None, audience: str | None, output: str | None, templates: str | None, small: int
) -> int:
    """Write the report of a run for one audience and say what it is.

    Raises
    ------
    UsageError
        If something is missing on the command line, or the run gives no such report.
    SettingsError
        If templates fail.
    VerificationError
        If the answers of the run were edited.
    OutputError
        If the folder exists already or cannot be written.
    """
    if run is None or audience is None:
        raise UsageError(
            "A run folder and its reader are needed.",
            "For instance: hsr-match report matches/cohort-20260901T090000Z --for mentee",
        )
    from hsr_match.reports.letters.write import report_for, write_report

    reader = cast("Audience", audience)
    folder = new_folder(output if output is not None else _beside(run, audience))
    refuse_existing(folder)
    own = Path(templates) if templates is not None else None
    outcome = read_run(run)
    made = report_for(outcome, reader, own, small=small)
    write_report(folder, made)
    for sentence in _told(made, reader, own):
        say(sentence)
    if not asked("quiet"):
        data("\n".join(_contents(folder, made)))
    return 0


def templates_to_change(folder: str, *, also: str | None) -> int:
    """Write the templates that come with the program into a new folder.

    Raises
    ------
    UsageError
        If a report was asked for as well.
    OutputError
        If the folder exists already or cannot be written.
    """
    from hsr_match.reports.letters.templating import TEMPLATES, every_template

    if also is not None:
        raise UsageError(
            "--write-templates stands alone.",
            "Write the templates first, change them, then use --templates.",
        )
    path = new_folder(folder)
    refuse_existing(path)
    write_folder(path, every_template())
    about = {name: what for group in TEMPLATES.values() for name, what in group.items()}
    width = max(map(len, about))
    lines = [f"{visible(str(path))} is ready:"]
    lines += [f"  {name:<{width}}  {what}" for name, what in about.items()]
    data("\n".join([*lines, "", "Delete those that you leave as they are."]))
    return 0


def _beside(run: str, audience: str) -> str:
    home = home_of(run)
    home = home if home.name else home.absolute()
    return str(home.with_name(f"{home.name}-for-{audience}"))


def _told(made: Made, audience: Audience, own: Path | None) -> list[str]:
    """Return warnings, the most important last."""
    said = []
    if own is not None:
        from hsr_match.reports.letters.templating import TEMPLATES, unknown_files

        used = [name for name in TEMPLATES[audience] if (own / name).exists()]
        said.append(f"Templates of yours: {', '.join(used) if used else 'none for this reader'}.")
        strange = [visible(name) for name in unknown_files(own)]
        if strange:
            said.append(f"Not known as templates, and not used: {_some(strange)}.")
    if made.unreachable:
        said.append(
            f"No draft for {_some(made.unreachable)}: no address that e-mail takes. "
            "Their letters stand in letters.csv."
        )
    if made.left_out:
        said.append(
            f"{counted(made.left_out, 'pair stands', 'pairs stand')} in no letter: not "
            "approved yet."
        )
    if made.untold:
        said.append(
            f"No letter yet for {_some(made.untold)}: somebody may still be found for them. "
            "`hsr-match solve --changes` looks for somebody else."
        )
    if made.draft:
        said.append(
            "Warning: no person has approved these pairs. What was written says that it is a "
            "draft; decide on the pairs first, then make it again."
        )
    return said


def _some(words: Sequence[str]) -> str:
    shown = [visible(word) for word in words[:LISTED]]
    more = len(words) - len(shown)
    return ", ".join([*shown, *([f"{more:,} more"] if more else [])])


def _contents(folder: Path, made: Made) -> list[str]:
    shown = visible(str(folder))
    drafts = sum(name.endswith(".eml") for name in made.files)
    lines = [f"{shown} is ready:"]
    lines += [f"  {name}" for name in made.files if not name.endswith(".eml")]
    if drafts:
        lines.append(f"  {drafts:,} e-mail drafts (.eml), named by id")
    return lines
