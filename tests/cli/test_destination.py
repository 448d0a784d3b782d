"""The place of a result, settled before any work is done."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from hsr_match.cli.destination import destination, need_room, single_file
from hsr_match.errors import OutputError, UsageError

STARTED = datetime(2026, 9, 1, 9, 0, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("cohort", "name"),
    [
        ("cohort.csv", "cohort"),
        ("-", "cohort"),
        ("../../etc/x y.csv", "x-y"),
        ("CON.csv", "CON"),
        ("-rf.csv", "rf"),
        ("....csv", "cohort"),
        ("Ünïted;rm *.xlsx", "Ünïted-rm"),
        ("a" * 300 + ".csv", "a" * 80),
    ],
)
def test_bad_input_124_no_name_leads_elsewhere(cohort: str, name: str) -> None:
    """Whatever the cohort file is called, the run stands in matches/ under a plain name."""
    place = destination(None, [cohort], STARTED, force=False)
    assert place.path == Path("matches") / f"{name}-20260901T090000Z"
    assert place.ours
    assert not place.single


@pytest.mark.parametrize("output", ["-", "", ".", "/", "a\0b", "run.pdf", "run.XLS"])
def test_what_is_no_place_is_a_usage_error(output: str) -> None:
    with pytest.raises(UsageError):
        destination(output, ["cohort.csv"], STARTED, force=False)


@pytest.mark.parametrize("output", ["a.csv", "b.XLSX", "c.json", "d.html"])
def test_a_suffix_says_that_one_file_is_wanted(output: str) -> None:
    assert destination(output, ["cohort.csv"], STARTED, force=False).single


@pytest.mark.parametrize("force", [False, True])
def test_no_file_that_is_read_is_written_to(force: bool) -> None:
    """A sheet of answers is lost once the pairs stand in it, whatever --force was meant for."""
    for name in ("cohort.csv", "more.csv"):
        Path(name).write_text("name,role\n", "utf-8")
        for output in (name, f"./{name}"):
            with pytest.raises(UsageError, match="never written to"):
                destination(output, ["cohort.csv"], STARTED, force=force, others=["more.csv"])
            with pytest.raises(UsageError, match="never written to"):
                single_file(output, force=force, inputs=["cohort.csv", "more.csv"])
    Path("old.csv").write_text("", "utf-8")
    assert destination("old.csv", ["cohort.csv"], STARTED, force=True).single


def test_one_file_of_any_suffix_can_be_asked_for() -> None:
    assert single_file("scores.tsv", force=False) == Path("scores.tsv")


@pytest.mark.skipif(not hasattr(os, "statvfs"), reason="no such call here")
def test_too_little_room_is_found_out_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three times what a run of that size takes must be free; both figures are told."""
    there = SimpleNamespace(f_bavail=200, f_frsize=4096)
    monkeypatch.setattr(os, "statvfs", lambda _folder: there)
    need_room(Path("matches/run"), 10)
    with pytest.raises(OutputError, match=r"820 kB free, 3 MB needed"):
        need_room(Path("matches/run"), 100)
