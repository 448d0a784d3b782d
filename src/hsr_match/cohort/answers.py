"""Typed answers of one person, from the cells of one row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hsr_match.cohort.asked import PEOPLE, Question, questions_of
from hsr_match.cohort.drafts import Draft, cells, only
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.mentions import Mention, mentions
from hsr_match.cohort.model import Role
from hsr_match.cohort.organisations import Organisations
from hsr_match.cohort.places import check_places
from hsr_match.cohort.values.blank import is_blank
from hsr_match.cohort.values.cell import Cell
from hsr_match.cohort.values.choice import level, many, one, too_many
from hsr_match.cohort.values.dates import Order, iso, moment
from hsr_match.cohort.values.number import MOST_MENTORED, MOST_PLACES, whole_number
from hsr_match.cohort.values.own import own_answer
from hsr_match.cohort.values.plain import plain_answer
from hsr_match.cohort.values.ranked import ranked, ranked_grid
from hsr_match.cohort.values.rated import Ratings, add_item, add_list
from hsr_match.cohort.values.text import free_text
from hsr_match.cohort.values.yesno import as_yes_no, yes_no
from hsr_match.config.fields import Field

if TYPE_CHECKING:
    from hsr_match.config import Settings


Asked = tuple[Callable[[tuple[str, ...]], Any], dict[Any, dict[str, Any]], Question]


@dataclass(slots=True)
class Answers:
    """What one person answered.

    Attributes
    ----------
    values
        Field or own column → typed value; a blank is left out.
    people
        Field or own column → the people it mentions, not yet looked up.
    """

    values: dict[str, Any] = field(default_factory=dict)
    people: dict[str, list[Mention]] = field(default_factory=dict)


class AnswerReader:
    """Reads rows of answers.

    Parameters
    ----------
    settings
        For the decimal sign and the levels of unrated answers.
    organisations
        Resolves employers.
    findings
        Takes the problems.
    """

    def __init__(
        self, settings: Settings, organisations: Organisations, findings: Findings
    ) -> None:
        self._settings = settings
        self._organisations = organisations
        self._findings = findings
        self._asked: dict[tuple[int, Role, bool], list[Asked]] = {}

    def read(self, draft: Draft, orders: dict[int, Order]) -> Answers:
        """Return the answers of a draft, beside who it is."""
        answers = Answers()
        if draft.email:
            answers.values["email"] = draft.email
        if draft.employer:
            answers.values["organisation"] = draft.employer
        if draft.submitted is not None:
            answers.values["submitted_at"] = iso(draft.submitted)
        given = draft.row.cells
        values = answers.values
        for take, known, question in self._questions(draft):
            text = take(given)
            if not text:
                continue
            found = known.get(text)
            if found is None:
                found = self._read(draft, question, text, answers, orders)
            values.update(found)
        if draft.role == "mentor":
            check_places(draft, answers.values, self._findings)
        return answers

    def _questions(self, draft: Draft) -> list[Asked]:
        key = (id(draft.mapped), draft.role, draft.both)
        found = self._asked.get(key)
        if found is None:
            questions = questions_of(draft.mapped, draft.role)
            found = self._asked[key] = [(q.cells, q.known, q) for q in questions]
        return found

    def _read(
        self,
        draft: Draft,
        question: Question,
        text: Any,
        answers: Answers,
        orders: dict[int, Order],
    ) -> dict[str, Any]:
        """Read an answer for the first time, and remember it if it gave no problem."""
        entry = question.plain
        found = plain_answer(entry, text, draft.role) if entry is not None else None
        if found is None:
            told = self._findings.told
            found = self._answered(draft, question, answers, orders)
            if not question.repeats or told != self._findings.told:
                return found
        question.known[text] = found
        return found

    def _answered(
        self, draft: Draft, question: Question, answers: Answers, orders: dict[int, Order]
    ) -> dict[str, Any]:
        """Return what the cells of a question add to a person's answers."""
        values: dict[str, Any] = {}
        columns = question.columns
        found = [c for c in cells(draft, columns, self._findings) if not is_blank(c.text)]
        if not found:
            return values
        entry = question.field
        if entry is None:
            self._own(question.name, found, answers, values)
        elif entry.side not in ("both", draft.role):
            if not draft.both and not all(cell.column.shared for cell in found):
                _say_other_side(found)
        elif entry.type in PEOPLE:
            answers.people[question.name] = mentions(found)
        else:
            self._add(values, entry, found, orders)
        return values

    def _add(
        self, values: dict[str, Any], entry: Field, found: list[Cell], orders: dict[int, Order]
    ) -> None:
        if entry.type == "rated":
            _add_rated(values, entry, found)
            return
        value = (
            self._several(entry, found)
            if entry.type in ("many", "organisations")
            else self._single(entry, found, orders)
        )
        if value is not None:
            values[entry.name] = value

    def _several(self, entry: Field, found: list[Cell]) -> tuple[str, ...] | None:
        parts = [
            self._organisations.resolve_several(cell.text)
            if entry.type == "organisations"
            else many(cell, entry)
            for cell in found
        ]
        known = [part for part in parts if part is not None]
        if entry.type == "organisations":
            return tuple(dict.fromkeys(v for part in known for v in part)) or None
        return tuple(dict.fromkeys(v for part in known for v in part)) if known else None

    def _single(self, entry: Field, found: list[Cell], orders: dict[int, Order]) -> Any:
        if entry.type == "ranked" and any(c.column.item or c.column.part for c in found):
            return self._ranked_grid(entry, found)
        cell = only(found)
        if cell is None:
            return None
        match entry.type:
            case "one":
                return one(cell, entry)
            case "level":
                return level(cell, entry)
            case "ranked":
                return ranked(cell, entry)
            case "int":
                return whole_number(
                    cell, MOST_MENTORED if entry.name == "times_mentored" else MOST_PLACES
                )
            case "yesno":
                return yes_no(cell)
            case "date":
                return _date(cell, orders)
        return free_text(cell, entry.limit)

    def _ranked_grid(self, entry: Field, found: list[Cell]) -> Any:
        grid = [cell for cell in found if cell.column.item or cell.column.part]
        if len(grid) < len(found):
            grid[0].error(
                "two-answers",
                f"A list and a grid both answer {entry.name}.",
                "Keep one of the two, or clear the wrong answer.",
            )
        return ranked_grid(grid, entry)

    def _own(self, name: str, found: list[Cell], answers: Answers, values: dict[str, Any]) -> None:
        cell = only(found)
        if cell is None:
            return
        if cell.column.own is not None and cell.column.own.shape == "people":
            answers.people[name] = mentions([cell])
            return
        value = own_answer(cell, self._settings)
        if value is not None:
            values[name] = value


