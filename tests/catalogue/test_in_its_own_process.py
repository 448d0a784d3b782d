"""Some rows once more as a user meets them: the real program, a terminal's end of it, the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalogue.case import Case
from tests.catalogue.rows import ROWS
from tests.catalogue.run import contents, words_of, write
from tests.cli.running import run

WANTED = (4, 15, 24, 58, 72, 101, 114, 124)
"""One of each way to end: bad data, a bad path, bad settings, contradictions, and a warning."""

CASES = [
    pytest.param(row.cases[0], id=f"{row.number:03}-{row.cases[0].name}")
    for row in ROWS
    if row.number in WANTED
]


@pytest.mark.parametrize("case", CASES)
def test_bad_input(case: Case, tmp_path: Path) -> None:
    write(case, tmp_path)
    before = contents(tmp_path)
    ended = run(*words_of(case, "solve"), cwd=tmp_path)
    assert ended.returncode == case.exit, ended.stderr
    assert "Traceback" not in ended.stderr
    after = contents(tmp_path)
    if case.exit == 0:
        assert "out/match.json" in after
        verified = run("verify", "out", cwd=tmp_path)
        assert verified.returncode == 0, verified.stderr
    assert {name: held for name, held in after.items() if not name.startswith("out")} == before
