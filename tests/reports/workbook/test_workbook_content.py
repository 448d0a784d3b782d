"""What stands in the workbook is what the briefing holds, and nothing told in confidence."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hsr_match import build_problem, load_settings, read_cohort, score_pairs, solve
from hsr_match.cohort.model import SourceFile
from hsr_match.insight import Briefing, brief, explain_matching
from hsr_match.insight.gate import CONFIDENTIAL_NEED, SHARED_EXPERIENCE
from hsr_match.insight.labels import criterion_label
from hsr_match.insight.outcome import Outcome
from hsr_match.reports import pairings_xlsx
from hsr_match.reports.workbook import alternatives as workbook_alternatives
from hsr_match.reports.workbook import why as workbook_why
from hsr_match.reports.workbook.book import sheets_of
from tests.insight.test_confidence import everything_gated, found
from tests.reports.briefings import briefing, detail
from tests.reports.outcomes import given_outcome, outcome

EXAMPLES = Path(__file__).parents[3] / "examples"
Row = dict[str, Any]


@pytest.fixture(scope="module")
def example() -> Briefing:
    """The example cohort, matched and explained."""
    settings = load_settings("default")
    cohort = read_cohort([EXAMPLES / "cohort.csv"], settings)
    scores = score_pairs(cohort, settings)
    problem = build_problem(cohort, scores, settings)
    matching = solve(problem)
    insight = explain_matching(problem, matching, settings, cohort=cohort, scores=scores)
    started = datetime(2026, 9, 1, tzinfo=UTC)
    sources = (SourceFile("cohort.csv", "ab" * 32, 90),)
    made = Outcome(settings, problem, matching, insight, sources, started, cohort, scores)
    return brief(made, named=True)


@pytest.fixture(scope="module")
def sheets(example: Briefing) -> dict[str, list[Row]]:
    """Every sheet of its workbook, read back."""
    return tables(example)


def tables(made: Briefing) -> dict[str, list[Row]]:
    """Return sheet → rows, without the note below a table; empty cells as empty text."""
    book = openpyxl.load_workbook(io.BytesIO(pairings_xlsx(made)))
    read = {}
    for page, sheet in zip(book, sheets_of(made), strict=True):
        heading, *rows = page.iter_rows(values_only=True, max_col=len(sheet.heading))
        cells = [["" if cell is None else cell for cell in row] for row in rows]
        if sheet.note:
            assert cells[len(sheet.rows) :] == [
                [""] * len(heading),
                [sheet.note, *[""] * (len(heading) - 1)],
            ]
        read[page.title] = [
            dict(zip(heading, row, strict=True)) for row in cells[: len(sheet.rows)]
        ]
    return read


def figure(made: Briefing, units: float | None) -> float | str:
    """Return points with four decimals, from units; worked out in another way than the sheet."""
    return "" if units is None else round(float(units) / 10_000, 4)


def test_pairs_say_what_the_briefing_says(example: Briefing, sheets: dict[str, list[Row]]) -> None:
    """Names, scores, points, reasons and cautions of each pair."""
    made = example.outcome
    rows = {(row["mentee_id"], row["mentor_id"]): row for row in sheets["Pairs"]}
    for told in example.pairs:
        row = rows.pop(
            (made.problem.mentee_label(told.mentee), made.problem.mentor_label(told.mentor))
        )
        assert row["mentee_name"] == made.mentee_name(told.mentee)
        assert row["mentor_name"] == made.mentor_name(told.mentor)
        assert row["score"] == figure(example, told.score)
        assert row["mentee_rank"] == told.rank
        assert {name: row[name] for name in told.criteria} == {
            name: figure(example, units) for name, units in told.criteria.items()
        }
        assert row["why"] == told.why
        assert row["cautions"] == " ".join(caution.text for caution in told.cautions)
        assert (row["status"], row["locked"]) == ("proposed", "no")
    left = [row for row in sheets["Pairs"] if row["status"] == "unmatched"]
    assert list(rows) == [(row["mentee_id"], "") for row in left]
    assert len(left) == len(example.unmatched)


def test_the_lines_of_a_pair_are_those_of_the_briefing(
    example: Briefing, sheets: dict[str, list[Row]]
) -> None:
    """Every line with both answers, adding up to the score."""
    made, rows = example.outcome, iter(sheets["Why"])
    for told in example.pairs:
        total = 0.0
        for line in told.rows:
            row = next(rows)
            assert row["mentee_id"] == made.problem.mentee_label(told.mentee)
            assert row["mentor_id"] == made.problem.mentor_label(told.mentor)
            assert row["criterion"] == criterion_label(line.criterion)
            assert not line.item or row["item"] == line.item
            assert row["points"] == figure(example, line.units)
            assert row["of"] == pytest.approx(line.possible / 10_000, abs=6e-5)
            assert (row["mentee_answer"], row["mentor_answer"]) == (
                line.mentee_answer,
                line.mentor_answer,
            )
            total += row["points"]
        assert total == pytest.approx(told.score / 10_000, abs=1e-6)
    assert next(rows, None) is None


def test_alternatives_are_those_of_the_briefing(
    example: Briefing, sheets: dict[str, list[Row]]
) -> None:
    """In order, with bar and price; people left without a mentor have theirs as well."""
    made = example.outcome
    listed: dict[str, list[Row]] = defaultdict(list)
    for row in sheets["Alternatives"]:
        listed[row["mentee_id"]].append(row)
    told = [(pair.mentee, pair.alternatives) for pair in example.pairs]
    told += [(entry.told.mentee, entry.alternatives) for entry in example.unmatched]
    assert len(listed) == len({mentee for mentee, others in told if others})
    for mentee, others in told:
        rows = listed[made.problem.mentee_label(mentee)]
        for row, other in zip(rows, others, strict=True):
            assert row["mentor_id"] == made.problem.mentor_label(other.mentor)
            assert row["mentor_name"] == made.mentor_name(other.mentor)
            assert row["score"] == figure(example, other.score)
            assert row["rank"] == ("" if other.rank is None else other.rank)
            assert row["barred_by"] == "; ".join(other.barred_by)
            assert row["free_places"] == other.free
            assert row["price"] == other.price
            assert row["mentees_now"].count("E") + row["mentees_now"].count("B") == len(
                other.taken_by
            )


def test_unmatched_people_have_their_reason_rivals_and_remedies(
    example: Briefing, sheets: dict[str, list[Row]]
) -> None:
    made, (row, *left_out) = example.outcome, sheets["Unmatched"]
    (entry,) = example.unmatched
    assert row["id"] == made.problem.mentee_label(entry.told.mentee)
    assert row["why"] == entry.told.sentence
    assert tuple(row["what_would_help"].split("\n")) == entry.remedies_words
    assert len(row["competes_with"].split(", ")) == len(entry.rivals)
    assert [other["id"] for other in left_out] == [e.person.id for e in made.cohort.excluded]


def test_mentors_needs_rules_and_run_hold_the_rest(
    example: Briefing, sheets: dict[str, list[Row]]
) -> None:
    """Each mentor once or once for each mentee; counts as charted; every sentence of the head."""
    made = example.outcome
    first: dict[str, Row] = {}
    for row in sheets["By mentor"]:
        first.setdefault(row["mentor_id"], row)
    for mentor in example.mentors:
        row = first[made.problem.mentor_label(mentor.mentor)]
        assert (row["places"], row["mentees"]) == (mentor.places, len(mentor.mentees))
        assert row["one_more_place"] == mentor.one_more_words
        assert row["if_they_withdraw"] == mentor.leaves_words
    (chart,) = (chart for chart in example.charts if chart.kind == "supply")
    counts = [row for row in sheets["Needs"] if not row["mentee_id"]]
    assert [tuple(row[name] for name in ("need", *chart.heading[1:])) for row in counts] == list(
        chart.rows
    )
    rules = [(row["rule"], row["pairs_barred"], row["without_it"]) for row in sheets["Rules"]]
    assert rules == [(rule.rule, rule.barred, rule.gained_words) for rule in example.rules]
    said = [row["value"] for row in sheets["Run"]]
    assert said[: len(example.headline)] == list(example.headline)
    for sentence in (
        example.pricing_words,
        *(advice.sentence for advice in example.advice),
        *(part.verdict for part in example.quality),
    ):
        assert sentence in said


def test_needs_stand_beside_those_who_asked(
    example: Briefing, sheets: dict[str, list[Row]]
) -> None:
    """Below a need's counts every pair that it matters to; confidential ones beside nobody."""
    asked = {
        (line.item, example.outcome.problem.mentee_label(told.mentee))
        for told in example.pairs
        for line in told.rows
        if line.criterion == "needs"
    }
    plain = {entry for entry in asked if entry[0] not in (CONFIDENTIAL_NEED, SHARED_EXPERIENCE)}
    assert len(plain) < len(asked)
    people = [row for row in sheets["Needs"] if row["mentee_id"]]
    assert {(row["need"], row["mentee_id"]) for row in people} == plain
    assert len({row["need"] for row in people}) == len(
        [row for k, row in enumerate(people) if k == 0 or people[k - 1]["need"] != row["need"]]
    )


