"""Wrong command lines: exit code 2, what is wrong, and what was perhaps meant."""

from __future__ import annotations

import pytest

from hsr_match.__main__ import main
from hsr_match.errors import UsageError

WRONG = [
    # What is typed, and what the answer must name.
    (["slove", "cohort.csv"], ["slove", "solve", "hsr-match --help"]),
    (["config", "shw"], ["shw", "show", "hsr-match config --help"]),
    (["solve", "--wieght", "needs=40"], ["--wieght", "--weight", "hsr-match solve --help"]),
    (["--hepl"], ["--hepl", "--help"]),
    (["solve", "-x"], ["-x"]),
    (["explain"], ["RUN"]),
    (["explain", "run"], ["MENTEE"]),
    (["verify"], ["RUN"]),
    (["config", "check"], ["FILE"]),
    (["verify", "one", "two"], ["two"]),
    (["check", "--format"], ["--format"]),
    (["check", "--format", "xml", "a.csv"], ["xml", "table", "csv", "json"]),
    (["solve", "--weight", "needs", "a.csv"], ["--weight", "needs=40"]),
    (["solve", "--weight", "needs=much", "a.csv"], ["--weight", "needs=40"]),
    (["solve", "--weight", "needs=-1", "a.csv"], ["--weight", "needs=40"]),
    (["solve", "--weight", "needs=nan", "a.csv"], ["--weight", "needs=40"]),
    (["solve", "--weight", "needs=inf", "a.csv"], ["--weight", "needs=40"]),
    (["solve", "--pin", "E07", "a.csv"], ["--pin", "E07=R03"]),
    (["solve", "--ban", "E07=R03=R04", "a.csv"], ["--ban", "E07=R03"]),
    (["solve", "--seed", "-1", "a.csv"], ["--seed", "0 or more"]),
    (["solve", "--seed", "lucky", "a.csv"], ["--seed", "lucky"]),
    (["solve", "--time-limit", "0", "a.csv"], ["--time-limit", "more than 0"]),
    (["solve", "--places", "-2", "a.csv"], ["--places", "0 or more"]),
    (["solve"], ["No cohort", "mentors.xlsx"]),
    (["check"], ["No cohort", "mentors.xlsx"]),
    (["score"], ["No cohort", "mentors.xlsx"]),
]


@pytest.mark.parametrize(("arguments", "named"), WRONG, ids=lambda x: " ".join(x))
def test_a_wrong_command_line_is_explained(
    arguments: list[str], named: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """One message on standard error, nothing on standard output, exit code 2."""
    code = main(arguments)
    shown = capsys.readouterr()
    assert (code, shown.out) == (UsageError.exit_code, "")
    assert shown.err.startswith("Error: ")
    assert [word for word in named if word not in shown.err] == []
    assert "Traceback" not in shown.err


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody who types the bare name sees what there is; for scripts it is an error."""
    assert main([]) == UsageError.exit_code
    shown = capsys.readouterr()
    assert "Commands:" in shown.err
    assert shown.out == ""


def test_a_far_word_gets_no_wild_guess(capsys: pytest.CaptureFixture[str]) -> None:
    """A suggestion is made only when it is likely."""
    main(["xylophone"])
    assert "Did you mean" not in capsys.readouterr().err


def test_a_pin_that_cannot_be_read_is_not_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    """A pin may hold names, and messages hold none."""
    main(["solve", "--pin", "Ann Nonymous", "cohort.csv"])
    assert "Nonymous" not in capsys.readouterr().err


def test_control_characters_are_shown_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    """A pasted command line cannot repaint the terminal."""
    main(["solve\x1b[2J"])
    assert "\x1b" not in capsys.readouterr().err
