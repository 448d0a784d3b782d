"""Every documented exit code, from the real program, and what it leaves on the disk.

The codes are those of ``docs/reference/exit-codes.md``. Code 5 is shown on a
matching marked as stopped; ``tests/cli/test_stopping.py`` stops real searches.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import run

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "examples" / "small.csv"

MARKED_STOPPED = """
import sys
from dataclasses import replace
import hsr_match
from hsr_match.matching import ladder
solve = ladder.solve
def stopped(problem, **options):
    return replace(solve(problem, **options), status="feasible", certificate=None, reference=None)
ladder.solve = stopped
from hsr_match.__main__ import main
sys.exit(main(sys.argv[1:]))
"""

WRONG_PAIR = """
import sys
from dataclasses import replace
from hsr_match.matching import ladder
solve = ladder.solve
def swapped(problem, **options):
    found = solve(problem, **options)
    (a, x), (b, y), *others = found.pairs
    return replace(found, pairs=tuple(sorted([(a, y), (b, x), *others])))
ladder.solve = swapped
from hsr_match.__main__ import main
sys.exit(main(sys.argv[1:]))
"""

READING = """
import sys
from hsr_match.cli import pipeline
read = pipeline.read
def told(*arguments):
    print("reading", flush=True)
    return read(*arguments)
pipeline.read = told
from hsr_match.__main__ import main
sys.exit(main(sys.argv[1:]))
"""

STRUCK_IN_EXEC = """
from hsr_match.cli import pipeline
def load(choices):
    exec("import os, signal; os.kill(os.getpid(), signal.SIGINT); [0 for _ in range(99999)]")
pipeline.load = load
"""

STRUCK_IN_A_DESTRUCTOR = """
import os, signal
from hsr_match.cli import pipeline
load = pipeline.load
class Thing:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        [0 for _ in range(99999)]
def struck(choices):
    Thing()
    return load(choices)
pipeline.load = struck
"""

STRUCK_AT_THE_END = """
import atexit, os, signal
for number in (signal.SIGINT, signal.SIGTERM):
    atexit.register(os.kill, os.getpid(), number)
"""

NO_MEMORY = """
import sys
from hsr_match.matching import ladder
def broken(problem, **options):
    raise MemoryError
ladder.solve = broken
from hsr_match.__main__ import main
sys.exit(main(sys.argv[1:]))
"""

DEFECT = """
import sys
from hsr_match.matching import ladder
def broken(problem, **options):
    raise ZeroDivisionError("Ada Brightwell")
