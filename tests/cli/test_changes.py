"""``solve --changes``: from what people wrote to the pins and bans of the next run."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match import load_settings, read_cohort
from hsr_match.cohort.changes import with_changes
from hsr_match.errors import CohortProblems, UsageError
from tests.cli.edited import edit_csv, edit_workbook, manifest, pairs_of, run
from tests.documents import ROOT

SMALL = ROOT / "examples" / "small.csv"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the small example and a run of it."""
    home = tmp_path_factory.mktemp("changes")
    shutil.copy(SMALL, home)
    assert run("solve", "small.csv", "-o", "run", "-q", cwd=home).returncode == 0
    return home


def decisions(changes: str | Path, *, name: str = "changes.yaml", home: Path) -> Any:
    """Return (pins, bans) that a file makes, read in this process."""
    path = changes
    if isinstance(changes, str):
        path = home / name
        path.write_text(changes, "utf-8")
    plain = load_settings(None)
    found = with_changes([str(path)], plain, read_cohort([SMALL], plain), by="me").settings
    return tuple(
        [(d.mentee, d.mentor, d.by, d.reason) for d in side] for side in (found.pins, found.bans)
    )


def refused(changes: str | Path, home: Path) -> dict[str, list[tuple[int, str]]]:
    """Return code → places of the errors of a file."""
    with pytest.raises(CohortProblems) as caught:
        decisions(changes, home=home)
    found: dict[str, list[tuple[int, str]]] = {}
    for problem in caught.value.problems:
        if problem.level == "ERROR":
            places = (problem.place, *problem.more)
            found.setdefault(problem.code, []).extend((p.row, p.column) for p in places)
    return found


def test_a_file_says_what_the_flags_say(folder: Path) -> None:
    """Pins and bans of a file give the pairs and the settings that --pin and --ban give."""
    (folder / "c.yaml").write_text(
        "- {do: pin, mentee: E01, mentor: R02}\n- do: ban\n  mentee: 'E02'\n  mentor: \"R01\"\n"
    )
    flags = ("--pin", "E01=R02", "--ban", "E02=R01")
    for name, options in (("by-file", ("--changes", "c.yaml")), ("by-flags", flags)):
        ended = run("solve", "small.csv", *options, "-o", name, "-q", cwd=folder)
        assert ended.returncode == 0, ended.stderr
    one, other = manifest(folder / "by-file"), manifest(folder / "by-flags")
    same = ("pairs", "unmatched", "settings", "objective", "certificate")
    assert {key: one[key] for key in same} == {key: other[key] for key in same}
    assert [entry["name"] for entry in one["inputs"]] == ["small.csv", "c.yaml"]
    lists = ((folder / name / "pairings.csv").read_bytes() for name in ("by-file", "by-flags"))
    assert next(lists) == next(lists)


def test_flags_and_files_add_up(folder: Path) -> None:
    """What the command line says stands beside what the files say."""
    (folder / "one.yaml").write_text("- {do: pin, mentee: E01, mentor: R02}\n")
    (folder / "two.yaml").write_text("- {do: ban, mentee: E03, mentor: R02}\n")
    ended = run(
        "solve", "small.csv", "--ban", "E02=R01", "--changes", "one.yaml", "--changes", "two.yaml",
        "-o", "added", "-q", cwd=folder,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    told = manifest(folder / "added")["settings"]
    assert [(p["mentee"], p["mentor"]) for p in told["pins"]] == [("E01", "R02")]
    assert [(b["mentee"], b["mentor"]) for b in told["bans"]] == [("E02", "R01"), ("E03", "R02")]


def test_a_swap_is_two_pins(folder: Path) -> None:
    """Each of the two mentees gets the mentor named beside them, for the reason given."""
    pins, bans = decisions(
        "- {do: swap, mentee: E01, mentor: R03, with_mentee: E02, with_mentor: R01,\n"
        "   by: Jo, reason: asked}\n",
        home=folder,
    )
    assert pins == [("E01", "R03", "Jo", "asked"), ("E02", "R01", "Jo", "asked")]
    assert bans == []


def test_who_decided_is_who_is_logged_in_where_only_a_reason_stands(folder: Path) -> None:
    """A reason without a name is answered for by whoever runs the program."""
    pins, _ = decisions("- {do: pin, mentee: E01, mentor: R03, reason: asked}\n", home=folder)
    assert pins == [("E01", "R03", "me", "asked")]


def test_every_mistake_is_told_at_once_with_line_and_column(folder: Path) -> None:
    """Nothing stops at the first mistake, and a person who is not there is one like others."""
    found = refused(
        "- {do: pinn, mentee: E01, mentor: R01}\n"
        "- {do: pin, mentee: E99, mentor: [R01]}\n"
        "- {do: swap, mentee: E01, mentor: R01, with_mentee: E02}\n"
        "- {do: ban, mentee: E01, mentor: R99, with_mentor: R02, becuase: x}\n"
        "- word\n",
        folder,
    )
    assert found == {
        "not-a-change": [(1, "8"), (5, "3")],
        "wrong-type": [(2, "34")],
        "missing-key": [(3, "3")],
        "unknown-key": [(4, "39"), (4, "57")],
        "unknown-person": [(4, "34")],
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pins: []\n", "not-changes"),
        ("- &a {do: pin, mentee: E01, mentor: R01}\n- *a\n", "anchor"),
        ("- !!python/name:os.system {do: pin}\n", "tag"),
        ("- {do: pin, do: ban, mentee: E01, mentor: R01}\n", "duplicate-key"),
        ("- [\n", "not-yaml"),
        ("", "not-changes"),
        ("- {do: pin, mentee: E01, mentor: R01, reason: " + "x" * 6000 + "}\n", "wrong-type"),
        ("# " + "x" * 1_000_001, "too-large"),
    ],
)
def test_what_is_no_file_of_changes_is_refused(text: str, code: str, folder: Path) -> None:
    """The protections of the settings hold here too."""
    assert code in refused(text, folder)


