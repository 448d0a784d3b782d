"""A text file needs nothing but the standard library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.cohort.reading.making import PEOPLE, put

HEAVY = {
    *("openpyxl", "odf", "pandas", "numpy", "rapidfuzz", "defusedxml", "zipfile", "yaml", "json"),
    *("pydantic", "scipy", "ortools", "xml"),
}
CODE = """
import sys
from hsr_match.cohort.reading import read_tables
assert len(read_tables(sys.argv[1]).tables) == 1
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_reading_csv_loads_no_library(tmp_path: Path) -> None:
    path = put(tmp_path, "cohort.csv", PEOPLE)
    done = subprocess.run(
        [sys.executable, "-c", CODE, path], capture_output=True, text=True, check=True
    )
    assert HEAVY.isdisjoint(done.stdout.split())
