"""The reckoning of one pair, line by line, adding up to its score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Person
from hsr_match.insight.answers_in_words import Answers
from hsr_match.insight.detail import WaterfallRow
from hsr_match.insight.labels import PARTS
from hsr_match.insight.reckoning import (
    LIVED_EXPERIENCE,
    NEEDS,
    PREFERRED_RULES,
    criterion_points,
    row_units,
)
from hsr_match.insight.words import listed
from hsr_match.rules import plain
from hsr_match.scoring import ShareRow
from hsr_match.scoring.exact import COVER_UNITS, UNITS_PER_SCORE

if TYPE_CHECKING:
    from hsr_match.config import Settings


def waterfall(
    rows: Sequence[ShareRow],
    criteria: Sequence[str],
    mentee: Person,
    mentor: Person,
    settings: Settings,
    *,
    confidential: bool,
) -> list[WaterfallRow]:
    """Return the lines of a pair in whole units that add up to its score.

    Unless ``confidential``, lived experience stands among the needs.
    """
    points = criterion_points(rows, criteria)
    answers = Answers(mentee, mentor, settings, confidential)
    lines = []
    for row, units in _in_reading_order(rows, row_units(rows, points)):
        item, mine, theirs = answers.of(row)
        hidden = row.criterion == LIVED_EXPERIENCE and not confidential
        lines.append(
            WaterfallRow(
                criterion=NEEDS if hidden else row.criterion,
                part=NEEDS if hidden else row.part,
                item=item,
                units=units,
                possible=row.share * COVER_UNITS / UNITS_PER_SCORE,
                mentee_answer=mine,
                mentor_answer=theirs,
            )
        )
    return lines


def _in_reading_order(rows: Sequence[ShareRow], units: Sequence[int]) -> list[tuple[ShareRow, int]]:
    """Keep the parts of a criterion together, what matters most to the mentee first."""
    place = {key: number for number, key in enumerate(PARTS)}
    first = {row.criterion: number for number, row in reversed(list(enumerate(rows)))}
    return sorted(
        zip(rows, units, strict=True),
        key=lambda line: (
            first[line[0].criterion],
            place.get((line[0].criterion, line[0].part), 0),
            -line[0].share,
        ),
    )


def preferred_row(broken: Sequence[str], units: int) -> WaterfallRow:
    """Return the line of what rules of level ``preferred`` took off."""
    words = listed([plain(name) for name in broken])
    return WaterfallRow(PREFERRED_RULES, PREFERRED_RULES, words, units, 0, "", "")
