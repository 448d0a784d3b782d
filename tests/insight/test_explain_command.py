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
    assert words != ("E99",) or "no mentee or mentor 'E99'" in str(result.exception)


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


def outcome_of(made: Any) -> Outcome:
    found = made.settings, made.problem, made.matching, made.insight
    return Outcome(*found, (), STARTED, made.cohort, made.scores)


@pytest.mark.parametrize("word", ["R02", "r02", "mentor 2"])
def test_a_mentor_is_told_as_one(home: Path, word: str) -> None:
    text = " ".join(told(home, word).split())
    assert text.startswith("R02 Mentor 2, a mentor Places used: 1 of 1 place wanted. Their mentees")
    assert "E02 Mentee 2 " in text
    assert "proposed Also wanted by nobody else." in text
    assert "One more place would change nothing. Withdrawing: one mentee fewer" in text


def test_a_mentor_is_told_from_the_briefing(tmp_path: Path) -> None:
    """The facts of the page and of the workbook, of every mentor, one in reserve, one with two."""
    from hsr_match.insight import brief, read_run

    mentors = [
        mentor(1, offers={"teaching": 3}, places=2, places_max=3, places_min=1),
        mentor(2, offers={"teaching": 2}),
        mentor(3, offers={"teaching": 3}, reserve=True),
    ]
    made = run([mentee(i, needs={"teaching": 2}) for i in range(1, 5)], mentors)
    home = stored(outcome_of(made), tmp_path / "run")
    briefing = brief(read_run(home), named=False)
    label = briefing.outcome.problem.mentee_label
    assert briefing.mentors
    for entry in briefing.mentors:
        word = briefing.outcome.problem.mentor_label(entry.mentor)
        data = json.loads(told(home, word, "--format", "json"))
        assert data["mentees"] == [label(i) for i in entry.mentees]
        assert data["also_wanted_by"] == [label(i) for i in entry.also_wanted_by]
        for name in ("places", "places_min", "places_max", "reserve", "more_wanted"):
            assert data[name] == getattr(entry, name)
        assert data["one_more_words"] == entry.one_more_words
        assert data["leaves_words"] == entry.leaves_words
        text = " ".join(told(home, word).split())
        assert entry.one_more_words in text
        assert entry.leaves_words in text
        for i in (*entry.mentees, *entry.also_wanted_by):
            assert label(i) in text
        assert ("Held in reserve." in text) == entry.reserve


def test_somebody_who_is_both_is_told_as_both(tmp_path: Path) -> None:
    from dataclasses import replace

    both = replace(mentee(1, needs={"teaching": 2}), id="B01")
    made = run(
        [both, mentee(2, needs={"teaching": 1})],
        [mentor(1, offers={"teaching": 3}), replace(mentor(2, offers={"teaching": 1}), id="B01")],
    )
    home = stored(outcome_of(made), tmp_path / "run")
    text = told(home, "B01")
    assert text.startswith("B01 Mentee 1 with R01")
    assert "B01 Mentor 2, a mentor" in text
    data = json.loads(told(home, "B01", "--format", "json"))
    assert (data["mentee"], data["mentor"]) == ("B01", "R01")
    assert (data["as_mentor"]["mentor"], data["as_mentor"]["mentees"]) == ("B01", ["E02"])


def test_where_a_place_has_no_price_it_is_said_why(tmp_path: Path) -> None:
    loads = {"places": 2, "places_min": 2}
    mentors = [mentor(j, offers={"teaching": 3 - j}, **loads) for j in range(3)]
    made = run([mentee(k, needs={"teaching": 2}) for k in (1, 2)], mentors)
    text = " ".join(told(stored(outcome_of(made), tmp_path / "run"), "R02").split())
    assert "A limit ties pairs together, so one change asks for others." in text
    assert "One more place" not in text


def test_several_mentors_have_exact_prices_on_the_screen_and_as_json(tmp_path: Path) -> None:
    mentors = [mentor(j, offers={"teaching": 3 - j}, organisation=f"o{j}") for j in range(3)]
    made = run([mentee(1, needs={"teaching": 2}, mentors_wanted=2)], mentors)
    home = stored(outcome_of(made), tmp_path / "run")
    text = " ".join(told(home, "E01").split())
    assert "at least" not in text
    data = json.loads(told(home, "E01", "--format", "json"))
    others = [other for pair in data["pairs"] for other in pair["alternatives"]]
    lost = {other["mentor"]: other["lost"] for other in others}
    assert list(lost["R02"]) == ["mentees", "pairs", "objective"]
    assert lost["R02"]["objective"] > 0
    assert (lost["R02"]["mentees"], lost["R02"]["pairs"]) == (0, 0)
    place = " ".join(told(home, "R02").split())
    assert "One more place would change nothing." in place
