"""Columns that are set aside at once: monitoring answers, and what is never read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cohort.findings import Findings
from hsr_match.cohort.table import Table
from hsr_match.config.fields import (
    asks_for_monitoring,
    fold_heading,
    headings,
    monitoring_fields,
    never_read,
)
from hsr_match.problems import Level

if TYPE_CHECKING:
    from hsr_match.config import Settings


class SetAside:
    """Decides which columns of a table nothing may read, and says so."""

    def __init__(self, table: Table, settings: Settings, findings: Findings) -> None:
        self._table = table
        self._findings = findings
        self._declared = {fold_heading(str(word)) for word in settings.monitoring}

    def takes(self, index: int, chosen: str | None) -> bool:
        """Tell whether a column is set aside.

        Parameters
        ----------
        index
            Place of the column.
        chosen
            What the settings map it to, if anything: no setting can bring a
            column back, so that is an error.
        """
        heading = self._table.headings[index]
        if self._is_monitoring(heading, chosen):
            self._say(
                index,
                "monitoring-column",
                "Monitoring answers are kept out of matching; this column is not read.",
                "Move it to a file of its own, with the ids of the people.",
            )
            refused = chosen is not None and chosen not in monitoring_fields()
        else:
            reason = never_read(heading)
            if reason is None or _is_listed(heading):
                return False
            self._say(index, "never-read", f"Not read: {reason}.", "Delete the column.")
            refused = chosen is not None
        if refused:
            self._findings.add(
                "column-cannot-be-used",
                Level.ERROR,
                "The settings map this column to a field, but nothing may read it.",
                "Take it out of `columns:`. If the question asks something else, "
                "give the column a heading that says so.",
                self._table.place(self._table.heading_row, index),
            )
        return True

    def _is_monitoring(self, heading: str, chosen: str | None) -> bool:
        return (
            asks_for_monitoring(heading)
            or fold_heading(heading) in self._declared
            or chosen in monitoring_fields()
        )

    def _say(self, index: int, code: str, message: str, advice: str) -> None:
        place = self._table.place(self._table.heading_row, index)
        self._findings.add(code, Level.WARN, message, advice, place)


def _is_listed(heading: str) -> bool:
    """Tell whether a heading is a listed question, which may hold such words."""
    folded = fold_heading(heading)
    return folded in headings("mentee") or folded in headings("mentor")