@pytest.mark.parametrize("path", ["none.yaml", "none.csv", "."])
def test_a_file_that_is_not_there_is_a_wrong_argument(path: str, folder: Path) -> None:
    """Nothing can be listed of a file that cannot be opened."""
    with pytest.raises(UsageError):
        decisions(Path(folder / path), home=folder)


def test_an_edited_workbook_holds_what_people_marked(folder: Path) -> None:
    """Locked and approved rows stay, declined ones are ruled out, all others are free."""
    made = pairs_of(folder / "run")
    edits = {
        "E01": {"locked": "yes"},
        "E02": {"status": "declined"},
        "E03": {"status": "Approved "},
    }
    for path in (
        edit_workbook(folder / "run", folder / "e.xlsx", edits),
        edit_csv(folder / "run", folder / "e.csv", edits),
        edit_csv(folder / "run", folder / "excel.csv", edits, as_excel=True),
    ):
        pins, bans = decisions(path, home=folder)
        assert pins == [("E01", made["E01"], "", ""), ("E03", made["E03"], "", "")]
        assert bans == [("E02", made["E02"], "", "")]


def test_an_untouched_list_changes_nothing(folder: Path) -> None:
    """Every row of a list as written is free."""
    for name in ("pairings.csv", "pairings.xlsx"):
        assert decisions(folder / "run" / name, home=folder) == ([], [])


def test_another_mentor_written_in_is_kept_with_by_and_reason(folder: Path) -> None:
    """Id, or e-mail or name alone; by and reason stand in columns of their own."""
    cells = {"mentor_name": "", "locked": "yes", "by": "Panel", "reason": "both asked"}
    path = edit_workbook(folder / "run", folder / "n.xlsx", {"E01": {"mentor_id": "R03", **cells}})
    assert decisions(path, home=folder)[0] == [("E01", "R03", "Panel", "both asked")]


def test_every_mistake_in_a_list_has_its_cell(folder: Path) -> None:
    """File, sheet, row and column, all at once."""
    made = pairs_of(folder / "run")
    other = next(mentor for mentor in ("R01", "R02", "R03") if mentor != made["E04"])
    path = edit_workbook(
        folder / "run",
        folder / "wrong.xlsx",
        {
            "E01": {"locked": "maybe"},
            "E02": {"status": "aproved"},
            "E03": {"status": "approved", "mentor_id": "R99"},
            "E04": {"mentor_id": other},
            "E05": {"status": "approved", "mentor_id": "", "mentor_name": ""},
        },
    )
    assert refused(path, folder) == {
        "unknown-locked": [(2, "locked")],
        "unknown-status": [(3, "status")],
        "unknown-person": [(4, "mentor_id")],
        "not-decided": [(5, "mentor_id")],
        "no-mentor-named": [(6, "mentor_id")],
    }


