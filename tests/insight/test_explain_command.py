"""``hsr-match explain``: readable at 80 columns, data as JSON, people found by any name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hsr_match.cli.explain import explain
from hsr_match.errors import UsageError
from hsr_match.insight.outcome import Outcome
from tests.insight.runs import mentee, mentor, run
from tests.insight.test_stored_run import STARTED, stored


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mentors = [
        mentor(1, offers={"teaching": 3, "caring_and_work": 3}, career_stage=3),
        mentor(2, offers={"teaching": 2}, career_stage=2, organisation="a"),
    ]
    mentees = [
        mentee(1, needs={"teaching": 2, "caring_and_work": 3}, career_stage=2, organisation="a"),
        mentee(2, needs={"teaching": 2}, career_stage=1, email="second@example.org"),
        mentee(3, needs={"teaching": 1}, organisation="a", not_these=("id:r01",)),
    ]
    made = run(mentees, mentors)
    outcome = Outcome(
        made.settings,
        made.problem,
        made.matching,
        made.insight,
        (),
        STARTED,
        made.cohort,
        made.scores,
    )
    return stored(outcome, tmp_path_factory.mktemp("explain") / "run")


def asked(*words: Any) -> Result:
    return CliRunner().invoke(explain, [str(word) for word in words], standalone_mode=False)


def told(*words: Any) -> str:
    result = asked(*words)
    assert result.exception is None, result.exception
    return result.stdout


def test_a_pair_fits_80_columns_and_shows_everything(home: Path) -> None:
    text = told(home, "E01")
    assert all(len(line) <= 80 for line in text.splitlines())
    for words in (
        "E01 Mentee 1 with R01 Mentor 1",
        "1st for this mentee; proposed.",
        "Meets both needs (teaching, one confidential need)",
        "One confidential need",
        "told in confidence",
        "own projects (+1)",
        "Total",
        "not possible: the same organisation",
        "Mentor 1 (R01) is the only mentor possible for Mentee 1 (E01).",
    ):
        assert words in " ".join(text.split())
    assert "aring" not in text
    assert "\x1b" not in text


def test_confidential_answers_on_request_only(home: Path) -> None:
    text = told(home, "E01", "R01", "--show-confidential")
    assert "Caring and work" in text
    assert "strong" in text


@pytest.mark.parametrize("word", ["E02", "e02", "second@example.org", "mentee 2"])
def test_people_are_found_by_id_email_or_name(home: Path, word: str) -> None:
    assert told(home, word).startswith("E02 Mentee 2 with R02 Mentor 2")


def test_a_mentor_who_was_not_chosen(home: Path) -> None:
    text = told(home, "E02", "R01")
    assert "not made." in text
    assert "Solved again with Mentee 2 (E02) and Mentor 1 (R01) paired" in " ".join(text.split())


def test_a_mentee_without_a_mentor(home: Path) -> None:
    text = " ".join(told(home, "E03").split())
    assert text.startswith("E03 Mentee 3 has no mentor. None of 2 mentors is possible:")
    assert "R01 Mentor 1" in text
    found = json.loads(told(home, "E03", "--format", "json"))
    assert found["mentee"] == "E03"
    assert found["mentor"] is None
    assert found["reason"] == "no_eligible_mentor"
    assert [a["mentor"] for a in found["alternatives"]] == ["R01", "R02"]
    assert found["alternatives"][0]["barred_by"] == ["not available"]


def test_json_has_ids_and_adds_up(home: Path) -> None:
    found = json.loads(told(home, "E01", "--format", "json"))
    assert found["format"] == "hsr-match/explain/1"
    assert (found["mentee"], found["mentor"], found["current"]) == ("E01", "R01", "R01")
    assert sum(found["criteria"].values()) == found["score"]
    assert sum(row["units"] for row in found["rows"]) == found["score"]
    assert found["alternatives"][0]["taken_by"] == ["E02"]
    assert "Mentee 1" not in json.dumps(found)


@pytest.mark.parametrize("words", [("E99",), ("E01", "R99")])
def test_nobody_of_that_name(home: Path, words: tuple[str, ...]) -> None:
    result = asked(home, *words)
    assert isinstance(result.exception, UsageError)
    assert words[-1] in str(result.exception)


def test_names_cannot_reach_the_terminals_controls(tmp_path: Path) -> None:
    from dataclasses import replace

    evil = replace(mentee(1, needs={"teaching": 1}), name="[bold]A\x1b[31m\u202eB")
    made = run([evil], [mentor(1, offers={"teaching": 3})])
    outcome = Outcome(
        made.settings,
        made.problem,
        made.matching,
        made.insight,
        (),
        STARTED,
        made.cohort,
        made.scores,
    )
    text = told(stored(outcome, tmp_path / "run"), "E01")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold]A\\x1b[31m" in text


def test_each_of_several_mentors_is_explained(tmp_path: Path) -> None:
    """One after the other, none an alternative to the other; data have them in a list."""
    mentors = [mentor(j, offers={"teaching": 3 - j}) for j in range(3)]
    made = run([mentee(1, needs={"teaching": 2}, mentors_wanted=2)], mentors)
    outcome = Outcome(
        made.settings,
        made.problem,
        made.matching,
        made.insight,
        (),
        STARTED,
        made.cohort,
        made.scores,
    )
    home = stored(outcome, tmp_path / "run")
    names = [made.problem.mentor_label(j) for _, j in made.matching.pairs]
    assert len(names) == 2
    text = told(home, "E01")
    assert text.count("for this mentee; proposed.") == 2
    for name in names:
        assert f"E01 Mentee 1 with {name} " in text
    assert "this pair is made" not in text
    data = json.loads(told(home, "E01", "--format", "json"))
    assert (data["mentee"], data["mentors"]) == ("E01", names)
    assert [pair["mentor"] for pair in data["pairs"]] == names
    alone = json.loads(told(home, "E01", names[1], "--format", "json"))
    assert alone == data["pairs"][1]
