"""The run folder and single files under faults: whole, or not there at all.

The documents are small stand-ins here, so that every step of writing can be
interrupted in turn; the whole program is tried in ``tests/test_faults.py``.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import pytest

from hsr_match.errors import OutputError, VerificationError
from hsr_match.reports import run_folder, single_file
from hsr_match.reports.leftovers import clear_leftovers
from hsr_match.reports.run_folder import publish_run, write_run
from hsr_match.reports.single_file import put_file, write_file

CONTENT = {"pairings.csv": b"pairs\n" * 500, "cohort.json": b"{}" * 500}
FILES = {*CONTENT, "match.json"}


@pytest.fixture(autouse=True)
def small_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    made = SimpleNamespace(files=CONTENT, manifest={"format": "x"})
    monkeypatch.setattr(run_folder, "run_documents", lambda _outcome: made)
    monkeypatch.setattr(run_folder, "_verify", lambda _partial: None)
    monkeypatch.setattr(single_file, "_content", lambda *_: CONTENT["pairings.csv"])


def in_child(action: Callable[[], Any]) -> int:
    """Run something in a forked process; return its exit code, negative for a signal."""
    child = os.fork()
    if child == 0:
        try:
            action()
        except BaseException as error:
            os._exit(getattr(error, "exit_code", 99))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def dying_at(step: int, action: Callable[[], Any]) -> Callable[[], None]:
    """The action, killed at its n-th call of the file system (audit events and fsync)."""

    def run() -> None:
        count = 0

        def tick(event: str, arguments: Any) -> None:
            nonlocal count
            if event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.fsync"):
                if count == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                count += 1

        settle = os.fsync
        os.fsync = lambda number: (tick("os.fsync", ()), settle(number))[1]
        sys.addaudithook(tick)
        action()

    return run


def is_whole(folder: Path) -> bool:
    return {p.name for p in folder.iterdir()} == FILES and all(
        (folder / name).read_bytes() == content for name, content in CONTENT.items()
    )


def test_the_folder_is_whole_and_private(tmp_path: Path) -> None:
    """All files, folder 0700, files 0600, nothing beside it."""
    made = write_run(tmp_path / "matches" / "run", None)
    assert is_whole(made)
    assert made.stat().st_mode & 0o777 == 0o700
    assert {p.stat().st_mode & 0o777 for p in made.iterdir()} == {0o600}
    assert [p.name for p in made.parent.iterdir()] == ["run"]


def test_killed_at_every_step_there_is_nothing_or_all_of_it(tmp_path: Path) -> None:
    """kill -9 before each call of the file system: no torn folder, and the next run cleans up."""
    folder = tmp_path / "run"
    outcomes = []
    for step in range(60):
        code = in_child(dying_at(step, lambda: write_run(folder, None)))
        outcomes.append(folder.exists())
        assert not folder.exists() or is_whole(folder)
        clear_leftovers(tmp_path)
        assert [p for p in tmp_path.iterdir() if ".partial-" in p.name] == []
        for path in folder.iterdir() if folder.exists() else ():
            path.unlink()
        if folder.exists():
            folder.rmdir()
        if code == 0:
            break
    assert code == 0, "the last attempt was not interrupted"
    assert outcomes.count(False) > 8, "before the rename"
    assert outcomes[:-1].count(True) >= 1, "killed after the rename"


def test_a_single_file_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    """kill -9 at each step of replacing a file never leaves anything in between."""
    path = tmp_path / "pairings.csv"
    seen = set()
    for step in range(60):
        path.write_bytes(b"old")
        code = in_child(dying_at(step, lambda: write_file(path, None, force=True)))
        content = path.read_bytes()
        seen.add(content)
        assert content in (b"old", CONTENT["pairings.csv"])
        clear_leftovers(tmp_path)
        assert {p.name for p in tmp_path.iterdir()} <= {"pairings.csv", ".pairings.csv.lock"}
        if code == 0:
            break
    assert code == 0
    assert len(seen) == 2


def test_a_read_only_folder_is_found_out() -> None:
    """Exit code 6 and nothing there; as somebody who is not root, whom nothing stops."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o555)

        def stranger() -> None:
            if os.geteuid() == 0:
                os.setuid(65534)
            write_run(Path(name) / "matches" / "run", None)

        assert in_child(stranger) == 6
        assert list(Path(name).iterdir()) == []


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    """RLIMIT_FSIZE stands for it: exit code 6, no folder, no partial folder, no lock."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        write_run(tmp_path / "matches" / "run", None)

    assert in_child(limited) == 6
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_spares_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "pairings.csv"
    path.write_bytes(b"old")

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        write_file(path, None, force=True)

    assert in_child(limited) == 6
    assert [p.name for p in tmp_path.iterdir()] == ["pairings.csv"]
    assert path.read_bytes() == b"old"


def test_the_message_says_what_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How much room a run takes, so that enough can be freed at once."""

    def full(*arguments: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run_folder, "write_new", full)
    with pytest.raises(OutputError, match=r"no room left .* about 5 kB"):
        write_run(tmp_path / "run", None)


def test_a_rejected_run_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the verifier rejects, nobody sees."""

    def reject(partial: Path) -> None:
        assert {p.name for p in partial.iterdir()} == FILES
        raise VerificationError("no")

    monkeypatch.setattr(run_folder, "_verify", reject)
    with pytest.raises(VerificationError):
        write_run(tmp_path / "run", None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_nothing_is_ever_overwritten(tmp_path: Path, kind: str) -> None:
    """Not even an empty folder or a link that leads nowhere."""
    folder = tmp_path / "run"
    if kind == "file":
        folder.write_text("mine")
    elif kind == "folder":
        folder.mkdir()
    else:
        folder.symlink_to("nowhere")
    with pytest.raises(OutputError, match="exists already"):
        write_run(folder, None)
    assert [p.name for p in tmp_path.iterdir()] == ["run"]


def test_a_stop_after_the_rename_reports_the_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C right behind the rename: the run is there, and that is what is said."""
    rename, told = Path.rename, []

    def interrupted(self: Path, target: Path) -> None:
        rename(self, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish_run(tmp_path / "run", None, lambda: told.append("published"))
    assert told == ["published"]
    assert is_whole(tmp_path / "run")


def test_a_stop_before_the_rename_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run_folder, "_verify", interrupted)
    told: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        publish_run(tmp_path / "run", None, lambda: told.append("published"))
    assert told == []
    assert list(tmp_path.iterdir()) == []


def test_a_stop_after_replacing_a_file_reports_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, told = Path.replace, []

    def interrupted(self: Path, target: Path) -> None:
        replace(self, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        put_file(tmp_path / "x.csv", b"new", lambda: told.append("published"), force=False)
    assert told == ["published"]
    assert (tmp_path / "x.csv").read_bytes() == b"new"


@pytest.mark.parametrize("force", [True, False])
def test_a_link_is_never_written_through(tmp_path: Path, *, force: bool) -> None:
    """The file behind it stays as it is, with --force too."""
    behind = tmp_path / "behind.csv"
    behind.write_text("mine")
    (tmp_path / "x.csv").symlink_to(behind)
    with pytest.raises(OutputError, match="not an ordinary file"):
        write_file(tmp_path / "x.csv", None, force=force)
    assert behind.read_text() == "mine"


def test_a_file_is_replaced_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "pairings.csv"
    path.write_text("old")
    with pytest.raises(OutputError, match="exists already"):
        write_file(path, None)
    write_file(path, None, force=True)
    assert path.read_bytes() == CONTENT["pairings.csv"]
    assert path.stat().st_mode & 0o777 == 0o600
