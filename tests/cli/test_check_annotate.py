"""``check --annotate``: a copy to correct, written with errors and all, over nobody's file."""

from __future__ import annotations

import stat
from pathlib import Path

import openpyxl
import pytest

from hsr_match.__main__ import main
from hsr_match.errors import CohortProblems, OutputError, UsageError
from tests.cli.test_check import GOOD

WRONG = GOOD.replace(",2,", ",two,")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that holds one cohort with a mistake."""
    monkeypatch.chdir(tmp_path)
    Path("cohort.csv").write_text(WRONG, encoding="utf-8")
    return tmp_path


def test_the_copy_is_written_because_there_are_errors(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code and report as without it; where it went and what to do on standard error."""
    assert main(["check", "cohort.csv", "--annotate", "c.xlsx"]) == CohortProblems.exit_code
    shown = capsys.readouterr()
    assert shown.out.splitlines()[-1] == "1 to correct before solving."
    assert shown.err.startswith("c.xlsx: 1 cell marked")
    assert "hsr-match check c.xlsx" in shown.err
    assert openpyxl.load_workbook("c.xlsx")["cohort"]["H4"].comment is not None
    assert stat.S_IMODE(Path("c.xlsx").stat().st_mode) == 0o600


def test_correct_save_check_solve() -> None:
    """The way of a coordinator, on the copy alone."""
    main(["check", "cohort.csv", "--annotate", "c.xlsx"])
    book = openpyxl.load_workbook("c.xlsx")
    book["cohort"]["H4"] = 2
    book.save("c.xlsx")
    assert main(["check", "c.xlsx"]) == 0
    assert main(["solve", "c.xlsx", "-o", "run"]) == 0


def test_standard_output_stays_data(capsys: pytest.CaptureFixture[str]) -> None:
    """With --format csv a script reads the same bytes, copy or not."""
    main(["check", "cohort.csv", "--format", "csv"])
    plain = capsys.readouterr().out
    main(["check", "cohort.csv", "--format", "csv", "--annotate", "c.xlsx"])
    assert capsys.readouterr().out == plain


def test_an_existing_file_is_replaced_only_when_that_is_said() -> None:
    Path("c.xlsx").write_bytes(b"mine")
    command = ["check", "cohort.csv", "--annotate", "c.xlsx"]
    assert main(command) == OutputError.exit_code
    assert Path("c.xlsx").read_bytes() == b"mine"
    assert main([*command, "--force"]) == CohortProblems.exit_code
    assert Path("c.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("name", ["c.xlsx", "./c.xlsx", "link.xlsx"])
def test_the_cohort_itself_is_never_written_to(name: str, force: list[str]) -> None:
    """Not under another spelling, not through a link, not even when forced."""
    main(["check", "cohort.csv", "--annotate", "c.xlsx"])
    before = Path("c.xlsx").read_bytes()
    Path("link.xlsx").symlink_to("c.xlsx")
    assert main(["check", "c.xlsx", "--annotate", name, *force]) == UsageError.exit_code
    assert Path("c.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["-", "--annotate", "c.xlsx"], UsageError.exit_code),
        (["cohort.csv", "--annotate", "c.csv"], UsageError.exit_code),
        (["cohort.csv", "--annotate", "none/c.xlsx"], OutputError.exit_code),
        (["missing.csv", "--annotate", "c.xlsx"], UsageError.exit_code),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_read(
    arguments: list[str], code: int, folder: Path
) -> None:
    assert main(["check", *arguments]) == code
    assert [path.name for path in folder.iterdir()] == ["cohort.csv"]


def test_nothing_wrong_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("cohort.csv").write_text(
        GOOD.replace("\n", ",2026-01-12\n").replace("member_organisation,2026-01-12",
                                                    "member_organisation,submitted_at"),
        encoding="utf-8",
    )  # fmt: skip
    assert main(["check", "cohort.csv", "--annotate", "c.xlsx"]) == 0
    assert "nothing to mark" in capsys.readouterr().err
    assert not Path("c.xlsx").exists()


def test_a_cohort_that_cannot_be_opened_is_said_to_be_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("broken.xlsx").write_bytes(b"PK\x03\x04 cut off")
    assert main(["check", "broken.xlsx", "--annotate", "c.xlsx"]) == CohortProblems.exit_code
    assert "broken.xlsx cannot be opened" in capsys.readouterr().err
    assert not Path("c.xlsx").exists()
    main(["check", "broken.xlsx", "cohort.csv", "--annotate", "c.xlsx"])
    assert "It has no sheet of broken.xlsx" in capsys.readouterr().err
    assert openpyxl.load_workbook("c.xlsx").sheetnames == ["Problems", "cohort"]


def test_tables_of_one_side_keep_it_in_their_name() -> None:
    """What an option said of a file, the sheet says in the copy."""
    rows = WRONG.splitlines()
    cells = [row.split(",") for row in rows]
    for name, wanted in (("a.csv", "mentor"), ("b.csv", "mentee")):
        kept = [cells[0], *(row for row in cells[1:] if row[1] == wanted)]
        text = "\n".join(",".join(row[:1] + row[2:]) for row in kept) + "\n"
        Path(name).write_text(text, encoding="utf-8")
    arguments = ["check", "--mentors", "a.csv", "--mentees", "b.csv", "--annotate", "c.xlsx"]
    assert main(arguments) == CohortProblems.exit_code
    book = openpyxl.load_workbook("c.xlsx")
    assert book.sheetnames == ["Problems", "Mentors - a", "Mentees - b"]
    book["Mentors - a"]["G2"] = "2"
    book.save("c.xlsx")
    assert main(["check", "c.xlsx"]) == 0
