"""A run read back says the same as when it was made."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from hsr_match.config import Settings
from hsr_match.errors import UsageError
from hsr_match.insight import explain_matching, read_run
from hsr_match.insight.outcome import Outcome
from hsr_match.matching import given_problem, solve
from tests.insight.runs import chosen, mentee, mentor, run
from tests.insight.tables import table

STARTED = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def stored(outcome: Outcome, home: Path) -> Path:
    """Write the documents of a run, without the reports."""
    from hsr_match.reports.documents import documents_with, json_bytes

    documents = documents_with(outcome, {})
    home.mkdir()
    for name, content in documents.files.items():
        (home / name).write_bytes(content)
    (home / "match.json").write_bytes(json_bytes(documents.manifest))
    return home


@pytest.fixture
def answers() -> Outcome:
    mentors = [
        mentor(1, offers={"teaching": 3}, organisation="a", places=2, places_max=3),
        mentor(2, offers={"confidence": None}, lived_experience_offered=("lgbt",)),
        mentor(3, offers={"teaching": 2}, reserve=True),
    ]
    mentees = [
        mentee(1, needs={"teaching": 1}, organisation="a"),
        mentee(2, needs={"confidence": 3}, experience_wanted=("lgbt",)),
        mentee(3, needs={"teaching": 2}, preferred_mentors=(("id:r01", "id:r02"),)),
        mentee(4, needs={"confidence": 2}, not_these=("id:r01",)),
    ]
    made = run(
        mentees,
        mentors,
        chosen(pins=[("E01", "R01")]),
        past_pairs=frozenset({("id:e02", "id:r01")}),
    )
    return Outcome(
        made.settings,
        made.problem,
        made.matching,
        made.insight,
        (),
        STARTED,
        made.cohort,
        made.scores,
        seconds={"solve": 0.5},
    )


def test_a_cohort_comes_back_whole(answers: Outcome, tmp_path: Path) -> None:
    home = stored(answers, tmp_path / "run")
    for path in (home, home / "match.json", str(home)):
        back = read_run(path)
        assert back.insight == answers.insight
        assert back.settings == answers.settings
        assert back.cohort == answers.cohort
        assert back.matching.pairs == answers.matching.pairs
        assert back.kind == "cohort"
        assert back.started == STARTED
        assert back.seconds == {"solve": 0.5}
        assert back.mentee_name(0) == "Mentee 1"
        mine, theirs = back.matching.certificate, answers.matching.certificate
        assert mine is not None
        assert theirs is not None
        assert mine.rungs == theirs.rungs
        assert mine.mentees.tolist() == theirs.mentees.tolist()
        assert mine.mentors.tolist() == theirs.mentors.tolist()
        assert (back.matching.reference is None) == (answers.matching.reference is None)


def test_given_scores_come_back_whole(tmp_path: Path) -> None:
    given = table(3, 2, {(0, 0): 125, (0, 1): -50, (1, 0): 100, (2, 1): 7}, decimals=1)
    settings = Settings()
    problem = given_problem(given, settings)
    matching = solve(problem)
    insight = explain_matching(problem, matching, settings, given=given)
    made = Outcome(settings, problem, matching, insight, (), STARTED, given=given)
    back = read_run(stored(made, tmp_path / "run"))
    assert back.kind == "scores"
    assert back.insight == insight
    assert back.matching.pairs == matching.pairs
    assert back.mentor_name(0) == ""


def test_given_scores_with_a_cohort_keep_the_names(tmp_path: Path) -> None:
    people = run([mentee(1)], [mentor(1, reserve=True), mentor(2)]).cohort
    given = replace(
        table(1, 2, {(0, 0): 3, (0, 1): 2}),
        mentees=("E01",),
        mentors=("R01", "R02"),
        cohort=people,
    )
    settings = chosen(pins=[("mentee 1", "mentor 2")])
    problem = given_problem(given, settings)
    matching = solve(problem)
    insight = explain_matching(problem, matching, settings, cohort=people, given=given)
    made = Outcome(settings, problem, matching, insight, (), STARTED, cohort=people, given=given)
    back = read_run(stored(made, tmp_path / "run"))
    assert back.insight == insight
    assert back.kind == "scores"
    assert back.mentee_name(0) == "Mentee 1"
    assert back.matching.pairs == ((0, 1),)


@pytest.mark.parametrize("name", ["missing", "empty", "file.txt"])
def test_what_is_no_run_folder_is_said_to_be_none(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").write_text("pairs")
    with pytest.raises(UsageError, match=r"not a run folder: it holds no match\.json"):
        read_run(tmp_path / name)


def test_broken_files_are_refused_with_a_next_step(answers: Outcome, tmp_path: Path) -> None:
    home = stored(answers, tmp_path / "run")
    manifest = json.loads((home / "match.json").read_text("utf-8"))
    for change, message in (
        ({"format": "hsr-match/run/9"}, "is not of the format"),
        ({"pairs": [{**manifest["pairs"][0], "score": 1}]}, "do not fit together"),
        ({"pairs": [{**manifest["pairs"][0], "mentor": "R99"}]}, "do not fit together"),
        ({"settings": {**manifest["settings"], "no_such": 1}}, "settings of the run"),
    ):
        (home / "match.json").write_text(json.dumps({**manifest, **change}), "utf-8")
        with pytest.raises(UsageError, match=message) as caught:
            read_run(home)
        assert caught.value.advice
    (home / "match.json").write_text(json.dumps(manifest), "utf-8")
    people = json.loads((home / "cohort.json").read_text("utf-8"))
    people["mentors"][0]["answers"]["offers"] = {}
    for content, message in (
        (json.dumps(people), "do not fit together"),
        ("{", r"cohort\.json cannot be read"),
    ):
        (home / "cohort.json").write_text(content, "utf-8")
        hashes = {"cohort.json": sha256(content.encode()).hexdigest()}
        edited = {**manifest, "outputs": {**manifest["outputs"], **hashes}}
        (home / "match.json").write_text(json.dumps(edited), "utf-8")
        with pytest.raises(UsageError, match=message):
            read_run(home)
    (home / "cohort.json").unlink()
    with pytest.raises(UsageError, match=r"cohort\.json cannot be read"):
        read_run(home)
    (home / "match.json").write_text("{", "utf-8")
    with pytest.raises(UsageError, match=r"match\.json cannot be read"):
        read_run(home)


def test_pins_stand_although_they_were_typed_as_names(tmp_path: Path) -> None:
    made = run(
        [mentee(1, needs={"teaching": 1})],
        [mentor(j, offers={"teaching": 3}) for j in (1, 2)],
        chosen(pins=[("Mentee 1", "mentor 2")]),
    )
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
    back = read_run(stored(outcome, tmp_path / "run"))
    assert back.insight == replace(made.insight)
    assert back.insight.pairs[0].pinned
