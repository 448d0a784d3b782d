"""What can be said of encodings, rows, headings and cells, by code."""

from __future__ import annotations

from hsr_match.cohort.reading.codes import Kind
from hsr_match.problems import Level

_ERROR, _WARN, _FIXED = Level.ERROR, Level.WARN, Level.FIXED

CELLS: dict[str, Kind] = {
    # Encoding
    "windows-1252": Kind(
        _WARN,
        "The file is not UTF-8 and was read as Windows-1252.",
        "Check the accented letters in the rows named; better, save it as CSV UTF-8.",
    ),
    "garbled-accents": Kind(
        _WARN,
        "Accented letters look garbled, as if the file had once been opened in the wrong encoding.",
        "Export the table again as CSV UTF-8 and check the cells named.",
    ),
    "mixed-encoding": Kind(
        _ERROR,
        "This row is not in {rest}, the encoding of the rest of the file.",
        "Put the parts together in Excel and save as CSV UTF-8.",
    ),
    "unknown-encoding": Kind(
        _ERROR,
        "The encoding of the text cannot be told: it is not {tried}.",
        "Open the file in Excel or LibreOffice and save it as CSV UTF-8.",
    ),
    "binary-data": Kind(
        _ERROR,
        "The file contains binary data from this row on.",
        "Check that it is a table; open it in Excel and save it as CSV UTF-8.",
    ),
    "control-character": Kind(
        _ERROR,
        "There is an invisible control character ({points}) in this cell.",
        "Delete the cell's content and type it again.",
    ),
    "invisible-character": Kind(
        _FIXED, "Invisible characters at the edges were removed ({points}); cells: {count}."
    ),
    "direction-mark": Kind(
        _FIXED,
        "Marks that turn the direction of text were removed ({points}); cells: {count}.",
    ),
    "spaces-trimmed": Kind(_FIXED, "Spaces at the edges were removed; cells: {count}."),
    "text-too-long": Kind(
        _ERROR,
        "The text of this cell is longer than {limit} characters, the most a spreadsheet can hold.",
        "Shorten it; check for a missing quotation mark.",
    ),
    # CSV structure
    "delimiter": Kind(_FIXED, "The cells are separated by {delimiter}; they were read so."),
    "separator-line": Kind(
        _FIXED, "The first line names the separator of the cells ({delimiter}) and was skipped."
    ),
    "delimiter-unclear": Kind(
        _ERROR,
        "It is not clear what separates the cells: {detail}.",
        "Save the table as .xlsx, or write the separator in the file's first line, such as sep=;",
    ),
    "extra-cell": Kind(
        _ERROR,
        "This row has more cells than there are headings ({cells}, not {headings}).",
        "Put quotation marks around text that contains {delimiter}.",
    ),
    "every-row-too-long": Kind(
        _ERROR,
        "Every row has one cell more than there are headings ({cells}, not {headings}), so it is "
        "not clear which value belongs to which heading.",
        "Add the missing heading, or delete the column that is too much.",
    ),
    "trailing-comma": Kind(
        _FIXED, "Empty cells after the last column were dropped; rows: {count}."
    ),
    "missing-cell": Kind(
        _ERROR,
        "This row has fewer cells than there are headings ({cells}, not {headings}).",
        "Check for a line break in the row, and that each blank answer has its {delimiter}.",
    ),
    "cut-off": Kind(
        _ERROR,
        "The file looks cut off: its last row has {cells} cells, not {headings}.",
        "Fetch the file again.",
    ),
    "open-quote": Kind(
        _ERROR,
        "A quotation mark opened in this row is never closed.",
        "Close it, or double a quotation mark that belongs to the text.",
    ),
    "stray-quote": Kind(
        _ERROR,
        "A quotation mark in this row is followed by other text.",
        "Double a quotation mark that belongs to the text.",
    ),
    "thousands-separator": Kind(
        _ERROR,
        "This number has a dot as thousands separator.",
        "Write the digits without it, such as 1000.",
    ),
    # Rows and headings
    "blank-rows": Kind(_FIXED, "Blank rows were left out; rows: {count}."),
    "title-rows": Kind(
        _FIXED, "Row {row} was taken as the headings; the rows above it were left out."
    ),
    "repeated-heading": Kind(
        _WARN, "The headings are repeated here; the row was left out.", "Delete the row."
    ),
    "second-table": Kind(
        _ERROR,
        "A second table begins here, below the first, with headings of its own.",
        "Keep one table a sheet: move it to a sheet of its own.",
    ),
    "total-row": Kind(
        _ERROR, "This row looks like a total or a note, not like a person.", "Delete the row."
    ),
    "two-row-heading": Kind(
        _ERROR,
        "The headings seem to take two rows or merged cells.",
        "Unmerge the cells and leave one row of headings, each column with its own.",
    ),
    "duplicate-heading": Kind(
        _ERROR,
        "The heading '{heading}' stands above {count} columns: {columns}.",
        "Give each column its own heading.",
    ),
    "repeated-question": Kind(
        _FIXED,
        "The form asks '{heading}' {count} times (columns {columns}); the answers are read "
        "together.",
    ),
    "qualtrics-headings": Kind(
        _FIXED,
        "Three heading rows of a Qualtrics export; the question texts of row {row} are the "
        "headings.",
    ),
    "similar-heading": Kind(
        _ERROR,
        "Columns {columns} have headings that count as the same ({why}).",
        "Give each column its own heading.",
    ),
    "long-heading": Kind(
        _ERROR,
        "The heading of column {letters} is longer than {limit} characters.",
        "Shorten it to the question; check for a missing quotation mark or line end.",
    ),
    "blank-heading": Kind(
        _ERROR,
        "Column {letters} has values but no heading.",
        "Give it a heading, or delete the column.",
    ),
    # Cells of a workbook
    "merged-cells": Kind(
        _ERROR,
        "Cell {cell} is merged with cells beside or below it, which would count as blank.",
        "Unmerge the cells and write the answer into each row that it holds for.",
    ),
    "formula-error": Kind(
        _ERROR, "Cell {cell} shows the error {value}.", "Correct the formula or type the value."
    ),
    "formula-not-calculated": Kind(
        _ERROR,
        "Cell {cell} holds a formula whose result was never saved.",
        "Open the workbook in Excel, save it, and try again; or paste the values.",
    ),
    "date-out-of-range": Kind(
        _ERROR,
        "Cell {cell} is formatted as a date, but its number is no date.",
        "Type the date again, or set the format to Text.",
    ),
    "long-number": Kind(
        _WARN,
        "Cell {cell} holds a number of more than 15 digits; the last may be lost.",
        "Set the column's format to Text and type the number again.",
    ),
}