def _add_rated(values: dict[str, Any], entry: Field, found: list[Cell]) -> None:
    ratings = Ratings()
    for cell in found:
        (add_item if cell.column.item else add_list)(cell, entry, ratings)
    if not ratings.answered:
        return
    values[entry.name] = ratings.levels
    if entry.limit is not None and len(ratings.levels) > entry.limit:
        too_many(found[0], entry)
    if entry.name != "needs" or not ratings.essential:
        return
    if len(ratings.essential) > 1:
        found[0].error(
            "two-essential-needs",
            "More than one need is marked ! as essential.",
            "Keep the mark on one need at most: each one bars mentors.",
        )
    if ratings.essential == {"other"}:
        found[0].warn(
            "essential-other",
            "A need that is on no list is marked ! as essential; the mark is not used.",
            "Nobody can tell which mentor meets it: ask the person, and ban pairs by hand.",
        )
        return
    values["essential_need"] = min(ratings.essential)


def _date(cell: Cell, orders: dict[int, Order]) -> str | None:
    time = moment(cell.text, orders.get(cell.column.index, "either"))
    if time is not None:
        return iso(time)
    if cell.field_name == "mentor_trained":
        # A year, a month or a plain yes say enough for display.
        said = as_yes_no(cell.text)
        return cell.text if said is None else "yes" if said else "no"
    if orders.get(cell.column.index) == "day":
        cell.warn("unclear-date", "Not a clear date; left out.", "Write it as 2026-01-12.")
    return None


def _say_other_side(found: list[Cell]) -> None:
    for cell in found:
        asked = "mentees" if cell.role == "mentor" else "mentors"
        cell.warn(
            "other-side-answer",
            f"Only {asked} answer this column; what somebody else wrote there is not used.",
            "If the person is both, write both as the role.",
        )
