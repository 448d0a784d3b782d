"""A secret in every confidential field of everybody, looked for in all that leaves the program.

Two kinds of secret. *Words* that stand in one cell alone (free text, monitoring,
columns nobody asked for, addresses) are looked for as they are. Refusals and the like
have no word of their own: there, two cohorts that differ in the secret alone must
give the same files.
"""

from __future__ import annotations

import contextlib
import csv
import email
import email.policy
import io
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hsr_match.__main__ import main
from hsr_match.config.vocabulary import vocabulary
from tests.cohort.sheets import write_people

PRIVATE = ("cohort.json",)
"""What `verify` and `explain` read the answers from; for the coordinator alone."""

SIDES = {"mentee": [f"E{k}" for k in range(1, 9)], "mentor": [f"R{k}" for k in range(1, 8)]}

FREE = ("hopes", "biography", "Notes of the office", "Phone number", "Date of birth")
MONITORING = ("monitor_ethnic_group", "monitor_religion", "monitor_disability")
NEEDS = ("bias_exclusion", "neurodiversity_work", "wellbeing_balance", "caring_and_work")
LIVED = ("lgbt", "minority_ethnic", "disabled_ltc", "religion_belief")
STUCK = ("health_or_disability", "conflict_at_work", "biased_recruitment")


def canary(person: str, column: str) -> str:
    """A word that stands nowhere else."""
    return f"qzx{person}{''.join(c for c in column if c.isalpha())}zxq".lower()


def somebody(role: str, key: str, k: int) -> dict[str, str]:
    words = {column: canary(key, column) for column in (*FREE, *MONITORING)}
    common = {
        **words,
        "id": key,
        "role": role,
        "name": f"Given{key} Family{key}",
        "email": f"mail-{key.lower()}@example.org",
        "organisation": f"House {key}",
        "access_needs": "bsl:essential" if k % 2 else "captions",
        "security": "fixed_under_1y",
        "path": "interrupted",
        "consent_matching": "yes",
        "consent_special": "yes" if k % 3 else "no",
        "consent_share_form": "yes" if k % 4 else "no",
        "research_areas": ("Social care", "Quality and safety")[k % 2],
        "meeting_format": "online",
    }
    if role == "mentee":
        return common | {
            "needs": f"{NEEDS[k % 4]}:3; teaching:1; {NEEDS[(k + 1) % 4]}:2",
            "experience_wanted": LIVED[k % 4],
            "what_is_stuck": STUCK[k % 3],
            "confidence_areas": "speaking_up",
        }
    return common | {
        "offers": "; ".join([*(f"{need}:3" for need in NEEDS), "teaching:2"]),
        "lived_experience_offered": "; ".join(LIVED),
        "places": "1",
    }


def everybody() -> dict[str, dict[str, str]]:
    return {
        key: somebody(role, key, k)
        for role, keys in SIDES.items()
        for k, key in enumerate(keys, start=1)
    }


def files_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of all files, those inside workbooks too."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or path.name in PRIVATE:
            continue
        content, name = path.read_bytes(), path.relative_to(folder).as_posix()
        yield f"name of {name}", name
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                for inner in book.namelist():
                    yield f"{name}!{inner}", book.read(inner).decode("utf-8")
        elif path.suffix == ".eml":
            yield name, _mail(content)
        else:
            yield name, content.decode("utf-8-sig")


def _mail(content: bytes) -> str:
    mail = email.message_from_bytes(content, policy=email.policy.default)
    head = "\n".join(f"{key}: {value}" for key, value in mail.items())
    return f"{head}\n\n{mail.get_content()}"  # type: ignore[attr-defined]


COMMANDS = (
    ["check", "people.csv", "-v"],
    ["check", "people.csv", "--format", "json"],
    ["solve", "people.csv", "-o", "run", "-v", "--debug"],
    ["solve", "people.csv", "-o", "pairs.csv", "--format", "json"],
    ["score", "people.csv", "-o", "scores.csv"],
    ["explain", "run", "E1"],
    ["explain", "run", "E1", "R2"],
    ["explain", "run", "E1", "R3"],
    ["explain", "run", "E8", "--format", "json"],
    ["verify", "run"],
    ["report", "run", "--for", "mentor", "-o", "mentor", "--debug"],
    ["report", "run", "--for", "mentee", "-o", "mentee"],
    ["report", "run", "--for", "panel", "-o", "panel"],
    ["report", "run", "--for", "trustees", "-o", "trustees"],
)


EXPLAINED = [f"said-{k:02}.txt" for k, typed in enumerate(COMMANDS) if typed[0] == "explain"]
BARRED = f"said-{COMMANDS.index(['explain', 'run', 'E1', 'R3']):02}.txt"


def work_in(folder: Path, people: dict[str, dict[str, str]]) -> Path:
    """Do all that is done with a cohort; what is said is kept beside the files."""
    write_people(folder, *people.values())
    here = Path.cwd()
    os.chdir(folder)
    try:
        for k, command in enumerate(COMMANDS):
            out, err = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = main(command)
            said = f"{' '.join(command)}\n{out.getvalue()}\n{err.getvalue()}"
            assert code == 0, said
            (folder / f"said-{k:02}.txt").write_text(said, encoding="utf-8")
        (folder / "people.csv").unlink()
    finally:
        os.chdir(here)
    return folder


@pytest.fixture(scope="module")
def round_with_secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    people = everybody()
    people["E1"]["not_these"] = "R3"
    people["E2"]["Line manager"] = "R4"
    people["R5"]["not_these"] = "E3"
    return work_in(tmp_path_factory.mktemp("secrets"), people)