def test_nothing_told_in_confidence_is_in_any_part_of_the_file() -> None:
    """Neither in a cell nor in a comment, a name of a sheet or the properties."""
    for made in everything_gated():
        started = datetime(2026, 1, 1, tzinfo=UTC)
        told = Outcome(
            *(made.settings, made.problem, made.matching, made.insight, (), started),
            *(made.cohort, made.scores),
        )
        for named in (True, False):
            with zipfile.ZipFile(io.BytesIO(pairings_xlsx(brief(told, named=named)))) as parts:
                for name in parts.namelist():
                    assert found(name + parts.read(name).decode()) == [], name


def test_given_scores_have_nothing_behind_them() -> None:
    """The sheets say so instead of standing empty without a word."""
    made = briefing(given_outcome(), charts=())
    by_name = {sheet.name: sheet for sheet in sheets_of(made)}
    assert by_name["Why"].rows == ()
    assert "given" in by_name["Why"].note
    assert by_name["Needs"].note
    assert [row["score"] for row in tables(made)["Pairs"][:2]] == [3.1, 5.0]


def test_nobody_at_all() -> None:
    """A run without pairs, people or rules is a workbook all the same."""
    made = outcome()
    empty = replace(made, insight=replace(made.insight, pairs=(), unmatched=()), cohort=None)
    nobody = briefing(made, pairs=(), unmatched=(), mentors=(), rules=(), charts=(), advice=())
    told = tables(replace(nobody, outcome=empty))
    assert [name for name, rows in told.items() if rows] == ["Run"]
    assert all(sheet.note for sheet in sheets_of(replace(nobody, outcome=empty))[2:-1])


