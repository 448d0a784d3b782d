"""Stages are timed always, and shown only to somebody who waits."""

from __future__ import annotations

import os
import sys
import time

import pytest

from hsr_match.cli.progress import Stages, fitting


def test_stages_are_timed_in_order() -> None:
    """The run's record holds every stage, in the order of the run."""
    stages = Stages()
    with stages.stage("read"):
        pass
    with stages.stage("solve"):
        pass
    assert list(stages.seconds) == ["read", "solve"]
    assert all(duration >= 0 for duration in stages.seconds.values())


def test_a_quick_stage_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody needs a sign of life from what is over at once."""
    with Stages(show=True).stage("solve", "Matching 5 mentees with 3 mentors"):
        pass
    assert capsys.readouterr().err == ""


def test_a_slow_stage_says_what_it_does_and_how_long(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sign of life carries the size, and ends its line so that the next can begin."""
    monkeypatch.setattr(Stages, "SLOW", 0.01)
    with Stages(show=True).stage("solve", "Matching 5 mentees with 3 mentors"):
        time.sleep(0.2)
    shown = capsys.readouterr().err
    assert "Matching 5 mentees with 3 mentors … 0 s" in shown
    assert shown.endswith("\n")


def test_a_slow_stage_shows_the_best_so_far(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits sees what a stop would keep."""
    monkeypatch.setattr(Stages, "SLOW", 0.01)
    with Stages(show=True).stage("solve", "Matching") as shown:
        shown.note = "so far 5 matched"
        time.sleep(0.2)
    assert "Matching … 0 s; so far 5 matched" in capsys.readouterr().err


def test_a_line_fits_into_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that wraps could not be overwritten by the next."""
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((20, 24)))
    monkeypatch.setattr("sys.stderr", sys.__stderr__)
    assert fitting("short") == "short"
    assert fitting("x" * 19) == "x" * 19
    assert fitting("x" * 20) == "x" * 18 + "…"


def test_nobody_watching_means_silence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Piped output holds no progress, however long the stage."""
    monkeypatch.setattr(Stages, "SLOW", 0.01)
    with Stages().stage("solve"):
        time.sleep(0.1)
    assert capsys.readouterr().err == ""


def test_a_stage_that_fails_is_timed_and_stops_telling(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error passes through, and nothing goes on printing behind it."""
    monkeypatch.setattr(Stages, "SLOW", 0.01)
    stages = Stages(show=True)
    with pytest.raises(ZeroDivisionError), stages.stage("solve"):
        raise ZeroDivisionError
    assert "solve" in stages.seconds
    capsys.readouterr()
    time.sleep(0.1)
    assert capsys.readouterr().err == ""