ladder.solve = broken
from hsr_match.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def changed(code: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own in which one function is another."""
    return run(*arguments, cwd=cwd, program=(sys.executable, "-c", code))


def left(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_0_proven_and_published(tmp_path: Path) -> None:
    ended = run("solve", str(SMALL), "-o", "run", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "Proven best possible" in ended.stdout
    assert ended.stderr.splitlines()[-1] == "Run folder: run"
    assert [p.name for p in tmp_path.iterdir()] == ["run"]
    assert {p.name for p in (tmp_path / "run").iterdir()} == {
        *("pairings.csv", "pairings.xlsx", "report.html", "cohort.json", "match.json"),
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ("solve", "missing.csv"),
        ("solve", "."),
        ("solve",),
        ("solve", str(SMALL), "--weight", "needs=much"),
        ("solve", str(SMALL), "--weight", "neds=3"),
        ("solve", str(SMALL), "-c", "no-such-preset"),
        ("solve", str(SMALL), "-o", "run.pdf"),
        ("solve", str(SMALL), "-o", "-"),
        ("slove", str(SMALL)),
        ("verify", "missing"),
        ("score",),
    ],
)
def test_2_usage(arguments: tuple[str, ...], tmp_path: Path) -> None:
    ended = run(*arguments, cwd=tmp_path)
    assert ended.returncode == 2, ended.stderr
    assert "Error: " in ended.stderr
    assert "Traceback" not in ended.stderr
    assert left(tmp_path) == []


BAD_DATA = {
    "empty": "",
    "header only": "name,role\n",
    "only mentors": "name,role\nAda Brightwell,mentor\n",
    "no places": "name,role,places\nAda Brightwell,mentee,\nBo Ek,mentor,0\n",
    "unknown role": "name,role\nAda Brightwell,mentee\nBo Ek,captain\n",
    "same id": "person_id,name,role\nE1,Ada Brightwell,mentee\nE1,Bo Ek,mentee\nR1,Cy,mentor\n",
}


@pytest.mark.parametrize("content", BAD_DATA.values(), ids=BAD_DATA)
def test_3_bad_data(content: str, tmp_path: Path) -> None:
    ended = run("solve", "-", stdin=content, cwd=tmp_path)
    assert ended.returncode == 3, ended.stderr
    assert "Brightwell" not in ended.stderr
    assert left(tmp_path) == []


def test_4_contradiction(tmp_path: Path) -> None:
    """A pin against a ban; the contradiction is printed."""
    pair = "Ada Brightwell=Fatou Harrowgate"
    ended = run("solve", str(SMALL), "--pin", pair, "--ban", pair, cwd=tmp_path)
    assert ended.returncode == 4, ended.stderr
    assert "       - " in ended.stderr
    assert left(tmp_path) == []


def test_5_stopped_but_valid(tmp_path: Path) -> None:
    """Published, checked, and never called proven."""
    ended = changed(MARKED_STOPPED, "solve", str(SMALL), "-o", "run", cwd=tmp_path)
    assert ended.returncode == 5, ended.stderr
    assert "not proven best possible" in ended.stdout
    assert (tmp_path / "run" / "match.json").exists()


@pytest.mark.parametrize(
    "output", ["taken", "taken.csv", "no-such-folder/run", "/proc/run"], ids=str
)
def test_6_cannot_write(output: str, tmp_path: Path) -> None:
    """Found out before the work is done; what is there stays as it is."""
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken.csv").write_text("mine")
    ended = run("solve", str(SMALL), "-o", output, cwd=tmp_path)
    assert ended.returncode == 6, ended.stderr
    assert left(tmp_path) == ["taken", "taken.csv"]
    assert (tmp_path / "taken.csv").read_text() == "mine"


@pytest.mark.parametrize("output", ["run", "pairs.csv"])
def test_7_rejected(output: str, tmp_path: Path) -> None:
    """Two mentees swapped behind the matcher's back are noticed, and nothing is published."""
    ended = changed(WRONG_PAIR, "solve", str(SMALL), "-o", output, cwd=tmp_path)
    assert ended.returncode == 7, ended.stderr
    assert "check " in ended.stderr
    assert left(tmp_path) == []


def test_7_an_edited_run(tmp_path: Path) -> None:
    run("solve", str(SMALL), "-o", "run", cwd=tmp_path)
    with (tmp_path / "run" / "pairings.csv").open("a") as file:
        file.write("x")
    assert run("verify", "run", cwd=tmp_path).returncode == 7


def test_8_locked(tmp_path: Path) -> None:
    """Another process holds the destination."""
    hold = (
        "import sys, time\nfrom pathlib import Path\nfrom hsr_match.reports.lock import hold\n"
        "with hold(Path('run')):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", hold], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        ended = run("solve", str(SMALL), "-o", "run", cwd=tmp_path)
    finally:
        holder.kill()
        holder.communicate()
    assert ended.returncode == 8, ended.stderr
    assert f"process {holder.pid}" in ended.stderr
    assert left(tmp_path) == [".run.lock"]


def test_70_a_defect_of_ours(tmp_path: Path) -> None:
    """A report number, no trace, nobody's name."""
    ended = changed(DEFECT, "solve", str(SMALL), "-o", "run", cwd=tmp_path)
    assert ended.returncode == 70
    assert re.search(r"report [0-9a-f]{8}", ended.stderr)
    assert "Traceback" not in ended.stderr
    assert "Brightwell" not in ended.stderr
    assert left(tmp_path) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_130_and_143_stopped(number: signal.Signals, code: int, tmp_path: Path) -> None:
    """Stopped while it reads: at once, and with nothing on the disk."""
    child = subprocess.Popen(
        [sys.executable, "-c", READING, "solve", "-", "-o", "run"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "reading\n"  # and it would wait for ever
    child.send_signal(number)
    _, message = child.communicate()
    assert child.returncode == code, message
    assert "Nothing was written." in message
    assert left(tmp_path) == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [(STRUCK_IN_EXEC, 130), (STRUCK_IN_A_DESTRUCTOR, 143), (STRUCK_AT_THE_END, 0)],
    ids=["in exec", "in a destructor", "at the end"],
)
def test_0_130_143_wherever_it_strikes(code: str, expected: int, tmp_path: Path) -> None:
    """Where Python itself would die, swallow the wish, or forget that all was done."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(code)
    ended = run("solve", str(SMALL), "-o", "run", cwd=tmp_path, PYTHONPATH=str(site))
    assert ended.returncode == expected, ended.stderr
    assert (tmp_path / "run").exists() == (expected == 0)


def test_143_out_of_memory(tmp_path: Path) -> None:
    """No defect of ours: plain words, what to do, and the code of a stop by the system."""
    ended = changed(NO_MEMORY, "solve", str(SMALL), "-o", "run", cwd=tmp_path)
    assert ended.returncode == 143, ended.stderr
    assert "ran out of memory" in ended.stderr
    assert "in parts" in ended.stderr
    assert "report" not in ended.stderr
    assert left(tmp_path) == []


def test_5_at_a_time_limit(tmp_path: Path) -> None:
    """The first result after the limit ends the search; it is checked and says how good it is."""
    limit = ("--time-limit", "0.000001")
    ended = run("solve", str(SMALL), "-o", "run", *limit, cwd=tmp_path)
    assert ended.returncode == 5, ended.stderr
    seen = " ".join(ended.stdout.split())
    assert "not proven best possible" in seen
    assert re.search("best possible|Nothing better exists", seen.partition(":")[2])
    assert "Another run may choose differently." in seen
    assert run("verify", "run", cwd=tmp_path).returncode == 0


def test_every_documented_code_has_a_test() -> None:
    """The page and this file name the same codes."""
    page = (ROOT / "docs" / "reference" / "exit-codes.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| (\d+) \|", page, re.MULTILINE))
    named = {code for name in globals() for code in re.findall(r"_(\d+)(?=_)", name)}
    assert documented == named
