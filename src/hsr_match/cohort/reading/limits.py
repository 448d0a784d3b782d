"""How much of a file is read at most: enough for any cohort, too little to do harm."""

from __future__ import annotations

MAX_FILE_BYTES = 200_000_000
"""Largest file, in bytes."""

MAX_UNPACKED_BYTES = 200_000_000
"""Largest total of a workbook's parts once unpacked, in bytes."""

MAX_UNPACKED_ODS_BYTES = 40_000_000
"""The same for ODS, which its library holds in memory as a whole."""

MAX_RATIO = 100
"""Largest ratio of unpacked to packed size of one part (Apache POI's rule)."""

RATIO_EXEMPT_BYTES = 100_000
"""Parts up to this size may have any ratio (Apache POI's rule)."""

MAX_PARTS = 10_000
"""Most parts in a workbook."""

MAX_COLUMNS = 500
"""Most columns of a table."""

MAX_WORKBOOK_ROWS = 100_000
"""Last row that is read of a sheet; CSV files may have more."""

MAX_WORKBOOK_CELLS = 5_000_000
"""Most cells of a sheet, counted to the last with content in each row."""

MAX_BLANK_ROWS = 1_000
"""Blank rows in a row after which a sheet counts as finished."""

MAX_CELL = 32_767
"""Longest text of a cell, in characters; Excel's own limit."""

MAX_HEADING = 5_000
"""Longest heading, in characters; a question of Microsoft Forms has at most 4,000."""

HEADING_WITHIN = 10
"""Rows with content among which the headings are looked for."""

EXCEL_LAST_ROWS = (65_536, 1_048_576)
"""Last row of an .xls and of an .xlsx sheet: a table that ends here may have been cut."""


def spaced(number: int) -> str:
    """Return a whole number as people read it: 100 000."""
    return f"{number:,}".replace(",", " ")
