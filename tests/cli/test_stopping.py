"""Ctrl-C, SIGTERM, a closed console and time limits, in the real program.

The solves here take as long as a test wants: the search is replaced, in the
process that solves, by one that tells a first result and then goes on until it
is stopped, or is deaf to every wish. Nothing hangs on how fast the machine is:
a signal is sent when a mark says that the program has come so far.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.documents import ROOT

SMALL = ROOT / "examples" / "small.csv"
COHORT = ROOT / "examples" / "cohort.csv"
PATIENCE = 120.0
"""Seconds after which a test gives up; nothing that works comes near."""

OWN_PROCESS = """
import os, signal, sys, time
from pathlib import Path
from hsr_match.matching import ladder, workload
from hsr_match.cli import searching
workload.predicted_seconds = lambda problem, engine=None: 1e9
real, child = ladder.solve, "-P" in sys.orig_argv
def mark(name):
    Path(name).write_text(str(os.getpid()))
"""

TELLS_ONE = """
from hsr_match.insight import gap
words = gap.progress_words
def heard(*arguments):
    mark("heard")
    return words(*arguments)
gap.progress_words = heard
def first(problem, found):
    told = []
    return real(problem, found=told.append, stop=lambda: any(m.coupled for m in told))
"""

OBEDIENT = """
def slow(problem, *, stop=None, found=None, **options):
    mark("child")
    best = first(problem, found)
    found(best)
    while not stop():
        time.sleep(0.01)
    return best
ladder.solve = slow
"""

DEAF = """
def slow(problem, *, stop=None, found=None, **options):
    mark("child")
    found(first(problem, found))
    while True:
        time.sleep(0.01)
ladder.solve = slow
"""

FINDS_NOTHING = """
from hsr_match.errors import StoppedError
def slow(problem, *, stop=None, **options):
    mark("child")
    while not stop():
        time.sleep(0.01)
    raise StoppedError("nothing")
ladder.solve = slow
"""

FINDS_NOTHING_AND_IS_DEAF = """
searching.GRACE = 0.1
def slow(problem, **options):
    mark("child")
    while True:
        time.sleep(0.01)
ladder.solve = slow
"""

NO_HURRY = "searching.GRACE = 3600\n"


def site(folder: Path, *code: str) -> dict[str, str]:
    """An environment in which every Python runs some code first."""
    (folder / "site").mkdir()
    (folder / "site" / "sitecustomize.py").write_text(OWN_PROCESS + "".join(code))
    return {"PYTHONPATH": str(folder / "site")}


@contextmanager
def started(
    folder: Path, environment: dict[str, str], *more: str, cohort: Path = SMALL
) -> Iterator[subprocess.Popen[str]]:
    """The program at work; in a session of its own, so that a group can be signalled."""
    program = subprocess.Popen(
        [sys.executable, "-m", "hsr_match", "solve", str(cohort), "-o", "run", "-q", *more],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield program
    finally:
        if program.poll() is None:
            program.kill()
        program.communicate()


def wait_for(mark: Path, program: subprocess.Popen[str]) -> int:
    """Wait for a mark; return the id of the process that left it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and program.poll() is None:
        if mark.exists() and mark.read_text():
            return int(mark.read_text())
        time.sleep(0.005)
    raise AssertionError(program.communicate()[1] if program.poll() is not None else "no mark")


