"""Career stage, own lists of mentors, and practicalities: the table of ``scores.md`` again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from hsr_match.proof.answers import OTHER, Form, Items, Maker, Part, Words, thousandths

FREQUENCIES = ("four_a_year", "six_a_year", "monthly")
LINES = ("ideas", "people", "community", "users")


def career_stage(form: Form, criterion: str, weight: Fraction) -> Part:
    """Return the comparison on the mentee's line of growth, or of stages."""
    step = ladder(form.scoring["career_stage"])

    def items(i: int) -> Items:
        mentee = form.mentees[i]
        line, stage = mentee.get("growth_line"), mentee.get("career_stage")
        level = mentee.get(f"contribution_{line}") if line in LINES else None
        return None if stage is None and level is None else [(1, (line, level, stage))]

    def value(item: tuple[str, int | None, int | None], j: int) -> int | None:
        line, level, stage = item
        mentor = form.mentors[j]
        if level is not None and mentor.get(f"contribution_{line}") is not None:
            return step(mentor[f"contribution_{line}"] - level)
        theirs = mentor.get("career_stage")
        return None if stage is None or theirs is None else step(theirs - stage)

    return Part(criterion, weight, None, items, value)


def ladder(table: Mapping[Any, Any]) -> Callable[[int], int]:
    """Return the value of a difference of levels, ends standing for "and beyond".

    A step missing inside the table has the value of the next lower one.
    """
    steps = {int(step): thousandths(value) for step, value in table.items()}
    low = min(steps)
    return lambda difference: steps[max((s for s in steps if s <= difference), default=low)]


def preferences(field: str) -> Maker:
    """Return the maker of a part from a mentee's own ranked list of mentors."""

    def make(form: Form, criterion: str, weight: Fraction) -> Part:
        values = [thousandths(v) for v in form.scoring["preferences"]]
        column = {key: j for j, key in enumerate(form.mentor_keys)}
        listed: dict[int, dict[int, int]] = {}

        def items(i: int) -> Items:
            tiers = form.mentees[i].get(field) or ()
            # From the last tier up, so that somebody listed twice stands in the better one.
            places = reversed([(place, key) for place, tier in enumerate(tiers) for key in tier])
            listed[i] = {
                column[key]: values[min(place, len(values) - 1)]
                for place, key in places
                if key in column
            }
            return [(1, i)] if listed[i] else None

        return Part(
            criterion,
            weight,
            [True] * len(form.mentors),
            items,
            lambda i, j: listed[i].get(j, 0),
        )

    return make


def meeting_format(form: Form, criterion: str, weight: Fraction) -> Part:
    """Return the likeness of ways to meet."""
    held = form.held("meeting_format", OTHER)
    plain = form.ticked("meeting_format", wish=True, unscored=OTHER)
    rooms = frozenset({"online", "in_person"})

    def items(i: int) -> Items:
        found = plain(i)
        return found and [(1, frozenset(value for _, value in found))]

    def value(formats: Words, j: int) -> int:
        if formats & held[j]:
            return 1000
        half = ("hybrid" in formats and held[j] & rooms) or (
            "hybrid" in held[j] and formats & rooms
        )
        return 500 if half else 0

    return Part(criterion, weight, form.answered("meeting_format"), items, value)


def frequency(form: Form, criterion: str, weight: Fraction) -> Part:
    """Return the likeness of how often to meet."""
    held = form.held("frequency", OTHER)

    def value(wish: str, j: int) -> int:
        if wish == "flexible" or held[j] & {wish, "flexible"}:
            return 1000
        if wish not in FREQUENCIES:
            return 0
        place = FREQUENCIES.index(wish)
        return 500 * any(f in held[j] for f in FREQUENCIES[max(0, place - 1) : place + 2])

    items = form.ticked("frequency", wish=True, unscored=OTHER)
    return Part(criterion, weight, form.answered("frequency"), items, value)
