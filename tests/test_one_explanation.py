"""One explanation feeds every report: what they tell of the example is the same everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest
from click.testing import CliRunner

from hsr_match.insight import brief, read_run
from hsr_match.insight.briefing.model import Briefing
from tests.cli.running import run
from tests.documents import ROOT
from tests.explained import files, screen, views
from tests.explained.model import differences, pairs_of
from tests.explained.views import FOUR, ONE, units, wrong


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of the example, made by the command."""
    folder = tmp_path_factory.mktemp("one") / "run"
    ended = run("solve", str(ROOT / "examples" / "cohort.csv"), "-o", str(folder))
    assert ended.returncode == 0, ended.stderr
    return folder


@pytest.fixture(scope="module")
def named(home: Path) -> Briefing:
    return brief(read_run(home), named=True)


@pytest.fixture(scope="module")
def nameless(home: Path) -> Briefing:
    return brief(read_run(home), named=False)


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen on which nothing wraps."""
    monkeypatch.setattr("hsr_match.cli.explain_text._width", lambda: 1_000)


@pytest.mark.usefixtures("wide")
def test_the_command_says_the_same(home: Path, named: Briefing, nameless: Briefing) -> None:
    """Explained one at a time, some pairs as the command explains them."""
    from hsr_match.cli.explain import explain

    for pair in nameless.pairs[::9]:
        key = tuple(
            getattr(nameless.outcome.problem, f"{role}_label")(getattr(pair, role))
            for role in ("mentee", "mentor")
        )
        said = {}
        for form in ("table", "json"):
            words = [str(home), *key, "--format", form]
            ended = CliRunner().invoke(explain, words, standalone_mode=False)
            assert ended.exception is None
            said[form] = ended.stdout
        told = {key: files.json_pair(json.loads(said["json"]))}
        assert [*differences(told, pairs_of(nameless, units))] == []
        told = {key: screen.screen_pair(said["table"])}
        assert [*differences(told, pairs_of(named, ONE))] == []


def test_the_page(home: Path, named: Briefing) -> None:
    data, table = views.page_views((home / "report.html").read_bytes())
    assert wrong(data, named, ONE) == []
    assert wrong(table, named, ONE) == []


def test_the_list(home: Path, nameless: Briefing) -> None:
    assert wrong(views.csv_views((home / "pairings.csv").read_bytes()), nameless, FOUR) == []


def test_the_workbook(home: Path, named: Briefing, nameless: Briefing) -> None:
    sheets = views.workbook_views((home / "pairings.xlsx").read_bytes())
    for name, told in sheets.items():
        assert wrong(told, nameless if name == "Pairs" else named, FOUR) == [], name


def test_the_manifest(home: Path, named: Briefing) -> None:
    manifest = json.loads((home / "match.json").read_bytes())
    assert wrong(views.manifest_views(manifest), named, units) == []


@pytest.mark.parametrize("audience", ["mentee", "mentor"])
def test_letters(named: Briefing, audience: str) -> None:
    """Every fact of a reason stands in the reckoning of the pair."""
    assert views.unfounded(named, audience) == []


# All reports, made here and now; and a test that cannot fail is none: planted faults are found.


Fault = Callable[[Any], Callable[..., Any]]
"""From what a report does to what it does wrong."""


def another(words: str) -> Fault:
    """Say something else, always the same."""
    return lambda _was: lambda *_values, **_named: words


def without_last(was: Any) -> Callable[..., Any]:
    return lambda *values: was(*values)[:-1]


def swapped(*places: int) -> Fault:
    """Swap cells of a row."""

    def fault(was: Any) -> Callable[..., Any]:
        def swap(*values: Any) -> list[Any]:
            row = list(was(*values))
            one, other = places
            row[one], row[other] = row[other], row[one]
            return row

        return swap

    return fault


def off_by(much: int) -> Fault:
    """Say the next figure."""
    return lambda was: lambda self, figure, *more: was(self, figure + much, *more)


def next_rank(was: Any) -> Callable[..., Any]:
    return lambda self, rank: was(self, (rank or 0) + 1)


def one_unit_more(was: Any) -> Callable[..., Any]:
    return lambda units, outcome: was(units and units + 1, outcome)


def first_left_out(_was: Any) -> Callable[..., Any]:
    return lambda briefing: briefing.pairs[1:]


def all_shared(_was: Any) -> Callable[..., Any]:
    return lambda mentee, _mentor, name: mentee.get(name) or ()


def all_taught(_was: Any) -> Callable[..., Any]:
    return lambda mentee, _mentor: dict.fromkeys(mentee.get("methods") or {}, "teach")


REPORTS = "hsr_match.reports"
SCORE = "50.0 points of 100; 1st in this"
LEAST = 500
"""Units that show with one decimal of a point, as often as not."""

Report = Callable[[Briefing], list[str]]

FAULTS: list[tuple[Report, str, Fault]] = [
    (views.made_page, f"{REPORTS}.page.run_data._line", swapped(3, 4)),
    (views.made_page, f"{REPORTS}.page.run_data._line", swapped(1, 2)),
    (views.made_page, f"{REPORTS}.page.run_data._other", swapped(1, 2)),
    (views.made_page, f"{REPORTS}.page.run_data._other", swapped(1, 6)),
    (views.made_page, f"{REPORTS}.page.document.pair_lines", without_last),
    (views.made_page, f"{REPORTS}.page.section_people.reason_label", another("barred")),
    (views.made_page, f"{REPORTS}.page.speaking.Speaking.rank", next_rank),
    (views.made_page, "hsr_match.insight.words.Scale.text", off_by(LEAST)),
    (views.made_list, f"{REPORTS}.pairs_csv.file_figure", another("50.0000")),
    (views.made_list, f"{REPORTS}.pairs_csv._cells", swapped(4, 6)),
    (views.made_list, f"{REPORTS}.pairs_csv._cells", swapped(-4, -3)),
    (views.made_workbook, f"{REPORTS}.workbook.pairs.cell_figure", one_unit_more),
    (views.made_workbook, f"{REPORTS}.workbook.why._cells", swapped(4, 5)),
    (views.made_workbook, f"{REPORTS}.workbook.why.shown_pairs", first_left_out),
    (views.made_workbook, f"{REPORTS}.workbook.alternatives._cells", swapped(4, 7)),
    (views.made_workbook, f"{REPORTS}.workbook.unmatched.help_words", another("Nothing.")),
    (views.made_workbook, f"{REPORTS}.workbook.unmatched.why_words", another("So it is.")),
    (views.made_manifest, f"{REPORTS}.match_json._pairs", without_last),
    (views.made_panel, f"{REPORTS}.letters.panel._Panel._price", another("Nothing")),
    (views.made_panel, f"{REPORTS}.letters.panel._Panel.score", another(SCORE)),
    (views.made_panel, f"{REPORTS}.letters.panel.criterion_label", another("needs")),
    (views.made_screen, "hsr_match.cli.explain_text.ExplainText._points", another("50.0 points")),
    (views.made_screen, "hsr_match.cli.explain_text.ExplainText._now", another("1 place free")),
    (views.made_screen, "hsr_match.cli.explain_text.criterion_label", another("needs")),
    (views.made_json, "hsr_match.cli.explaining._alternatives", another("")),
    (views.made_letters, f"{REPORTS}.letters.reasons.help_with", another("whole")),
    (views.made_letters, f"{REPORTS}.letters.reasons._both", all_shared),
    (views.made_letters, f"{REPORTS}.letters.reasons.methods_in_common", all_taught),
]  # fmt: skip


REPORTS_MADE = list(dict.fromkeys(report for report, _, _ in FAULTS))
BY_ID = (views.made_list, views.made_json)
"""What may travel: people by id."""


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize("report", REPORTS_MADE)
def test_reports_without_a_fault(named: Briefing, nameless: Briefing, report: Report) -> None:
    assert report(nameless if report in BY_ID else named) == []


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize(("report", "place", "fault"), FAULTS)
def test_planted_faults_are_found(
    named: Briefing,
    nameless: Briefing,
    monkeypatch: pytest.MonkeyPatch,
    report: Report,
    place: str,
    fault: Fault,
) -> None:
    head, _, last = place.rpartition(".")
    home = resolve_name(head)
    monkeypatch.setattr(home, last, fault(getattr(home, last)))
    assert report(nameless if report in BY_ID else named)