def is_gone(process: int) -> bool:
    """Whether a process ends within the patience of a test."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False


def result_is_whole(folder: Path) -> dict[str, object]:
    """Check a published run from its files; return its manifest."""
    checked = run("verify", "run", cwd=folder)
    assert checked.returncode == 0, checked.stdout
    manifest: dict[str, object] = json.loads((folder / "run" / "match.json").read_text())
    return manifest


def nothing_left(folder: Path) -> bool:
    """Whether neither a run nor a part of one is there."""
    return not [p.name for p in folder.iterdir() if "run" in p.name]


STOPS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@pytest.mark.parametrize("engine", [OBEDIENT, DEAF], ids=["obedient", "deaf"])
@pytest.mark.parametrize("number", STOPS)
def test_the_first_wish_keeps_the_best_so_far(
    number: signal.Signals, engine: str, tmp_path: Path
) -> None:
    """Exit 5, a whole verified run that says how good it is, and no process left behind."""
    with started(tmp_path, site(tmp_path, TELLS_ONE, engine)) as program:
        solver = wait_for(tmp_path / "child", program)
        wait_for(tmp_path / "heard", program)
        program.send_signal(number)
        seen, said = program.communicate(timeout=PATIENCE)
    assert program.returncode == 5, said
    seen = " ".join(seen.split())
    assert "Best found before the search stopped, not proven best possible" in seen
    assert "below the best possible" in seen or "Nothing better exists" in seen
    assert "Another run may choose differently." in seen
    assert "Stopping: the best pairing so far is checked and written." in said
    manifest = result_is_whole(tmp_path)
    assert manifest["status"] == "feasible"
    assert manifest["certificate"] is None
    assert manifest["bounds"]
    assert is_gone(solver)


def test_a_terminal_sends_ctrl_c_to_everybody(tmp_path: Path) -> None:
    """The process that solves does not hear it: it goes on until it is asked."""
    with started(tmp_path, site(tmp_path, TELLS_ONE, OBEDIENT)) as program:
        wait_for(tmp_path / "heard", program)
        os.killpg(program.pid, signal.SIGINT)
        _, said = program.communicate(timeout=PATIENCE)
    assert program.returncode == 5, said
    result_is_whole(tmp_path)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_second_wish_stops_at_once(number: signal.Signals, code: int, tmp_path: Path) -> None:
    """Nothing is written, although there was a result."""
    with started(tmp_path, site(tmp_path, TELLS_ONE, DEAF, NO_HURRY)) as program:
        solver = wait_for(tmp_path / "child", program)
        wait_for(tmp_path / "heard", program)
        program.send_signal(signal.SIGINT)
        assert program.stderr is not None
        while "Stopping" not in program.stderr.readline():
            assert program.poll() is None
        program.send_signal(number)
        _, said = program.communicate(timeout=PATIENCE)
    assert program.returncode == code, said
    assert "Nothing was written." in said
    assert nothing_left(tmp_path)
    assert is_gone(solver)


@pytest.mark.parametrize(
    "engine", [FINDS_NOTHING, FINDS_NOTHING_AND_IS_DEAF], ids=["obedient", "deaf"]
)
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_wish_before_there_is_anything(
    number: signal.Signals, code: int, engine: str, tmp_path: Path
) -> None:
    """5 needs a result; without one a stop is a stop."""
    with started(tmp_path, site(tmp_path, engine)) as program:
        solver = wait_for(tmp_path / "child", program)
        program.send_signal(number)
        _, said = program.communicate(timeout=PATIENCE)
    assert program.returncode == code, said
    assert "Nothing was written." in said
    assert nothing_left(tmp_path)
    assert is_gone(solver)


def test_a_time_limit_that_the_solver_does_not_keep(tmp_path: Path) -> None:
    """The parent keeps it: exit 5 with the best so far."""
    environment = site(tmp_path, TELLS_ONE, DEAF)
    with started(tmp_path, environment, "--time-limit", "0.1") as program:
        _, said = program.communicate(timeout=PATIENCE)
    assert program.returncode == 5, said
    assert result_is_whole(tmp_path)["status"] == "feasible"


@pytest.mark.parametrize("cohort", [SMALL, COHORT], ids=["small", "cohort"])
def test_a_process_of_its_own_changes_nothing(cohort: Path, tmp_path: Path) -> None:
    """The same bytes as in place, for problems with every kind of rule in them."""
    assert run("solve", str(cohort), "-o", "here.csv", cwd=tmp_path).returncode == 0
    environment = site(tmp_path)
    ended = run("solve", str(cohort), "-o", "there.csv", cwd=tmp_path, **environment)
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "here.csv").read_bytes() == (tmp_path / "there.csv").read_bytes()


def test_a_contradiction_is_told_from_there_too(tmp_path: Path) -> None:
    """Code, sentence and set of demands come through."""
    scores = "mentee_id,mentor_id,score\na,x,1\nb,x,2\n"
    (tmp_path / "s.csv").write_text(scores)
    pins = ("--pin", "a=x", "--pin", "b=x", "-o", "run")
    here = run("solve", "--scores", "s.csv", *pins, cwd=tmp_path)
    there = run("solve", "--scores", "s.csv", *pins, cwd=tmp_path, **site(tmp_path))
    assert (here.returncode, there.returncode) == (4, 4)
    assert here.stderr == there.stderr
    assert "       - pin a = x" in there.stderr
    assert nothing_left(tmp_path)


BROKEN = """
def broken(problem, **options):
    raise ZeroDivisionError("Ada Brightwell")
