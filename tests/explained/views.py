"""Every report of a run, read back and set against the explanation model."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from hsr_match.insight import brief
from hsr_match.insight.briefing.model import Briefing
from hsr_match.insight.outcome import Outcome
from tests.explained import files, letters, page, panel, screen
from tests.explained.model import as_given, decimals, differences, left_of, pairs_of
from tests.reports.page.reading import data_of, read

Views = tuple[Mapping[Any, Any], Mapping[str, Any]]
"""What is told of pairs, and of mentees without a mentor."""

UNITS = 10**6


def units(figure: float) -> float:
    """A figure as data carry it."""
    return figure


ONE, FOUR = decimals(UNITS, 1), decimals(UNITS, 4)


def figures(briefing: Briefing) -> tuple[Callable[[float], Any], Callable[[float], Any]]:
    """Return how scores are said to people, and how they stand in files for people."""
    if briefing.outcome.kind == "cohort":
        return ONE, FOUR
    given = as_given(briefing.outcome.problem.scale)
    return lambda units: given(units).rstrip("0").rstrip("."), given


def wrong(told: Views, briefing: Briefing, figure: Callable[[float], Any]) -> list[str]:
    """Return where a report tells something else than the model, or nothing of somebody."""
    pairs, left = pairs_of(briefing, figure), left_of(briefing, figure)
    assert pairs
    assert left
    missing = [f"nothing of {key}" for key in (*pairs, *left) if key not in {**told[0], **told[1]}]
    return [*missing, *differences(told[0], pairs), *differences(told[1], left)]


def shown(told: Views, briefing: Briefing) -> list[str]:
    """Return what is wrong where scores stand as people say them."""
    figure, _ = figures(briefing)
    return wrong(told, briefing, figure)


def screen_views(briefing: Briefing) -> Views:
    from hsr_match.cli.explain_text import ExplainText
    from hsr_match.insight.briefing.ground import ground

    text = ExplainText(ground(briefing.outcome, named=True), colour=False, unicode=True)
    problem = briefing.outcome.problem
    pairs = {
        (problem.mentee_label(pair.mentee), problem.mentor_label(pair.mentor)): screen.screen_pair(
            text.pair(pair)
        )
        for pair in briefing.pairs
    }
    left = {
        problem.mentee_label(entry.told.mentee): screen.screen_left(text.left(entry))
        for entry in briefing.unmatched
    }
    return pairs, left


def json_views(briefing: Briefing) -> Views:
    from hsr_match.cli.explaining import left_as_json, pair_as_json

    outcome = briefing.outcome
    pairs = [json.loads(json.dumps(pair_as_json(outcome, pair))) for pair in briefing.pairs]
    left = [left_as_json(outcome, entry) for entry in briefing.unmatched]
    return (
        {(found["mentee"], found["mentor"]): files.json_pair(found) for found in pairs},
        {found["mentee"]: files.json_left(found) for found in left},
    )


def page_views(content: bytes) -> tuple[Views, Views]:
    """Return what the page holds as data, and what stands on it without a script."""
    tree = read(content)
    left = page.page_left(tree)
    return (page.page_pairs(data_of(tree)), left), (page.page_table(tree), left)


def csv_views(content: bytes) -> Views:
    rows = files.table_rows(content)
    return files.list_pairs(rows), files.list_left(rows)


def workbook_views(content: bytes) -> dict[str, Views]:
    """Return what each sheet tells; Pairs and Why tell of pairs alone."""
    sheets = files.sheets_of(content)
    left = files.sheet_left(sheets)
    others = files.sheet_others(sheets)
    # Given scores come without answers: there is no reckoning.
    why = {"Why": (files.sheet_why(sheets), left)} if sheets["Why"] else {}
    return {
        "Pairs": (files.list_pairs(sheets["Pairs"]), files.list_left(sheets["Pairs"])),
        **why,
        "Alternatives": (
            {key: told for key, told in others.items() if isinstance(key, tuple)},
            {key: told for key, told in others.items() if isinstance(key, str)},
        ),
    }


def manifest_views(manifest: Mapping[str, Any]) -> Views:
    left = {entry["mentee"]: {"reason": entry["reason"]} for entry in manifest["unmatched"]}
    return files.manifest_pairs(manifest), left


def report_of(briefing: Briefing, audience: Any) -> Mapping[str, bytes]:
    from hsr_match.reports.letters.write import report_for

    return report_for(briefing.outcome, audience).files


def unfounded(briefing: Briefing, audience: str) -> list[str]:
    """Return the sentences of letters that the model does not bear out, all as one list."""
    problem = briefing.outcome.problem
    rows: dict[str, list[Any]] = {}
    for pair in briefing.pairs:
        label = problem.mentee_label if audience == "mentee" else problem.mentor_label
        rows.setdefault(label(getattr(pair, audience)), []).extend(pair.rows)
    table = files.table_rows(report_of(briefing, audience)["letters.csv"])
    told = len(table) if briefing.outcome.decided is None else _approved(briefing.outcome)
    assert sum(bool(row["reasons"]) for row in table) > min(told, len(rows)) / 2
    return [
        f"{row['id']}: {sentence}"
        for row in table
        for sentence in letters.unfounded(row["reasons"], rows.get(row["id"], []))
    ]


def _approved(outcome: Outcome) -> int:
    """Count the pairs of which letters tell once people have decided on some."""
    return sum(outcome.status_of(i, j) == "approved" for i, j in outcome.matching.pairs)


# What is wrong in each report, made here and now.


def made_page(briefing: Briefing) -> list[str]:
    from hsr_match.reports.page import report_html

    return [one for told in page_views(report_html(briefing)) for one in shown(told, briefing)]


def made_workbook(briefing: Briefing) -> list[str]:
    from hsr_match.reports.workbook.book import pairings_xlsx

    nameless = brief(briefing.outcome, named=False)
    _, figure = figures(briefing)
    return [
        one
        for name, told in workbook_views(pairings_xlsx(briefing)).items()
        for one in wrong(told, nameless if name == "Pairs" else briefing, figure)
    ]


def made_list(briefing: Briefing) -> list[str]:
    from hsr_match.reports.pairs_csv import pairings_csv

    _, figure = figures(briefing)
    return wrong(csv_views(pairings_csv(briefing.outcome)), briefing, figure)


def made_manifest(briefing: Briefing) -> list[str]:
    from hsr_match.reports.match_json import manifest

    return wrong(manifest_views(manifest(briefing.outcome, {})), briefing, units)


def made_panel(briefing: Briefing) -> list[str]:
    tree = read(report_of(briefing, "panel")["panel.html"])
    return shown(panel.panel_sheets(tree), briefing)


def made_screen(briefing: Briefing) -> list[str]:
    return shown(screen_views(briefing), briefing)


def made_json(briefing: Briefing) -> list[str]:
    return wrong(json_views(briefing), briefing, units)


def made_letters(briefing: Briefing) -> list[str]:
    return unfounded(briefing, "mentee")
