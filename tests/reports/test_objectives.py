"""The table of objectives on the screen, in the manifest and in the workbook."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import openpyxl

from hsr_match.insight.objectives import objective_table
from hsr_match.insight.outcome import Outcome
from hsr_match.reports import manifest, outcome_text, pairings_xlsx
from hsr_match.reports.documents import json_bytes
from hsr_match.reports.objectives import RULED_OUT, TITLE
from tests.reports.briefings import briefing
from tests.reports.outcomes import given_outcome, outcome


def with_table(made: Outcome) -> Outcome:
    return replace(made, objectives=objective_table(made.problem, made.matching))


def test_the_table_on_the_screen() -> None:
    """Names, figures in points, costs in per cent, a mark on the one used; 80 columns hold it."""
    text = outcome_text(with_table(outcome()), width=80, colour=False)
    assert TITLE in text
    table = text[text.index(TITLE) :].split("\n\n")[0]
    assert table == (
        "What each choice of fairness would give\n"
        "                                 Total  Mean  Worst  10 %  Matched   Costs\n"
        "Highest total *                  113.3  56.7   41.0  41.0        2  0.00 %\n"
        "Balanced, mild (alpha 0.5)       113.3  56.7   41.0  41.0        2  0.00 %\n"
        "Balanced, medium (alpha 1)       113.3  56.7   41.0  41.0        2  0.00 %\n"
        "Balanced, strong (alpha 2)       113.3  56.7   41.0  41.0        2  0.00 %\n"
        "Worst match first                113.3  56.7   41.0  41.0        2  0.00 %\n"
        "Highest floor, none below 41.00  113.3  56.7   41.0  41.0        2  0.00 %\n"
        "10 %: a tenth of the pairs score no more than this. Costs: what the total falls\n"
        "short of the highest one. * used for the pairs above."
    )
    assert max(map(len, table.splitlines())) <= 80


def test_no_table_unless_asked_for() -> None:
    plain = outcome()
    assert TITLE not in outcome_text(plain, width=80, colour=False)
    assert "objectives" not in manifest(plain, {})
    book = openpyxl.load_workbook(io.BytesIO(pairings_xlsx(briefing(plain))))
    assert "Objectives" not in book.sheetnames


def test_the_manifest_holds_whole_numbers_only() -> None:
    made = manifest(with_table(given_outcome()), {})
    assert made["objectives"][0] == {
        "kind": "total",
        "alpha": "0",
        "name": "Highest total",
        "used": True,
        "proven": True,
        "matched": 2,
        "pairs": 2,
        "total": 81,
        "worst": 31,
        "tenth_percentile": 31,
        "lost": 0,
    }
    assert json.loads(json_bytes(made))["objectives"] == made["objectives"]
    assert not any(isinstance(v, float) for row in made["objectives"] for v in row.values())


def test_the_sheet_says_the_same() -> None:
    book = openpyxl.load_workbook(io.BytesIO(pairings_xlsx(briefing(with_table(outcome())))))
    assert book.sheetnames[-2:] == ["Objectives", "Run"]
    heading, first, *rest = book["Objectives"].iter_rows(values_only=True)
    assert heading == (
        *("objective", "used", "matched", "total", "mean", "worst"),
        *("tenth_percentile", "costs_percent"),
    )
    assert first == ("Highest total", "yes", 2, 113.3457, 56.6728, 41.0001, 41.0001, 0)
    assert len(rest) == 5


def test_an_objective_ruled_out_is_said_to_be() -> None:
    made = with_table(outcome())
    rows = tuple(
        replace(row, figures=None, lost=None, price=None) if row.kind == "worst_first" else row
        for row in made.objectives
    )
    made = replace(made, objectives=rows)
    assert RULED_OUT in outcome_text(made, width=80, colour=False).replace("\n", " ")
    assert "total" not in manifest(made, {})["objectives"][4]
    book = openpyxl.load_workbook(io.BytesIO(pairings_xlsx(briefing(made))))
    assert RULED_OUT in str(book["Objectives"]["A6"].value)