ladder.solve = broken
"""

CRASHES = """
def broken(problem, **options):
    os.abort()
ladder.solve = broken
"""


@pytest.mark.parametrize("code", [BROKEN, CRASHES], ids=["exception", "crash"])
def test_a_defect_in_the_process_that_solves(code: str, tmp_path: Path) -> None:
    """A report number, no trace, nobody's name; and nothing on the disk."""
    ended = run("solve", str(SMALL), "-o", "run", cwd=tmp_path, **site(tmp_path, code))
    assert ended.returncode == 70, ended.stderr
    assert "report" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "Brightwell" not in ended.stderr
    assert nothing_left(tmp_path)


def test_a_defect_shows_its_trace_when_asked(tmp_path: Path) -> None:
    environment = site(tmp_path, BROKEN)
    ended = run("solve", str(SMALL), "--debug", cwd=tmp_path, **environment)
    assert ended.returncode == 70
    assert "ZeroDivisionError: Ada Brightwell" in ended.stderr


NO_MEMORY = """
def broken(problem, **options):
    {how}
ladder.solve = broken
"""
NO_MEMORY_LATER = """
def broken(problem, *, stop=None, found=None, **options):
    found(first(problem, found))
    {how}
ladder.solve = broken
"""
ENDS = ["raise MemoryError", "os.kill(os.getpid(), signal.SIGKILL)"]


@pytest.mark.parametrize("how", ENDS, ids=["refused", "killed"])
def test_out_of_memory_before_there_is_anything(how: str, tmp_path: Path) -> None:
    """Plain words and what to do, code 143, nothing on the disk."""
    environment = site(tmp_path, NO_MEMORY.format(how=how))
    ended = run("solve", str(SMALL), "-o", "run", cwd=tmp_path, **environment)
    assert ended.returncode == 143, ended.stderr
    assert "ran out of memory" in ended.stderr
    assert "match the cohort in parts" in ended.stderr
    assert "report" not in ended.stderr
    assert nothing_left(tmp_path)


@pytest.mark.parametrize("how", ENDS, ids=["refused", "killed"])
def test_out_of_memory_with_something_in_hand(how: str, tmp_path: Path) -> None:
    """The best so far is kept, and it is said why there is no more."""
    environment = site(tmp_path, TELLS_ONE, NO_MEMORY_LATER.format(how=how))
    ended = run("solve", str(SMALL), "-o", "run", cwd=tmp_path, **environment)
    assert ended.returncode == 5, ended.stderr
    assert "ran out of memory" in ended.stderr
    assert result_is_whole(tmp_path)["status"] == "feasible"


def test_if_the_parent_is_killed_the_solver_ends(tmp_path: Path) -> None:
    """kill -9 lets nobody tidy up: the process that solves notices by itself."""
    with started(tmp_path, site(tmp_path, TELLS_ONE, DEAF)) as program:
        solver = wait_for(tmp_path / "child", program)
        wait_for(tmp_path / "heard", program)
        program.kill()
        program.communicate()
        assert is_gone(solver)
    assert not (tmp_path / "run").exists()


