"""Which sheets of a workbook are read."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from hsr_match.cohort.reading.codes import problem
from hsr_match.problems import Place, Problem
from hsr_match.text import fold, nearest, visible


class DamagedWorkbookError(Exception):
    """The library could not make sense of a workbook."""


class SheetName(NamedTuple):
    """Name of a sheet, and whether people see it."""

    name: str
    visible: bool


def select_sheets(
    names: list[SheetName], wanted: Collection[str], file: str
) -> tuple[list[int], list[Problem]]:
    """Choose the sheets to read.

    All visible ones, or those asked for by name (capital letters and spaces at
    the edges do not matter, as in Excel). A hidden sheet is read only if it is
    asked for.

    Returns
    -------
    tuple
        Places in `names`, and problems: names not found, hidden sheets left out.
    """
    problems: list[Problem] = []
    if wanted:
        folded = {fold(sheet.name): place for place, sheet in enumerate(names)}
        chosen = set()
        for name in wanted:
            if fold(name) in folded:
                chosen.add(folded[fold(name)])
            else:
                problems.append(_unknown(name, names, file))
        return sorted(chosen), problems
    hidden = [visible(sheet.name) for sheet in names if not sheet.visible]
    if hidden:
        listed = ", ".join(f"'{name}'" for name in hidden)
        problems.append(problem("hidden-sheet", Place(file), found={"sheets": listed}))
    return [place for place, sheet in enumerate(names) if sheet.visible], problems


def _unknown(name: str, names: list[SheetName], file: str) -> Problem:
    shown = [sheet.name for sheet in names if sheet.visible]
    likely = nearest(name, shown, limit=1)
    advice = f"Did you mean '{visible(likely[0])}'?" if likely else "Correct the name of the sheet."
    return problem(
        "unknown-sheet",
        Place(file),
        found={
            "sheet": visible(name),
            "sheets": ", ".join(f"'{visible(s)}'" for s in shown) or "none",
            "advice": advice,
        },
    )
