"""The reference page lists every code with its level, and every limit."""

from __future__ import annotations

import re
from pathlib import Path

from hsr_match.cohort.reading import limits
from hsr_match.cohort.reading.codes import kinds

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "files.md").read_text("utf-8")


def test_every_code_stands_on_the_page_with_its_level() -> None:
    listed = dict(re.findall(r"^\| `([a-z0-9-]+)` \| (ERROR|WARN|FIXED) \|", PAGE, re.MULTILINE))
    assert listed == {code: str(kind.level) for code, kind in kinds().items()}


def test_limits_on_the_page_are_those_of_the_code() -> None:
    megabyte = 1_000_000
    for text in (
        f"| size of a file | {limits.MAX_FILE_BYTES // megabyte} MB |",
        f"| {limits.MAX_UNPACKED_BYTES // megabyte} MB (ODS: ",
        f"(ODS: {limits.MAX_UNPACKED_ODS_BYTES // megabyte} MB)",
        f"no part over {limits.RATIO_EXEMPT_BYTES // 1000} kB more than {limits.MAX_RATIO} times",
        f"{limits.spaced(limits.MAX_PARTS)} parts",
        f"| columns | {limits.MAX_COLUMNS} |",
        f"| last row of a sheet | {limits.spaced(limits.MAX_WORKBOOK_ROWS)};",
        f"| cells of a sheet | {limits.spaced(limits.MAX_WORKBOOK_CELLS)} |",
        f"over | {limits.spaced(limits.MAX_BLANK_ROWS)} |",
        f"| text of a cell | {limits.spaced(limits.MAX_CELL)} characters |",
    ):
        assert text in PAGE