def test_a_long_cohort_is_shortened_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The weakest pairs keep their lines; everybody keeps an alternative."""
    monkeypatch.setattr(workbook_why, "MOST_ROWS", 3)
    monkeypatch.setattr(workbook_alternatives, "MOST_ROWS", 3)
    made = briefing()
    by_name = {sheet.name: sheet for sheet in sheets_of(made)}
    assert {row[0] for row in by_name["Why"].rows} == {"E02"}
    assert "1 of 2 pairs" in by_name["Why"].note
    assert [row[0] for row in by_name["Alternatives"].rows] == ["E01", "E02", "E03"]
    assert "1 alternative of each mentee" in by_name["Alternatives"].note
    run = {row["what"]: row["value"] for row in tables(made)["Run"]}
    assert by_name["Why"].note in run["Sheet Why"]


def test_too_many_pairs_to_explain_point_elsewhere() -> None:
    """Where the briefing explains no pair the sheets hand on its note."""
    made = briefing(pairs=(), unmatched=(), note="See elsewhere.")
    by_name = {sheet.name: sheet for sheet in sheets_of(made)}
    assert by_name["Why"].note == by_name["Alternatives"].note == "See elsewhere."


def test_nobodys_alternative_is_a_mentor_whom_they_have() -> None:
    """With several mentors each is among the alternatives of the other pair."""
    made = outcome()
    first, second = made.insight.pairs
    both = (first, replace(second, mentee=0))
    made = replace(made, insight=replace(made.insight, pairs=both))
    told = briefing(made, unmatched=())
    other = told.pairs[0].alternatives[0]
    third = replace(other, mentor=0)
    told = replace(
        told, pairs=tuple(detail(made, pair, other, third) for pair in made.insight.pairs)
    )
    (sheet,) = (sheet for sheet in sheets_of(told) if sheet.name == "Alternatives")
    assert sheet.rows == ()