def test_an_id_and_a_name_of_two_people_are_not_guessed_between(folder: Path) -> None:
    """Which of the two was left over cannot be known from the list."""
    made = pairs_of(folder / "run")
    other = next(mentor for mentor in ("R01", "R02", "R03") if mentor != made["E01"])
    path = edit_csv(
        folder / "run", folder / "two.csv", {"E01": {"mentor_id": other, "locked": "yes"}}
    )
    assert refused(path, folder) == {"two-people": [(2, "mentor_name")]}


@pytest.mark.parametrize(
    "text",
    [
        "- {do: pin, mentee: E01, mentor: R01}\n- {do: ban, mentee: E01, mentor: R01}\n",
        "- {do: pin, mentee: E01, mentor: R01}\n- {do: pin, mentee: E01, mentor: R02}\n",
        "".join(f"- {{do: pin, mentee: E0{k}, mentor: R03}}\n" for k in range(1, 6)),
    ],
)
def test_contradictions_are_told_as_those_of_the_flags(text: str, folder: Path) -> None:
    """Pin and ban of one pair, two mentors for one mentee, more pins than places."""
    (folder / "against.yaml").write_text(text)
    ended = run("solve", "small.csv", "--changes", "against.yaml", "-o", "no", "-q", cwd=folder)
    assert ended.returncode == 4, ended.stderr
    assert "pin E01" in ended.stderr
    assert not (folder / "no").exists()


def test_a_pin_against_a_rule_needs_a_reason(folder: Path) -> None:
    """Without one it is a contradiction; the file's own, or --reason, sets the rule aside."""
    pin = "- {do: pin, mentee: E01, mentor: R03"
    (folder / "bare.yaml").write_text(f"{pin}}}\n")
    (folder / "why.yaml").write_text(f"{pin}, by: Jo, reason: both asked}}\n")
    ended = run("solve", "small.csv", "--changes", "bare.yaml", "-o", "bare", "-q", cwd=folder)
    assert (ended.returncode, "the same organisation" in ended.stderr) == (4, True)
    for name, options in (("why", ()), ("bare", ("--reason", "both asked"))):
        changes = ("--changes", f"{name}.yaml", *options)
        ended = run("solve", "small.csv", *changes, "-o", name, "-q", cwd=folder)
        assert ended.returncode == 0, ended.stderr
        assert pairs_of(folder / name)["E01"] == "R03"


def test_given_scores_take_changes_too(tmp_path: Path) -> None:
    """People are then the ids of the table."""
    (tmp_path / "s.csv").write_text("mentee,mentor,score\nA,X,3\nA,Y,1\nB,X,3\nB,Y,2\n")
    (tmp_path / "c.yaml").write_text("- {do: pin, mentee: b, mentor: X}\n")
    ended = run("solve", "--scores", "s.csv", "--changes", "c.yaml", "-o", "r", "-q", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert pairs_of(tmp_path / "r") == {"A": "Y", "B": "X"}
    (tmp_path / "c.yaml").write_text("- {do: pin, mentee: C, mentor: X}\n")
    ended = run("solve", "--scores", "s.csv", "--changes", "c.yaml", "-o", "q", cwd=tmp_path)
    assert (ended.returncode, "unknown-person" in ended.stderr) == (3, True)


@settings(max_examples=40, deadline=None)
@given(
    chosen=st.dictionaries(
        st.sampled_from([f"E0{k}" for k in range(1, 6)]),
        st.tuples(
            st.sampled_from(["R01", "R02", "R03"]), st.sampled_from(["approved", "declined"])
        ),
    )
)
def test_a_list_and_flags_make_the_same_settings(
    chosen: dict[str, tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever people mark: a list reads as the same pins and bans given one by one."""
    path = tmp_path_factory.mktemp("lists") / "list.csv"
    rows = [f"{mentee};{mentor};{status}" for mentee, (mentor, status) in chosen.items()]
    path.write_text("\n".join(["mentee;mentor;status", *rows, "E05;;unmatched"]), "utf-8")
    plain = load_settings(None)
    by_list = with_changes([str(path)], plain, read_cohort([SMALL], plain)).settings
    by_flags = load_settings(
        None,
        **{
            option: [
                {"mentee": mentee, "mentor": mentor, "approved": status == "approved"}
                for mentee, (mentor, status) in chosen.items()
                if status == wanted
            ]
            for option, wanted in (("pins", "approved"), ("bans", "declined"))
        },
    )
    assert by_list == by_flags