def test_the_round_is_one(round_with_secrets: Path) -> None:
    """There are pairs, letters and somebody left without; the coordinator's file has it all."""
    assert len(list((round_with_secrets / "mentee").glob("*.eml"))) == 8
    assert len(list((round_with_secrets / "mentor").glob("*.eml"))) == 7
    kept = (round_with_secrets / "run" / "cohort.json").read_text("utf-8")
    assert canary("E1", "hopes") in kept


def test_words_that_nobody_may_see_stand_nowhere(round_with_secrets: Path) -> None:
    """Free text, monitoring, phone numbers and columns that nobody asked for."""
    found = [name for name, text in files_of(round_with_secrets) if "qzx" in text.lower()]
    assert found == []


def test_special_and_gated_answers_stand_nowhere(round_with_secrets: Path) -> None:
    """Neither as labels nor as ids; lists to choose from and settings name no answer."""
    gated = {
        (name, word)
        for name in ("needs", "lived_experience", "stuck", "access_needs")
        for term in vocabulary(name).terms.values()
        if term.sensitivity != "plain"
        for word in (term.id, term.label)
        if word.lower() not in ("other", "quiet", "captions")
    }
    assert len(gated) > 30
    found = [
        (name, word)
        for name, text in files_of(round_with_secrets)
        if not name.startswith("run/match.json")
        for _, word in gated
        if word.lower() in text.lower()
    ]
    assert found == []
    manifest = json.loads((round_with_secrets / "run" / "match.json").read_text("utf-8"))
    del manifest["settings"]
    assert [word for _, word in gated if word in json.dumps(manifest)] == []


def test_addresses_stand_in_the_letters_of_a_pair_alone(round_with_secrets: Path) -> None:
    """The reader's own, and those of their own partners."""
    people = everybody()
    pairs = json.loads((round_with_secrets / "run" / "match.json").read_text("utf-8"))["pairs"]
    partners: dict[str, set[str]] = {key: {key} for key in people}
    for pair in pairs:
        partners[pair["mentee"]].add(pair["mentor"])
        partners[pair["mentor"]].add(pair["mentee"])
    strangers = []
    for name, text in files_of(round_with_secrets):
        if name.startswith("run/report.html") or name.endswith("letters.csv"):
            continue
        reader = Path(name).stem if name.endswith(".eml") else ""
        for key, person in people.items():
            if key not in partners.get(reader, ()):
                where = (person["email"], *((person["name"],) if reader else ()))
                strangers += [(name, word) for word in where if word in text]
    assert strangers == []


def test_rows_for_mail_merge_hold_a_pair_alone(round_with_secrets: Path) -> None:
    people = everybody()
    pairs = json.loads((round_with_secrets / "run" / "match.json").read_text("utf-8"))["pairs"]
    for side in ("mentor", "mentee"):
        text = (round_with_secrets / side / "letters.csv").read_text("utf-8-sig")
        for row in csv.DictReader(io.StringIO(text, newline="")):
            own = {row["id"]} | {
                pair["mentee"] if side == "mentor" else pair["mentor"]
                for pair in pairs
                if pair[side] == row["id"]
            }
            cells = " ".join(row.values())
            assert {key for key, p in people.items() if p["email"] in cells} == own
            assert {key for key, p in people.items() if p["name"] in cells} == own


def test_trustees_and_messages_name_nobody(round_with_secrets: Path) -> None:
    for name, text in files_of(round_with_secrets):
        if name.startswith(("trustees/", "name of")):
            assert "Family" not in text, name
        if name.startswith("trustees/"):
            assert "House" not in text, name


def test_no_file_says_who_made_it_or_when(round_with_secrets: Path) -> None:
    """Metadata of workbooks: no author, and no time but a fixed one."""
    for name, text in files_of(round_with_secrets):
        if "docProps/core.xml" in name:
            assert "<dc:creator></dc:creator>" in text or "<dc:creator/>" in text, text
            assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in text or (
                "<cp:lastModifiedBy/>" in text
            )


def test_a_refusal_cannot_be_told_from_a_family_tie(tmp_path: Path) -> None:
    """The same pair barred for either reason: what is written and said is the same."""
    told = []
    for name, column, value in (
        ("refused", "not_these", "R3"),
        ("family", "conflicts", "R3 (family)"),
    ):
        folder = tmp_path / name
        folder.mkdir()
        people = everybody()
        people["E1"][column] = value
        work_in(folder, people)
        told.append(
            {
                path.relative_to(folder).as_posix(): path.read_bytes()
                for path in sorted(folder.rglob("*"))
                if path.parent.name in ("mentor", "mentee", "panel", "trustees")
                or path.name in ("pairings.csv", "pairings.xlsx", "scores.csv", "pairs.csv")
                or path.name in EXPLAINED
            }
        )
    assert told[0] == told[1]
    assert len(told[0]) > 20
    assert b"not available" in told[0][BARRED]


def test_the_search_finds_what_a_coordinator_may_see(round_with_secrets: Path) -> None:
    """Shown on request, the same answers are found: the other tests can fail."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        command = ["explain", str(round_with_secrets / "run"), "E2", "--show-confidential"]
        assert main(command) == 0
    labels = [vocabulary("needs").terms[need].label for need in NEEDS]
    assert any(label in out.getvalue() for label in labels)
    everything = "".join(text for _, text in files_of(round_with_secrets))
    assert "teaching" in everything.lower()
    assert "xl/worksheets/sheet1.xml" in "".join(name for name, _ in files_of(round_with_secrets))
