"""Pairs of earlier rounds, recognised by key or e-mail."""

import json
from pathlib import Path

import pytest

from hsr_match.cohort import cohort_document, read_cohort
from hsr_match.errors import CohortProblems, UsageError
from tests.cohort.sheets import codes, defaults, write

NOW = """
id | role | name | email
E1 | mentee | Ann | ann@example.org
E2 | mentee | Bo | bo@example.org
R1 | mentor | Cy | cy@example.org
R2 | mentor | Di | di@example.org
"""


def run_folder(folder: Path, people: str, pairs: str, name: str = "last") -> str:
    """A run folder of an earlier round: its cohort, and its list of pairs."""
    (folder / "then").mkdir(exist_ok=True)
    then = read_cohort([write(folder / "then", people)], defaults())
    run = folder / name
    run.mkdir()
    (run / "cohort.json").write_text(json.dumps(cohort_document(then)), encoding="utf-8")
    write(run, pairs, "pairings.csv")
    return str(run)


def past(tmp_path: Path, *history: str) -> tuple[frozenset[tuple[str, str]], set[str]]:
    cohort = read_cohort([write(tmp_path, NOW)], defaults(), history=history)
    return cohort.past_pairs, codes(cohort.notices)


def test_a_list_of_pairs_by_id_email_or_name(tmp_path: Path) -> None:
    path = write(tmp_path, "mentee|mentor|year\ne1|R2|2025\nbo@example.org|cy|2024", "past.csv")
    assert past(tmp_path, path) == ({("id:e1", "id:r2"), ("id:e2", "id:r1")}, set())


def test_earlier_people_who_are_gone_are_passed_over_aloud(tmp_path: Path) -> None:
    path = write(tmp_path, "mentee|mentor\nE1|R9\nE2|R1", "past.csv")
    assert past(tmp_path, path) == ({("id:e2", "id:r1")}, {"past-pair-unknown"})


@pytest.mark.parametrize(
    ("statuses", "kept"),
    [
        (("approved", "proposed", "unmatched"), {("id:e1", "id:r1")}),
        (("proposed", "proposed", "unmatched"), {("id:e1", "id:r1"), ("id:e2", "id:r2")}),
        (("declined", "proposed", "unmatched"), {("id:e2", "id:r2")}),
    ],
)
def test_approved_pairs_count_else_proposals(
    tmp_path: Path, statuses: tuple[str, ...], kept: set[tuple[str, str]]
) -> None:
    one, two, three = statuses
    pairs = f"mentee_id|mentor_id|status\nE1|R1|{one}\nE2|R2|{two}\nE3||{three}"
    then = NOW + "E3 | mentee | Eve | eve@example.org"
    assert past(tmp_path, run_folder(tmp_path, then, pairs)) == (kept, set())


def test_people_with_new_ids_are_known_by_their_email(tmp_path: Path) -> None:
    """Ids were issued last year (E01, R01) and are given now."""
    then = "name|role|email\nAnn|mentee|ANN@example.org\nCy|mentor|cy@example.org"
    run = run_folder(tmp_path, then, "mentee_id|mentor_id|status\nE01|R01|proposed")
    assert past(tmp_path, run)[0] == {("id:e1", "id:r1")}


def test_people_who_are_gone_keep_the_key_they_had(tmp_path: Path) -> None:
    then = NOW.replace("cy@", "old@").replace("R1", "R7")
    run = run_folder(tmp_path, then, "mentee_id|mentor_id|status\nE1|R7|proposed")
    assert past(tmp_path, run)[0] == {("id:e1", "id:r7")}


def test_a_run_of_given_scores_knows_ids_alone(tmp_path: Path) -> None:
    run = tmp_path / "scores-run"
    run.mkdir()
    document = {"format": "hsr-match/scores/1", "mentees": ["E1"], "mentors": ["R2"]}
    (run / "scores.json").write_text(json.dumps(document), encoding="utf-8")
    write(run, "mentee_id|mentor_id|status\nE1|R2|proposed", "pairings.csv")
    assert past(tmp_path, str(run))[0] == {("id:e1", "id:r2")}


def test_what_is_no_run_folder_is_a_usage_error(tmp_path: Path) -> None:
    for name, content in (("empty", None), ("list-only", "x"), ("broken", "{")):
        folder = tmp_path / name
        folder.mkdir()
        if content is not None:
            write(folder, "mentee_id|mentor_id\nE1|R1", "pairings.csv")
        if content == "{":
            (folder / "cohort.json").write_text(content, encoding="utf-8")
        with pytest.raises(UsageError):
            past(tmp_path, str(folder))


def test_a_list_without_the_columns_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, "who|whom\nE1|R1", "past.csv")
    with pytest.raises(CohortProblems) as caught:
        past(tmp_path, path)
    assert "missing-column" in codes(caught.value.problems)


def without(tmp_path: Path, *history: str) -> dict[str, int]:
    cohort = read_cohort([write(tmp_path, NOW)], defaults(), history=history)
    return dict(cohort.rounds_without)


def test_who_had_no_mentor_in_the_last_round_is_known_from_its_run(tmp_path: Path) -> None:
    pairs = "mentee_id|mentor_id|status\nE1|R1|proposed\nE2||unmatched"
    assert without(tmp_path, run_folder(tmp_path, NOW, pairs)) == {"id:e1": 0, "id:e2": 1}


def test_a_pair_that_was_declined_is_none(tmp_path: Path) -> None:
    pairs = "mentee_id|mentor_id|status\nE1|R1|approved\nE2|R2|declined"
    assert without(tmp_path, run_folder(tmp_path, NOW, pairs)) == {"id:e1": 0, "id:e2": 1}


def test_rounds_in_a_row_count_back_from_the_last(tmp_path: Path) -> None:
    head = "mentee_id|mentor_id|status\n"
    folders = [
        run_folder(tmp_path, NOW, head + rows, f"round-{k}")
        for k, rows in enumerate(
            ["E1||unmatched\nE2||unmatched", "E1|R1|proposed\nE2||unmatched", "E1||unmatched"]
        )
    ]
    assert without(tmp_path, *folders[:2]) == {"id:e1": 0, "id:e2": 2}
    # The last round does not name E2: their own word counts, not the records.
    assert without(tmp_path, *folders) == {"id:e1": 1}


def test_a_list_is_read_by_year_not_by_row(tmp_path: Path) -> None:
    rows = "mentee|mentor|year\nE1||2025\nE1|R1|2023\nE2|R2|2025\nE1||2024\nE9||2025"
    path = write(tmp_path, rows, "past.csv")
    assert without(tmp_path, path) == {"id:e1": 2, "id:e2": 0}


def test_without_history_nobody_is_listed(tmp_path: Path) -> None:
    assert without(tmp_path) == {}
