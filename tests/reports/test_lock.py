"""One run per destination; locks and leftovers of the dead stand in nobody's way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hsr_match.errors import LockedError, OutputError
from hsr_match.reports.leftovers import clear_leftovers
from hsr_match.reports.lock import hold, hold_free, lock_of

HOLD = """
import sys, time
from pathlib import Path
from hsr_match.reports.lock import hold
with hold(Path(sys.argv[1])) as path:
    partial = path.with_name(f".{path.name}.partial-0123456789abcdef")
    partial.mkdir(0o700)
    (partial / "pairings.csv").write_text("half")
    print("held", flush=True)
    time.sleep(60)
"""


def holder(path: Path) -> subprocess.Popen[str]:
    """A process of its own that holds a destination and has written half a result."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def end(child: subprocess.Popen[str]) -> None:
    child.send_signal(signal.SIGKILL)
    child.communicate()


def test_a_destination_in_use_is_refused(tmp_path: Path) -> None:
    """Exit code 8, naming the process; its partial result is not touched."""
    child = holder(tmp_path / "run")
    try:
        with (
            pytest.raises(LockedError, match=f"process {child.pid} since 20") as caught,
            hold(tmp_path / "run"),
        ):
            pass
        assert caught.value.exit_code == 8
        assert clear_leftovers(tmp_path) == []
        assert (tmp_path / ".run.partial-0123456789abcdef" / "pairings.csv").exists()
    finally:
        end(child)


def test_a_killed_run_neither_locks_nor_litters(tmp_path: Path) -> None:
    """After kill -9 the lock is free and the partial result is removed by the next run."""
    end(holder(tmp_path / "run"))
    assert lock_of(tmp_path / "run").exists()
    assert [p.name for p in clear_leftovers(tmp_path)] == [".run.partial-0123456789abcdef"]
    with hold(tmp_path / "run"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_removed_that_might_be_somebody_elses(tmp_path: Path) -> None:
    """Other names, other modes, other contents, links, other computers: all stay."""
    names = {
        "other file": ".run1.partial-0123456789abcdef",
        "open to all": ".run2.partial-0123456789abcdef",
        "other name": ".run3.partial-short",
        "other computer": ".run4.partial-0123456789abcdef",
    }
    for name in names.values():
        (tmp_path / name).mkdir(0o700)
    (tmp_path / names["other file"] / "thesis.docx").write_text("x")
    (tmp_path / names["open to all"]).chmod(0o755)
    elsewhere = {"pid": 1, "host": "another-computer", "since": "2026"}
    (tmp_path / ".run4.lock").write_text(json.dumps(elsewhere))
    target = tmp_path / "mine"
    target.mkdir()
    (tmp_path / ".run5.partial-0123456789abcdef").symlink_to(target)
    before = sorted(tmp_path.iterdir())
    assert clear_leftovers(tmp_path) == []
    assert sorted(tmp_path.iterdir()) == before


def test_a_lock_says_who_holds_it_and_is_private(tmp_path: Path) -> None:
    with hold(tmp_path / "run"):
        lock = lock_of(tmp_path / "run")
        assert json.loads(lock.read_text())["pid"] == os.getpid()
        assert lock.stat().st_mode & 0o777 == 0o600
    assert not lock.exists()


def test_folders_made_for_a_lock_go_again_if_nothing_came(tmp_path: Path) -> None:
    """A run that fails leaves no empty folders; one that succeeds keeps them."""
    with pytest.raises(ZeroDivisionError), hold(tmp_path / "a" / "b" / "run"):
        _ = 1 / 0
    assert list(tmp_path.iterdir()) == []
    with hold(tmp_path / "a" / "run") as path:
        path.mkdir()
    assert path.is_dir()


def test_our_own_choice_of_name_gives_way(tmp_path: Path) -> None:
    """A name that exists or is in use gets a number."""
    (tmp_path / "run").mkdir()
    with hold_free(tmp_path / "run") as second, hold_free(tmp_path / "run") as third:
        assert (second.name, third.name) == ("run-2", "run-3")


def test_a_lock_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    """Whatever the system says, the coordinator reads a sentence."""
    lock_of(tmp_path / "run").mkdir()
    with pytest.raises(OutputError, match="could not be written"), hold(tmp_path / "run"):
        pass
