"""One explanation feeds every report, whatever kind of run it is.

The example run has its tests, and planted faults, in ``test_one_explanation.py``.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hsr_match.errors import UsageError
from hsr_match.insight import brief, read_run
from hsr_match.insight.briefing.model import Briefing
from tests.cli.edited import edit_csv, manifest, run
from tests.documents import ROOT
from tests.explained import files, views
from tests.reports.page.reading import read

COUPLED = """\
rules: {spread: {organisation: 1}, group: preferred}
apart: [{mentees: [E01, E02, E24], by: Chair, reason: one team}]
together: [{mentees: [E05, E10], by: Chair, reason: both asked}]
"""

SETTINGS = {
    "couplings": COUPLED,
    "several mentors": "rules: {mentors_per_mentee: 2}\n",
    "worst first": "fairness: {objective: worst_first}\n",
    "decided": "{}\n",
}

DECIDED = {
    "E01": {"status": "approved"},
    "E03": {"status": "declined"},
    "E04": {"status": "approved", "reason": "both asked"},
    "E05": {"status": "declined", "reason": "moving away"},
    "E20": {"status": "approved", "mentor_id": "R07", "mentor_name": ""},
}

NAMED: dict[str, Callable[[Briefing], list[str]]] = {
    "screen": views.made_screen,
    "panel": views.made_panel,
    "letters": views.made_letters,
}


@pytest.fixture(scope="module", params=[*SETTINGS, "scores alone"])
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of the example, as the command wrote it."""
    folder = tmp_path_factory.mktemp("kind")
    shutil.copy(ROOT / "examples" / "cohort.csv", folder)
    commands = [("solve", "cohort.csv", "-c", "s.yaml", "-o", "run", "-q")]
    if request.param == "scores alone":
        commands = [
            ("score", "cohort.csv", "-o", "scores.csv", "-q"),
            ("solve", "--scores", "scores.csv", "-o", "run", "-q"),
        ]
    else:
        (folder / "s.yaml").write_text(SETTINGS[request.param], "utf-8")
    for words in commands:
        ended = run(*words, cwd=folder)
        assert ended.returncode == 0, ended.stderr
    if request.param != "decided":
        return folder / "run"
    edit_csv(folder / "run", folder / "edited.csv", DECIDED)
    ended = run("approve", "run", "edited.csv", "--by", "Panel", "-o", "new", cwd=folder)
    assert ended.returncode == 0, ended.stderr
    return folder / "new"


@pytest.fixture(scope="module")
def named(home: Path) -> Briefing:
    return brief(read_run(home), named=True)


@pytest.fixture(scope="module")
def nameless(home: Path) -> Briefing:
    return brief(read_run(home), named=False)


def test_the_files(home: Path, named: Briefing, nameless: Briefing) -> None:
    """The list and the record speak of people by id, page and workbook by name."""
    _, figure = views.figures(named)
    for told in views.page_views((home / "report.html").read_bytes()):
        assert views.shown(told, named) == []
    told = views.csv_views((home / "pairings.csv").read_bytes())
    assert views.wrong(told, nameless, figure) == []
    assert views.wrong(views.manifest_views(manifest(home)), nameless, views.units) == []
    for name, told in views.workbook_views((home / "pairings.xlsx").read_bytes()).items():
        assert views.wrong(told, nameless if name == "Pairs" else named, figure) == [], name


@pytest.mark.parametrize("report", NAMED)
def test_what_is_made_of_it(named: Briefing, report: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hsr_match.cli.explain_text._width", lambda: 1_000)
    if report == "letters" and named.outcome.kind == "scores":
        with pytest.raises(UsageError, match="knows nobody's name or address"):
            NAMED[report](named)
        return
    assert NAMED[report](named) == []


def test_the_data_of_a_pair(nameless: Briefing) -> None:
    assert views.made_json(nameless) == []


def test_everybody_is_told_of(home: Path, named: Briefing) -> None:
    """These runs have pairs, and people left without, so that nothing passes for want of either."""
    assert len(named.pairs) == len(manifest(home)["pairs"]) > 30
    assert named.unmatched


def test_a_remedy_that_nobody_tried_says_so_everywhere(home: Path, named: Briefing) -> None:
    """What counting does not show is labelled in the same words, until ``explain`` tries it."""
    from hsr_match.reports import outcome_text

    entry = named.unmatched[-1]
    flow = named.outcome.problem.is_flow
    label = "might make room: not checked by solving again."
    cells = files.table_rows((home / "pairings.csv").read_bytes())
    sheets = files.sheets_of((home / "pairings.xlsx").read_bytes())
    told = [
        " ".join(row["why"] for row in cells if row["status"] == "unmatched"),
        " ".join(row["what_would_help"] for row in sheets["Unmatched"]),
        read((home / "report.html").read_bytes()).at("unmatched").text,
        read(views.report_of(named, "panel")["panel.html"]).text,
        outcome_text(named.outcome, width=1_000, colour=False),
        json.dumps([entry.told.remedy for entry in named.unmatched]),
    ]
    assert [label in words for words in told] == [not flow] * len(told)
    mentee = named.outcome.problem.mentee_label(entry.told.mentee)
    for form in ("table", "json"):
        ended = run("explain", home.name, mentee, "--format", form, cwd=home.parent)
        assert ended.returncode == 0, ended.stderr
        assert "not checked" not in ended.stdout
        assert entry.told.remedy == "" or flow or "One more place" in ended.stdout
