"""Tables whose headings are missing, so that the first person stands in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cohort.findings import Findings
from hsr_match.cohort.questions import Questions
from hsr_match.cohort.table import Table
from hsr_match.cohort.values.text import is_email
from hsr_match.config.vocabulary import vocabulary

if TYPE_CHECKING:
    from hsr_match.config import Settings


def is_headless(table: Table, settings: Settings, findings: Findings) -> bool:
    """Refuse a table that begins with a person, before its headings are quoted anywhere.

    So it does if nothing among the headings is known and one of them is an
    e-mail address or a role.
    """
    found = [heading for heading in table.headings if heading]
    if not any(is_email(text) or vocabulary("role").find(text) for text in found):
        return False
    questions = Questions(table, "both", settings)
    if any(questions.targets(index) for index in range(len(table.headings))):
        return False
    findings.error(
        "no-headings",
        "This row stands where headings are expected, and looks like a person's answers.",
        "Put a row of headings above it: field names (docs/reference/fields.md) or the form's "
        "questions.",
        table.place(table.heading_row),
    )
    return True
