"""Every row of the catalogue: what is told, where it points, how the program ends, what is on disk.

`pytest -k 057` finds the rows by number. Both commands run for real, in this
process; `test_in_its_own_process.py` repeats some in processes of their own.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hsr_match.__main__ import main
from tests.catalogue.case import ERROR, Case
from tests.catalogue.rows import ROWS
from tests.catalogue.run import Ran, as_told, contents, people_in, run, words_of, write

CASES = [
    pytest.param(case, id=f"{row.number:03}-{case.name}") for row in ROWS for case in row.cases
]
NAMES = ("Quillfeather", "Thistledown", "Marchbanks", "Farthingale")


def test_every_number_has_a_row() -> None:
    assert [row.number for row in ROWS] == list(range(1, 127))


@pytest.mark.parametrize("case", CASES)
def test_bad_input(
    case: Case,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(case, tmp_path)
    monkeypatch.chdir(tmp_path)
    if case.patch:
        monkeypatch.setattr(*case.patch)
    before = contents(tmp_path)
    for command in case.commands:
        ran = run(words_of(case, command), capsys, monkeypatch)
        solving = command == "solve"
        wanted = case.solve_exit if solving and case.solve_exit is not None else case.exit
        _tells(case, ran, solving=solving, stops=wanted != 0)
        assert ran.code == wanted, ran.err
        _keeps_confidence(ran, solving=solving)
        after = contents(tmp_path)
        if solving and wanted == 0:
            _publishes(case, tmp_path)
            after = {name: held for name, held in after.items() if name.partition("/")[0] != "out"}
        assert after == before
    shown = " ".join((ran.out + ran.err).split())
    for piece in case.says:
        assert piece in shown


def test_bad_input_015_no_permission(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the tests run as root, who may read everything and so becomes nobody for it."""
    monkeypatch.chdir(tmp_path)
    table = tmp_path / "cohort.csv"
    table.write_text("id,role\nE1,mentee\n", encoding="utf-8")
    table.chmod(0)
    tmp_path.chmod(0o755)
    # Everything that is needed is loaded: nobody may not read the program either.
    assert main(["check", "missing.csv"]) == 2
    with as_nobody():
        code = main(["check", "cohort.csv"])
    said = capsys.readouterr().err
    assert code == 2
    assert "cohort.csv: the file may not be read" in " ".join(said.split())
    assert "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["cohort.csv"]


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Lay down root's rights for a while, if they are there."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def _tells(case: Case, ran: Ran, *, solving: bool, stops: bool) -> None:
    other = case.solve_told if solving else case.check_told
    wanted = case.told if other is None else other
    first = next(iter(case.files))
    told = [as_told(problem, first) for problem in ran.problems]
    assert sorted(told, key=str) == sorted(wanted, key=str)
    if ran.code == 3:
        assert stops
        assert any(p.level == ERROR for p in ran.problems)
    for problem in ran.problems:
        assert problem.message
        assert "{" not in problem.message + problem.advice
        assert problem.advice or problem.level != ERROR


def _keeps_confidence(ran: Ran, *, solving: bool) -> None:
    """No trace of the program, and nobody's name in what is said about the data."""
    assert "Traceback" not in ran.err
    said = ran.err if solving else ran.err + "".join(_words(ran))
    assert not [name for name in NAMES if name in said]


def _words(ran: Ran) -> list[str]:
    return [p.message + p.advice + p.value for p in ran.problems]


def _publishes(case: Case, folder: Path) -> None:
    """Leave a whole run, for its owner only, in which everybody is accounted for."""
    run_folder = folder / "out"
    manifest = json.loads((run_folder / "match.json").read_text(encoding="utf-8"))
    assert manifest["format"] == "hsr-match/run/1"
    assert all(path.stat().st_mode & 0o077 == 0 for path in run_folder.iterdir())
    if case.after:
        case.after(run_folder)
    if case.people is not None:
        people, alone = people_in(run_folder / "pairings.csv")
        assert people == dict(case.people)
        assert alone == list(case.unmatched)
