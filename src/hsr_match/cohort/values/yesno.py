"""Yes and no, in a fixed list of forms."""

from __future__ import annotations

from hsr_match.cohort.values.cell import Cell
from hsr_match.config.fields import fold_heading
from hsr_match.text import fold_label

_YES = frozenset(
    [
        "yes",
        "y",
        "true",
        "1",
        "✓",
        "✔",
        "☑",
        "yes please",
        "agree",
        "agreed",
        "i agree",
        "yes, i agree",
        "i consent",
        "yes, i consent",
        "consent given",
    ]
)
_NO = frozenset(
    [
        "no",
        "n",
        "false",
        "0",
        "✗",
        "✘",
        "☐",
        "no thanks",
        "no, thanks",
        "no thank you",
        "no, thank you",
        "disagree",
        "i do not agree",
        "i don't agree",
        "no, i do not agree",
        "i do not consent",
        "i don't consent",
        "no, i do not consent",
        "not given",
    ]
)


def as_yes_no(text: str) -> bool | None:
    """Return what a text says, or None if it is neither yes nor no."""
    folded = fold_label(text).rstrip(" ;.!")
    if folded in _YES:
        return True
    return False if folded in _NO else None


def yes_no(cell: Cell) -> bool | None:
    """Return the answer, or None with a problem noted.

    A ticked box of a form repeats the question: that is a yes.
    """
    answer = as_yes_no(cell.text)
    if answer is None and fold_heading(cell.text.strip(" ;")) == fold_heading(cell.column.heading):
        answer = True
    if answer is None:
        cell.error("not-yes-or-no", "Neither yes nor no.", "Write yes or no.", cell.text)
    return answer
