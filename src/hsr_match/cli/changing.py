"""Pins and bans that files ask for, and who answers for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hsr_match.cli.pipeline import Choices
    from hsr_match.cohort.given_scores import GivenScores
    from hsr_match.cohort.model import Cohort, SourceFile
    from hsr_match.config import Settings


def changed(
    settings: Settings, people: Cohort | GivenScores, choices: Choices
) -> tuple[Settings, tuple[SourceFile, ...]]:
    """Return the settings with what files change in them, and those files.

    Raises
    ------
    CohortProblems
        With all problems of all files.
    UsageError
        If a path names nothing that can be read.
    """
    from hsr_match.cli.messages import show_notices
    from hsr_match.cli.options import asked
    from hsr_match.cohort.changes import with_changes

    found = with_changes(choices.changes, settings, people, by=login_name(), reason=choices.reason)
    if not asked("quiet"):
        show_notices(found.notices, everything=asked("verbose"))
    return found.settings, found.sources


def login_name() -> str:
    """Name who decides; a decision that sets a rule aside needs a person."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login name in a bare container
        return "command line"
