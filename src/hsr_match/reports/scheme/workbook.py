"""The workbook of a new scheme: sheets to fill in, lists to choose from, and how."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from hsr_match.cohort.reading.note_sheets import NOT_READ
from hsr_match.reports.cells import AS_TEXT
from hsr_match.reports.scheme.questions import Question, Side, questions
from hsr_match.reports.workbook.book import CREATED
from hsr_match.reports.workbook.writer import A4, LINE, fit_page, lines_in

SHEETS: dict[str, Side] = {"Mentors": "mentor", "Mentees": "mentee"}
HOW, LISTS = "How to fill this in", "Lists"
LAST_ROW = 1000
"""Drop-down lists reach down to here; more rows may be filled without."""

MOST_PLACES = 50

Rows = Mapping[str, Sequence[Mapping[str, str]]]
"""Sheet → people, each as question → answer."""


def template_xlsx(people: Rows | None = None) -> bytes:
    """Return the workbook, empty or with people in it.

    One row of headings, a comment with each, drop-down lists from the
    vocabularies. The sheets of words and of lists say themselves that they are
    not read. Equal input gives equal bytes; nothing names an author or a time.
    """
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, AS_TEXT) as book:
        book.set_properties({"created": CREATED, "title": "Mentors and mentees"})
        formats = {
            "heading": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            "bold": book.add_format({"bold": True}),
            "text": book.add_format({"num_format": "@", "valign": "top"}),
            "number": book.add_format({"num_format": "0", "valign": "top"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        pages = {name: book.add_worksheet(name) for name in SHEETS}
        how, lists = book.add_worksheet(HOW), book.add_worksheet(LISTS)
        names = _lists(book, lists, formats)
        for name, side in SHEETS.items():
            _people(pages[name], questions(side), names, formats)
            _fill(pages[name], questions(side), (people or {}).get(name, ()), formats)
        _how(how, formats)
    return content.getvalue()


def _lists(book: Any, page: Any, formats: Mapping[str, Any]) -> dict[tuple[str, ...], str]:
    """Write each list in a column of its own; return the name by which cells refer to it."""
    page.write_string(0, 0, f"{NOT_READ}: the words to choose from.", formats["bold"])
    names: dict[tuple[str, ...], str] = {}
    for side in SHEETS.values():
        for question in questions(side):
            options = question.options
            if not options or options in names:
                continue
            column = len(names)
            name = f"list_{question.field.vocabulary or 'yes_no'}"
            names[options] = name
            page.set_column(column, column, max(map(len, options)) + 2)
            page.write_string(2, column, question.field.vocabulary or "yes or no", formats["bold"])
            for row, label in enumerate(options, start=3):
                page.write_string(row, column, label)
            letters = _letters(column)
            last = 3 + len(options)
            # A name, since drop-downs that refer to another sheet are lost by some programs.
            book.define_name(name, f"={LISTS}!${letters}$4:${letters}${last}")
    page.freeze_panes(3, 0)
    fit_page(page)
    return names


def _letters(column: int) -> str:
    from hsr_match.cohort.reading.grid import column_letters

    return column_letters(column)


def _people(
    page: Any,
    asked: Sequence[Question],
    names: Mapping[tuple[str, ...], str],
    formats: Mapping[str, Any],
) -> None:
    page.set_row(0, 48)
    page.freeze_panes(1, 1)
    for column, question in enumerate(asked):
        kind = question.kind if question.kind in ("number", "date") else "text"
        page.set_column(column, column, 18 if question.kind in ("yesno", "number") else 28,
                        formats[kind])  # fmt: skip
        page.write_string(0, column, question.text, formats["heading"])
        page.write_comment(0, column, question.note, {"author": "", "x_scale": 2})
        rule = _rule(question, names)
        if rule:
            page.data_validation(1, column, LAST_ROW - 1, column, rule)
    # Thirty columns would shrink to nothing on one page: they go on, names beside them.
    page.set_landscape()
    page.set_paper(A4)
    page.repeat_rows(0)
    page.repeat_columns(0)


def _rule(question: Question, names: Mapping[tuple[str, ...], str]) -> dict[str, Any] | None:
    """Return what a cell offers and accepts, with the note shown where it is filled in."""
    shown = {"input_title": "How to answer", "input_message": question.note[:255]}
    if question.kind == "number":
        return {
            **shown,
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": MOST_PLACES,
            "error_title": "Not a whole number",
            "error_message": f"Write a whole number from 0 to {MOST_PLACES}.",
        }
    if not question.options:
        return {**shown, "validate": "any"}
    rule = {**shown, "validate": "list", "source": f"={names[question.options]}"}
    if question.kind == "many":
        # A drop-down gives one answer; several are typed, so nothing may be refused.
        return {**rule, "show_error": False}
    return {
        **rule,
        "error_title": "Not in the list",
        "error_message": f"Choose from the list. All words stand on the sheet {LISTS}.",
    }


def _fill(
    page: Any,
    asked: Sequence[Question],
    people: Sequence[Mapping[str, str]],
    formats: Mapping[str, Any],
) -> None:
    for row, person in enumerate(people, start=1):
        for column, question in enumerate(asked):
            answer = person.get(question.text, "")
            if answer and question.kind == "number":
                page.write_number(row, column, int(answer), formats["number"])
            elif answer:
                page.write_string(row, column, answer, formats["text"])


_RULES = """\
One person a row, one heading row; leave no rows blank between people.
Who is both mentor and mentee stands on both sheets, with the same e-mail.
A drop-down offers one answer. Where several are allowed, type them with ; between them, in words \
of the sheet Lists.
Blank means that somebody did not answer. Nothing is made up for a blank.
Columns may be deleted, moved or added; docs/reference/fields.md names every field. Keep the \
headings as they are: they tell what a column means.
No ages, dates of birth, years since anything or home addresses: they are never read. Equality \
monitoring belongs into a file of its own.
Check as often as you like: hsr-match check WORKBOOK -c settings.yaml
"""


def _how(page: Any, formats: Mapping[str, Any]) -> None:
    page.write_string(0, 0, f"{NOT_READ}: how to fill in Mentors and Mentees.", formats["bold"])
    rules = _RULES.splitlines()
    for row, rule in enumerate(rules, start=2):
        page.write_string(row, 0, rule)
    top = len(rules) + 3
    headings = ("Column", "On", "What it holds", "How to answer", "For instance")
    widths = (44, 18, 50, 60, 40)
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(top, column, heading, formats["heading"])
    on: dict[str, tuple[Question, list[str]]] = {}
    for name, side in SHEETS.items():
        for question in questions(side):
            on.setdefault(question.text, (question, []))[1].append(name)
    for row, (text, (question, sheets)) in enumerate(on.items(), start=top + 1):
        cells = (text, ", ".join(sheets), question.field.meaning, question.note, example(question))
        page.set_row(row, LINE * max(map(lines_in, cells, widths)))
        for column, cell in enumerate(cells):
            page.write_string(row, column, cell, formats["wrapped"])
    fit_page(page)


def example(question: Question) -> str:
    """Return an answer as somebody may give it, in words of the list."""
    if not question.options:
        return question.field.example
    count = 2 if question.kind == "many" else 1
    return "; ".join(question.options[:count])
