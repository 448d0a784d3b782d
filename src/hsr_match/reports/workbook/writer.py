"""A sheet of data as a worksheet: text that stays text, headings in view, print set-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hsr_match.reports.columns import wrap
from hsr_match.reports.workbook.sheet import Cell, Heading, Kind, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Formats = Mapping[str, Any]

NARROWEST = 8
BUTTON = 3
"""Letters that the filter's button covers of a heading."""

LINE = 15
"""Height of a line in points."""

TALLEST = 409
"""Height of a row that a spreadsheet can show, in points."""

SHADES = ("#FFFFFF", "#6FA8DC")
"""From the lowest to the highest score: every channel falls, so it reads in grey too."""

LONGEST = 32_767
"""UTF-16 units that a cell can hold."""

CUT = " […] The rest does not fit a cell."
A4 = 9


def formats_of(workbook: Any) -> dict[str, Any]:
    """Return the formats, one per kind of cell, so that no cell has its own."""
    # Set in a little, so that text never touches the figures of the column before.
    text = {"valign": "top", "align": "left", "indent": 1}
    wrapped = {**text, "text_wrap": True}
    heading = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
    return {
        "heading": workbook.add_format({**heading, "align": "left", "indent": 1}),
        "figure": workbook.add_format({**heading, "align": "right"}),
        "text": workbook.add_format(text),
        "long": workbook.add_format(wrapped),
        "look": workbook.add_format({**wrapped, "bg_color": "#FFF2CC"}),
        "points": workbook.add_format({"valign": "top", "num_format": "0.0"}),
        "number": workbook.add_format({"valign": "top"}),
        "note": workbook.add_format({"valign": "top", "italic": True}),
    }


def write_sheet(page: Any, sheet: Sheet, formats: Formats) -> None:
    """Write a table and everything that makes it easy to use.

    Parameters
    ----------
    page
        An empty worksheet of XlsxWriter.
    sheet
        What stands on it; headings in the first row, so that it can be read back.
    formats
        Those of :func:`formats_of`.
    """
    widths = [_width(sheet, column) for column in range(len(sheet.heading))]
    _write_heading(page, sheet, widths, formats)
    _set_heights(page, sheet, widths)
    styles = [formats[heading.kind] for heading in sheet.heading]
    write_string, write_number = page.write_string, page.write_number
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            if type(cell) is str:
                if not cell:
                    continue
                if len(cell) > LONGEST // 2 or cell.startswith("<r>"):
                    _write_unusual(page, number, column, cell, styles[column])
                else:
                    write_string(number, column, cell, styles[column])
            elif cell is not None:
                write_number(number, column, cell, styles[column])
    if sheet.note:
        page.write_string(len(sheet.rows) + 2, 0, sheet.note, formats["note"])
    _ease(page, sheet)
    _set_up_print(page)


def _write_heading(page: Any, sheet: Sheet, widths: Sequence[int], formats: Formats) -> None:
    for column, (heading, width) in enumerate(zip(sheet.heading, widths, strict=True)):
        style = formats["figure" if heading.kind in FIGURES else "heading"]
        page.write_string(0, column, heading.title, style)
        page.set_column(column, column, width)
        if heading.meaning:
            page.write_comment(0, column, heading.meaning, {"author": "", "x_scale": 1.6})


def _width(sheet: Sheet, column: int) -> int:
    """Return a width in letters; headings wrap at blanks, so that columns of figures stay slim."""
    heading = sheet.heading[column]
    least = max(NARROWEST, BUTTON + max(map(len, heading.title.split())))
    if heading.kind in FIGURES:
        return least
    longest = max((_length(row[column]) for row in sheet.rows), default=0)
    return min(max(longest + 3, least), heading.widest)


FIGURES: tuple[Kind, ...] = ("points", "number")
WRAPPED: tuple[Kind, ...] = ("long", "look")


def _length(cell: Cell) -> int:
    return len(cell) if isinstance(cell, str) else 0


def _set_heights(page: Any, sheet: Sheet, widths: Sequence[int]) -> None:
    """Make room for wrapped texts: not every program does so when it opens a file."""
    titles = zip(sheet.heading, widths, strict=True)
    tallest = max(len(wrap(heading.title, width - BUTTON)) for heading, width in titles)
    page.set_row(0, tallest * LINE + 3)
    wrapped = [
        (column, widths[column])
        for column, heading in enumerate(sheet.heading)
        if heading.kind in WRAPPED
    ]
    for number, row in enumerate(sheet.rows, start=1):
        lines = max((lines_in(row[column], width) for column, width in wrapped), default=1)
        if lines > 1:
            page.set_row(number, min(lines * LINE, TALLEST))


def lines_in(cell: Cell, width: int) -> int:
    """Return how many lines a text takes in a column so many digits wide, rather one too many."""
    if not isinstance(cell, str) or (len(cell) <= width and "\n" not in cell):
        return 1
    # Letters are narrower than digits by about as much as lines lose to words that do not fit.
    return sum(max(1, -(-len(line) // (width - 1))) for line in cell.split("\n"))


def _write_unusual(page: Any, row: int, column: int, text: str, style: Any) -> None:
    """Write a text that the plain way would cut in silence or take for markup."""
    if len(text) > LONGEST // 2:
        text = fitting(text)
    if text.startswith("<r>"):
        # XlsxWriter takes <r>…</r> for rich text made beforehand and copies it unescaped;
        # rich text of its own making has three parts at least.
        page.write_rich_string(row, column, text[0], text[1], text[2:], style)
    else:
        page.write_string(row, column, text, style)


def fitting(text: str) -> str:
    """Return a text that fits a cell, saying so where it was cut."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST:
        return text
    room = 2 * (LONGEST - len(CUT))
    return units[:room].decode("utf-16-le", "ignore") + CUT


def _ease(page: Any, sheet: Sheet) -> None:
    page.freeze_panes(1, sheet.fixed)
    last = len(sheet.rows)
    if not last:
        return
    page.autofilter(0, 0, last, len(sheet.heading) - 1)
    for column, heading in enumerate(sheet.heading):
        if heading.choices:
            rule = {"validate": "list", "source": list(heading.choices)}
            page.data_validation(1, column, last, column, rule)
        if heading.shaded:
            page.conditional_format(1, column, last, column, _shades(heading))


def _shades(heading: Heading) -> dict[str, Any]:
    """Points have a scale of their own, 0 to 100, so that a colour means the same everywhere."""
    low, high = SHADES
    rule: dict[str, Any] = {"type": "2_color_scale", "min_color": low, "max_color": high}
    if heading.kind == "points":
        rule |= {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": 100}
    return rule


def _set_up_print(page: Any) -> None:
    fit_page(page)
    page.repeat_rows(0)
    page.set_footer("&LFor the coordinator: pairs are proposals until approved&C&A&R&P of &N")


def fit_page(page: Any) -> None:
    """Print a sheet landscape, as wide as a page."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
