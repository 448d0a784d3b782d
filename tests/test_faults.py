"""The real program on machines that fail: killed, full, read-only, deaf."""

from __future__ import annotations

import json
import os
import random
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import run

ROOT = Path(__file__).parents[1]
COHORT = ROOT / "examples" / "cohort.csv"
SMALL = ROOT / "examples" / "small.csv"
FILES = {"pairings.csv", "pairings.xlsx", "report.html", "cohort.json", "match.json"}
TIMES = re.compile(
    rb"\d+ \w+ \d{4}, \d\d:\d\d UTC|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d( UTC)?"
    rb"|<dt>Seconds(: [\w ]+)?</dt><dd>(<strong>)?[\d.]+<"
)
"""When the run was started, and how long its stages took: all that differs between two pages."""

PROGRAM = [sys.executable, "-m", "hsr_match"]


def start(*arguments: str, cwd: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PROGRAM, *arguments], cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def test_killed_at_any_moment_there_is_a_whole_run_or_none(tmp_path: Path) -> None:
    """kill -9 while it writes; every run that exists verifies, and the next start cleans up."""
    chance = random.Random(20260901)
    for attempt in range(5):
        name = f"run{attempt}"
        child = start("solve", str(SMALL), "-o", name, cwd=tmp_path)
        while child.poll() is None and not list(tmp_path.glob(f".{name}.partial-*")):
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.05))
        child.kill()
        child.wait()
    for made in tmp_path.glob("run*"):
        assert {p.name for p in made.iterdir()} == FILES
        assert run("verify", str(made), cwd=tmp_path).returncode == 0
    assert run("solve", str(SMALL), "-o", "last", cwd=tmp_path).returncode == 0
    assert list(tmp_path.glob(".*partial-*")) == []


def test_two_runs_at_once_to_our_own_names(tmp_path: Path) -> None:
    """Both succeed, each in a folder of its own, neither with a file of the other."""
    children = [start("solve", str(SMALL), cwd=tmp_path) for _ in range(3)]
    assert [child.wait() for child in children] == [0, 0, 0]
    made = list((tmp_path / "matches").iterdir())
    assert len(made) == 3
    assert all({p.name for p in folder.iterdir()} == FILES for folder in made)
    ids = {json.loads((folder / "match.json").read_text())["run"]["id"] for folder in made}
    assert len(ids) == 3


@pytest.mark.parametrize("output", ["run", "pairs.csv", "pairs.xlsx", "pairs.html", "pairs.json"])
def test_a_full_disk(output: str, tmp_path: Path) -> None:
    """Exit 6 and nothing there, whatever is written."""
    ended = subprocess.run(
        [*PROGRAM, "solve", str(COHORT), "-o", output],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)),
        check=False,
    )
    assert ended.returncode == 6, ended.stderr
    assert "no room left" in ended.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_full_disk_behind_standard_output(form: str, tmp_path: Path) -> None:
    """Exit 6, no trace, and the run folder is there and named all the same."""
    with open("/dev/full", "w") as full:  # noqa: PTH123
        ended = subprocess.run(
            [*PROGRAM, "solve", str(COHORT), "-o", "run", "--format", form],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 6, ended.stderr
    assert "Run folder: run" in ended.stderr
    assert "standard output" in ended.stderr.splitlines()[-2]
    assert "Traceback" not in ended.stderr
    assert {p.name for p in (tmp_path / "run").iterdir()} == FILES


def test_a_reader_who_leaves(tmp_path: Path) -> None:
    """``| head`` ends quietly with the code of the result."""
    out, into = os.pipe()
    os.close(out)
    ended = subprocess.run(
        [*PROGRAM, "solve", str(COHORT), "-o", "run"],
        cwd=tmp_path,
        stdout=into,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(into)
    assert ended.returncode == 0, ended.stderr
    assert "Error" not in ended.stderr
    assert (tmp_path / "run").is_dir()


def test_standard_output_closed(tmp_path: Path) -> None:
    """``>&-``: there is nowhere to print, and that stops nothing."""
    ended = subprocess.run(
        ["sh", "-c", '"$0" -m hsr_match solve "$1" -o run >&-', sys.executable, str(SMALL)],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """Hash seed, locale, time zone and folder leave no trace in list and workbook."""
    made = []
    for number, changes in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "2", "TZ": "America/Anchorage", "LC_ALL": "C.UTF-8"},
        )
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        ended = run("solve", str(COHORT), "-o", "run", cwd=folder, **changes)
        assert ended.returncode == 0, ended.stderr
        made.append({name: (folder / "run" / name).read_bytes() for name in FILES})
    (first, second) = made
    for name in ("cohort.json", "pairings.csv", "pairings.xlsx"):
        assert first[name] == second[name], name
    pages = [TIMES.sub(b"", files["report.html"]) for files in made]
    assert pages[0] == pages[1]
    manifests = [json.loads(files["match.json"]) for files in made]
    for manifest in manifests:
        del manifest["run"], manifest["outputs"]["report.html"]
    assert manifests[0] == manifests[1]


def test_a_console_without_our_letters(tmp_path: Path) -> None:
    """cp1252 cannot show every name; that stops no run."""
    cohort = "name,role\nŁukasz Żak,mentee\nBo Ek,mentor\n"
    (tmp_path / "c.csv").write_text(cohort, encoding="utf-8")
    ended = subprocess.run(
        [*PROGRAM, "solve", "c.csv", "-o", "run"],
        cwd=tmp_path,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert b"ukasz" in ended.stdout


def test_nothing_is_private_but_to_its_owner(tmp_path: Path) -> None:
    """Whatever the umask, and the folder for runs too."""
    subprocess.run(
        ["sh", "-c", 'umask 0; "$0" -m hsr_match solve "$1"', sys.executable, str(SMALL)],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    (made,) = (tmp_path / "matches").iterdir()
    assert made.stat().st_mode & 0o777 == 0o700
    assert {p.stat().st_mode & 0o777 for p in made.iterdir()} == {0o600}
