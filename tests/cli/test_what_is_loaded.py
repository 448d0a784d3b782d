"""Start-up is most of a run's time, so a run loads only what it uses."""

from __future__ import annotations

import gc
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.cli.running import loaded_by, run
from tests.documents import ROOT

WORKBOOKS = {"odf", "openpyxl", "xlsxwriter", "zipfile"}
PAGES = {"jinja2"}
IDLE = {
    "google.protobuf",
    "numpy.random",
    "ortools.linear_solver",
    "ortools.sat",
    "pandas",
    "pydantic",
    "rich",
    "scipy",
    "yaml",
}
"""Packages without which the defaults can be read, and a table matched and checked."""

IDLE_PARTS = {
    "hsr_match.cohort.decided_rows",
    "hsr_match.cohort.given_scores",
    "hsr_match.cohort.history",
    "hsr_match.cohort.pair_table",
    "hsr_match.insight.briefing.model",
    "hsr_match.insight.relaxing.search",
    "hsr_match.insight.pricing.costs",
    "hsr_match.matching.coupled",
    "hsr_match.matching.objectives.rung_bounds",
    "hsr_match.proof.given",
    "hsr_match.proof.own",
    "hsr_match.reports.page",
    "hsr_match.reports.run_folder",
    "hsr_match.reports.workbook.writer",
    "hsr_match.scoring.criteria.own",
}
"""Parts of our own that a plain list of pairs from a plain sheet has no use for."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the small example in it."""
    shutil.copy(ROOT / "examples" / "small.csv", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("output", "more"),
    [
        ("pairings.csv", WORKBOOKS | PAGES),
        ("pairings.json", WORKBOOKS | PAGES),
        ("report.html", WORKBOOKS),
        ("run", {"odf", "openpyxl"}),
    ],
)
def test_solve_loads_only_what_it_uses(output: str, more: set[str], folder: Path) -> None:
    """Neither pandas nor SciPy nor a second solver; what writes a workbook or page only for one."""
    loaded = loaded_by("solve", "small.csv", "-o", output, "-q", cwd=folder)
    assert "ortools.graph.python.min_cost_flow" in loaded
    assert loaded & (IDLE | more) == set()


def test_a_list_of_pairs_loads_none_of_what_others_need(folder: Path) -> None:
    """Given scores, own criteria, limits, prices, page and workbook are left alone."""
    loaded = loaded_by("solve", "small.csv", "-o", "pairings.csv", "-q", cwd=folder)
    assert "hsr_match.reports.single_file" in loaded
    assert loaded & IDLE_PARTS == set()


def test_every_part_that_is_left_alone_exists() -> None:
    """A module that was renamed would never be loaded."""
    for name in IDLE_PARTS:
        assert find_spec(name) is not None, name


def test_a_caller_keeps_its_garbage_collector() -> None:
    """Fewer passes are for a process of our own, not for whoever calls us from Python."""
    from hsr_match.__main__ import main

    before = gc.get_threshold()
    assert main(["config", "presets"]) == 0
    assert gc.get_threshold() == before


def test_checking_needs_no_solver(folder: Path) -> None:
    """Reading a sheet and listing its problems does not load OR-Tools."""
    loaded = loaded_by("check", "small.csv", cwd=folder)
    assert loaded & (IDLE | WORKBOOKS | PAGES | {"ortools"}) == set()


def test_verifying_needs_neither_solver_nor_scorer(folder: Path) -> None:
    """The independent check is independent in what it loads, too."""
    loaded_by("solve", "small.csv", "-o", "run", "-q", cwd=folder)
    loaded = loaded_by("verify", "run", cwd=folder)
    assert (
        loaded & {"jinja2", "ortools", "pandas", "scipy", "hsr_match.rules", "hsr_match.cohort"}
        == set()
    )
    assert [name for name in loaded if name.startswith("hsr_match.scoring")] == []
    assert [name for name in loaded if name.startswith("hsr_match.matching.engines")] == []


@pytest.mark.parametrize("command", ["solve small.csv -o another", "explain run E01", "verify run"])
def test_nothing_reaches_for_the_network(command: str, folder: Path) -> None:
    """Python's own audit sees no command make a socket, let alone use one."""
    loaded_by("solve", "small.csv", "-o", "run", "-q", cwd=folder)
    code = (
        "import sys\n"
        "seen = []\n"
        "sys.addaudithook(lambda name, _: seen.append(name))\n"
        "from hsr_match.__main__ import main\n"
        f"code = main({command.split()!r})\n"
        "assert 'import' in seen\n"
        "sys.exit(code or any(name.startswith(('socket.', 'urllib.', 'ftplib.')) for name in seen))"
    )
    ended = run(program=(sys.executable, "-c", code), cwd=folder)
    assert ended.returncode == 0, ended.stderr