STRUCK_WHILE_WRITING = """
from hsr_match.reports import run_folder
write = run_folder.write_new
def struck(path, content):
    for number in {numbers!r}:
        os.kill(os.getpid(), number)
    return write(path, content)
run_folder.write_new = struck
workload.predicted_seconds = lambda problem, engine=None: 0.0
"""


def test_a_wish_while_the_result_is_written(tmp_path: Path) -> None:
    """The search is over: the run is finished, and has the code of its result."""
    environment = site(tmp_path, STRUCK_WHILE_WRITING.format(numbers=[2]), "count = [0]\n")
    code = (tmp_path / "site" / "sitecustomize.py").read_text()
    once = code.replace(
        "        os.kill", "        count[0] += 1\n        if count[0] == 1: os.kill"
    )
    (tmp_path / "site" / "sitecustomize.py").write_text(once)
    ended = run("solve", str(SMALL), "-o", "run", cwd=tmp_path, **environment)
    assert ended.returncode == 0, ended.stderr
    assert "The search is over" in ended.stderr
    assert result_is_whole(tmp_path)["status"] == "optimal"


def test_two_wishes_while_the_result_is_written(tmp_path: Path) -> None:
    """The half-written folder goes."""
    environment = site(tmp_path, STRUCK_WHILE_WRITING.format(numbers=[2, 15]))
    ended = run("solve", str(SMALL), "-o", "run", cwd=tmp_path, **environment)
    assert ended.returncode == 143, ended.stderr
    assert "Nothing was written." in ended.stderr
    assert nothing_left(tmp_path)


STRUCK_WHILE_COMPARING = """
workload.predicted_seconds = lambda problem, engine=None: 0.0
from hsr_match.insight import objectives
def struck(*arguments, **options):
    os.kill(os.getpid(), signal.SIGINT)
    while True:
        time.sleep(0.01)
objectives.objective_table = struck
"""


def test_a_wish_while_objectives_are_compared(tmp_path: Path) -> None:
    """The table is left out; the result, which was there before, is not."""
    environment = site(tmp_path, STRUCK_WHILE_COMPARING)
    ended = run("solve", str(SMALL), "-o", "run", "--objectives", cwd=tmp_path, **environment)
    assert ended.returncode == 0, ended.stderr
    assert "objectives" not in result_is_whole(tmp_path)


def test_at_any_moment_there_is_a_whole_run_or_none(tmp_path: Path) -> None:
    """Real solves, struck at random instants from the start of the program on."""
    chance = random.Random(20261124)
    (tmp_path / "s.csv").write_text(
        "mentee_id,mentor_id,score\n"
        + "".join(f"e{i},r{j},{chance.randint(0, 999)}\n" for i in range(120) for j in range(100))
    )
    environment = {**os.environ, **site(tmp_path)}
    program = [sys.executable, "-m", "hsr_match", "solve", "--scores", "s.csv", "-o", "run", "-q"]
    begun = time.monotonic()
    subprocess.run(program, cwd=tmp_path, env=environment, capture_output=True, check=True)
    usual = time.monotonic() - begun
    codes = []
    for attempt in range(5):
        folder = tmp_path / f"try{attempt}"
        folder.mkdir()
        (folder / "s.csv").symlink_to(tmp_path / "s.csv")
        child = subprocess.Popen(
            program,
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0.3, 1.2) * usual)
        if child.poll() is None:
            os.killpg(child.pid, chance.choice([signal.SIGINT, signal.SIGTERM]))
        said = child.communicate(timeout=PATIENCE)[1]
        codes.append(child.returncode)
        assert "Traceback" not in said
        if child.returncode in (0, 5):
            status = result_is_whole(folder)["status"]
            assert status == {0: "optimal", 5: "feasible"}[child.returncode]
        else:
            assert child.returncode in (130, 143, -signal.SIGINT, -signal.SIGTERM), said
            assert nothing_left(folder)
