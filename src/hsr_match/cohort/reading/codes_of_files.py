"""What can be said of files and sheets, by code."""

from __future__ import annotations

from hsr_match.cohort.reading.codes import Kind
from hsr_match.problems import Level

_ERROR, _WARN, _FIXED = Level.ERROR, Level.WARN, Level.FIXED

FILES: dict[str, Kind] = {
    # The file as a whole
    "empty-file": Kind(_ERROR, "The file is empty.", "Check that you gave the right file."),
    "no-rows": Kind(
        _ERROR,
        "There are headings but no people below them.",
        "Check that you gave the right file.",
    ),
    "wrong-name": Kind(
        _ERROR, "This is {what}, but its name says otherwise.", "Rename the file to {name}."
    ),
    "wrong-format": Kind(_ERROR, "This is {what}, which cannot be read as a table.", "{advice}"),
    "old-excel": Kind(
        _ERROR,
        "This is an old Excel workbook (.xls).",
        "Open it in Excel and save it as an Excel Workbook (.xlsx).",
    ),
    "password": Kind(
        _ERROR,
        "The workbook is protected by a password.",
        "Open it in Excel and remove the password: File > Info > Protect Workbook > Encrypt with "
        "Password, empty the box, save.",
    ),
    "macros": Kind(
        _ERROR,
        "The workbook holds macros, which are never opened.",
        "Save it as an Excel Workbook (.xlsx) without macros.",
    ),
    "owner-file": Kind(
        _ERROR,
        "This is not the workbook but the lock file that Excel keeps beside an open one.",
        "Give the file whose name has no ~$ in front.",
    ),
    "damaged": Kind(
        _ERROR,
        "The workbook is damaged or cut off.",
        "Fetch it again, or open it in Excel or LibreOffice and save a new copy.",
    ),
    "strict-workbook": Kind(
        _ERROR,
        "The workbook is saved as Strict Open XML.",
        "Save it as an Excel Workbook (.xlsx), not as Strict Open XML Spreadsheet.",
    ),
    "zip-bomb": Kind(
        _ERROR,
        "The workbook unpacks to far more than any cohort needs ({detail}), so it was not opened.",
        "Copy the table into a new workbook and save that.",
    ),
    "document-type": Kind(
        _ERROR,
        "The workbook contains a document type definition, which no spreadsheet program writes; "
        "it was not opened.",
        "Copy the table into a new workbook and save that.",
    ),
    "too-large": Kind(
        _ERROR,
        "The file is larger than {limit} MB.",
        "Keep only the table of people and save it as CSV.",
    ),
    "memory-short": Kind(
        _ERROR,
        "Reading this table takes about {needed} of memory, and {free} are free.",
        "Close other programs, or use a computer with more memory. Of scores, leave out the pairs "
        "that need not be made; of people, match one region or track at a time.",
    ),
    "file-changed": Kind(
        _ERROR,
        "The file changed while it was read.",
        "Close it in other programs, wait until it has been copied or synchronised, and try again.",
    ),
    "external-link": Kind(
        _WARN,
        "The workbook takes values from another file; the values saved last were read.",
        "Check that they are up to date, or paste them as values.",
    ),
    "scripts": Kind(_WARN, "The workbook holds scripts; they were not opened."),
    "embedded-object": Kind(_WARN, "The workbook holds embedded objects; they were not opened."),
    # Sheets
    "unknown-sheet": Kind(
        _ERROR, "There is no sheet named '{sheet}'. Sheets: {sheets}.", "{advice}"
    ),
    "hidden-sheet": Kind(
        _WARN,
        "Hidden sheets were not read: {sheets}.",
        "Unhide a sheet in Excel if it should be read.",
    ),
    "note-sheet": Kind(_FIXED, "Sheets that say so themselves were not read: {sheets}."),
    "hidden-rows": Kind(
        _WARN,
        "Hidden or filtered rows were read like all others; rows: {count}.",
        "Delete the rows that should not take part.",
    ),
    "hidden-columns": Kind(
        _WARN,
        "Hidden columns were read like all others: {columns}.",
        "Delete the columns that should not be used.",
    ),
    "several-tables": Kind(
        _ERROR,
        "Several tables stand side by side on this sheet; column {letters} between them is empty.",
        "Keep one table a sheet: move the others to sheets of their own.",
    ),
    "blank-rows-end": Kind(
        _FIXED, "Reading stopped at row {row}, after {count} blank rows; nothing stands below."
    ),
    "stray-cell": Kind(
        _ERROR,
        "Cell {cell} has content far away from the table.",
        "Delete the row and the column of that cell, or copy the table into a new sheet.",
    ),
    "content-after-gap": Kind(
        _ERROR,
        "There is content below row {row}, after {count} blank rows.",
        "Delete the blank rows (press Ctrl+End in Excel to find the last cell).",
    ),
    "too-many-rows": Kind(
        _ERROR,
        "The sheet has more than {limit} rows.",
        "Keep only the table of people; check for rows filled down by accident.",
    ),
    "too-many-columns": Kind(
        _ERROR, "The table has more than {limit} columns.", "Keep only the columns that are needed."
    ),
    "too-many-cells": Kind(
        _ERROR,
        "The sheet has more than {limit} cells.",
        "Keep only the table of people; check for cells filled down or across by accident.",
    ),
    "row-limit-reached": Kind(
        _WARN,
        "The table ends exactly at row {row}, the last that some versions of Excel can hold.",
        "Check against the source that no rows were lost.",
    ),
}
