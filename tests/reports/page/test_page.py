"""``report.html``: whole, safe and readable whatever is in it, and the same as the files."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsr_match.config import load_settings
from hsr_match.insight.briefing.model import Briefing, Chart, Figure, QualityPart
from hsr_match.reports.page import (
    assets,
    document,
    report_html,
    section_ground,
    section_pairs,
    section_people,
)
from hsr_match.reports.page.run_data import json_text
from tests.insight.briefings import bare, told
from tests.insight.runs import chosen, mentee, mentor, run
from tests.matching.problems import problem
from tests.reports.briefings import briefing
from tests.reports.outcomes import given_outcome, outcome
from tests.reports.page.reading import Element, check, data_of, read

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)\' {{ 7 * 7 }} {% raw %} &amp;',
)
NAMES = (*HOSTILE, "שרה כהן", "👩🏽‍🔬 Zoë", "]]><!--", "\u2028\u2029", "a" * 300)


def charted(made: Briefing, *charts: Chart) -> Briefing:
    return replace(made, charts=charts)


LOAD = Chart(
    "load", "Load", "Read so.", ("Mentor", "Mentees", "Places", "At most"), (("R01", 1, 1, 2),)
)


def page_of(made: Briefing) -> Element:
    return check(report_html(made))


def scored() -> Briefing:
    """Three mentees and two mentors, scored from answers, solved and explained."""
    people = [
        mentee(1, needs={"research_funding": 2, "teaching": 3}),
        mentee(2, needs={"leadership": 3}),
        mentee(3, needs={"research_funding": 1}),
    ]
    mentors = [
        mentor(1, offers={"research_funding": 3, "teaching": 2}, places=1),
        mentor(2, offers={"leadership": 2}, places=1),
    ]
    return told(run(people, mentors), named=True)


def hand_made(**changes: object) -> Briefing:
    return charted(briefing(**changes), LOAD)  # type: ignore[arg-type]


def test_a_page_is_whole_safe_and_readable() -> None:
    """Tags, ids, references, headings, tables, labels and drawings; of both kinds of run."""
    for made in (scored(), hand_made(), hand_made(made=given_outcome())):
        page_of(made)


def test_the_policy_lets_exactly_this_script_and_this_style_run() -> None:
    """The hashes are those of what stands between the tags, byte for byte."""
    content = report_html(hand_made())
    tree = read(content)
    policy = next(
        meta.attributes["content"]
        for meta in tree.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in policy
    (style,) = re.findall(rb"<style>(.*?)</style>", content, re.DOTALL)
    (script,) = re.findall(rb"<script>(.*?)</script>", content, re.DOTALL)
    for rule, part in (("style-src", style), ("script-src", script)):
        digest = base64.b64encode(hashlib.sha256(part).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"


def test_every_script_and_style_of_the_package_is_on_the_page() -> None:
    """None is forgotten in the order, and none reaches for the network."""
    for suffix, names in (("js", assets.SCRIPTS), ("css", assets.STYLES)):
        assert {path.name for path in assets.HOME.glob(f"*.{suffix}")} == set(names)
    everything = assets.script() + assets.style()
    for word in ("http:", "https:", "fetch(", "XMLHttpRequest", "WebSocket", "innerHTML", "eval("):
        assert word not in everything
    assert re.findall(r"url\(|@import|import\(", everything) == []


def test_nothing_on_the_page_leads_elsewhere() -> None:
    """No address stands in the example's page at all, so a copy on a stick is the same."""
    assert b"://" not in report_html(hand_made())


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_never_markup(name: str) -> None:
    """Whatever people are called, they are text: in rows, in data, in labels."""
    made = hand_made(made=outcome(mentees=(name, name, name), mentors=(name, name)))
    page = report_html(made)
    tree = check(page)
    assert b"<img" not in page
    assert len(list(tree.all("script"))) == page.count(b"</script>")
    (first, *_) = tree.at("pairs-table").one("tbody").all("tr")
    assert name.split()[:1] == next(iter(first.all("bdi"))).raw.split()[:1]
    assert data_of(tree)["mentees"][0] == ["E01", name]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_data_survive_and_cannot_end_their_block(text: str) -> None:
    said = json_text({"text": text})
    assert json.loads(said) == {"text": text}
    assert not set(said) & set("<>&\u2028\u2029")


def test_the_page_says_what_the_files_say() -> None:
    """Names, scores, places and reasons of every pair, in the order of ``pairings.csv``."""
    made = scored()
    found = made.outcome
    rows = list(page_of(made).at("pairs-table").one("tbody").all("tr"))
    assert len(rows) == len(found.insight.pairs) == 2
    for row, pair in zip(rows, found.insight.pairs, strict=True):
        cells = [c for c in row.children if isinstance(c, Element)]
        assert cells[0].text == f"Mentee {pair.mentee + 1} E{pair.mentee + 1:02}"
        assert cells[1].text == f"Mentor {pair.mentor + 1} R{pair.mentor + 1:02}"
        assert cells[2].attributes["data-value"] == str(pair.score)
        assert abs(Decimal(cells[2].text) - Decimal(pair.score) / 10_000) <= Decimal("0.05")
        assert cells[4].text.startswith(pair.why)
        assert all(caution.text in cells[4].text for caution in pair.cautions)


def test_the_bars_of_a_pair_add_up_to_its_score() -> None:
    """Each bar begins where the one before it ended, and the last ends at the score."""
    made = scored()
    pairs = data_of(page_of(made))["pairs"]
    assert len(pairs) == len(made.pairs)
    for data, detail in zip(pairs, made.pairs, strict=True):
        lines = [line for _, _, rows in data[5] for line in rows]
        assert len(lines) == len(detail.rows)
        reached = 0.0
        for line in lines:
            start, width = line[5], line[6]
            assert start == pytest.approx(reached, abs=0.02)
            reached = start + width
        assert reached == pytest.approx(detail.score / 10_000, abs=0.02)


def test_points_taken_off_go_back() -> None:
    """A broken preference is a bar that goes to the left, and is marked as one."""
    people = [mentee(1, needs={"research_funding": 2}, department="A")]
    mentors = [mentor(1, offers={"research_funding": 3}, department="A", places=1)]
    made = told(run(people, mentors, chosen(department="preferred")), named=True)
    assert made.pairs[0].rows[-1].units < 0
    *_, (_, _, rows) = data_of(page_of(made))["pairs"][0][5]
    assert rows[-1][8] == 1
    assert rows[-1][5] == pytest.approx(made.pairs[0].score / 10_000, abs=0.02)


def test_equal_briefings_give_equal_bytes() -> None:
    assert report_html(scored()) == report_html(scored())


def test_whoever_is_not_named_is_not_named() -> None:
    """A briefing without names gives a page without names."""
    made = replace(scored(), named=False)
    page = report_html(replace(made, unmatched=(), pairs=(), charts=(), advice=(), mentors=()))
    assert b"Mentee 1" not in page
    assert b"E01" in page


@pytest.mark.parametrize(
    "scores",
    [np.zeros((0, 0)), np.zeros((0, 2)), [[5]], [[0]], [[-3, 7], [2, 2]]],
    ids=["nobody", "no mentees", "one pair", "zero", "below zero"],
)
def test_cohorts_of_nobody_and_of_one(scores: Any) -> None:
    """Given scores without people: no side, one person, nothing or less than nothing."""
    tree = page_of(told(bare(problem(scores, scale=1))))
    assert tree.at("pairs").text
    assert data_of(tree)["kind"] == "scores"


def test_a_mentor_without_places_and_one_with_too_many() -> None:
    made = told(bare(problem([[3, 4], [2, 1], [5, 5]], places=[0, 3], scale=1)))
    rows = list(page_of(made).at("mentors-table").one("tbody").all("tr"))
    assert "nobody" in rows[0].text
    assert "3 of 3 places wanted" in rows[1].text


def test_a_run_that_was_stopped_says_so() -> None:
    """Not proven is not called proven, on the page neither."""
    made = scored()
    stopped = replace(made.outcome, matching=replace(made.outcome.matching, status="feasible"))
    text = page_of(told(stopped)).at("summary").text
    assert "not proven best possible" in text
    assert "Proven best possible" not in text


def test_long_lists_are_cut_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the stated sizes, the page names the file that holds the rest."""
    monkeypatch.setattr(section_pairs, "MOST_PAIRS", 1)
    monkeypatch.setattr(section_people, "MOST_MENTORS", 1)
    monkeypatch.setattr(section_people, "MOST_UNMATCHED", 0)
    tree = page_of(hand_made())
    assert len(list(tree.at("pairs-table").one("tbody").all("tr"))) == 1
    assert "1 more stand in pairings.csv" in tree.at("pairs").text
    assert "1 more stand in the workbook" in tree.at("mentors").text
    assert len(data_of(tree)["pairs"]) == 1


def test_rows_beyond_the_first_are_shown_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are all in the page: for paper, for search, and where there is no script."""
    monkeypatch.setattr(document, "ROWS_AT_ONCE", 1)
    rows = list(page_of(hand_made()).at("pairs-table").one("tbody").all("tr"))
    assert [row.attributes.get("class", "") for row in rows] == ["", "beyond"]


def test_what_people_decided_stands_in_the_rows() -> None:
    made = hand_made()
    (first, second) = page_of(made).at("pairs-table").one("tbody").all("tr")
    assert first.attributes["data-status"] == "proposed"
    assert "data-locked" not in first.attributes
    assert "data-locked" in second.attributes
    assert second.attributes["data-cautions"] == "thin_evidence"


def test_quality_tables_are_shown_with_their_figures() -> None:
    part = QualityPart(
        "needs",
        "Needs",
        "Half are met.",
        (Figure("Met", "1 of 2", "counted twice"),),
        Chart("supply", "Scarce", "Few offer these.", ("Need", "Offers"), (("Funding", 1_200),)),
    )
    text = page_of(replace(hand_made(), quality=(part,))).at("quality").text
    for said in ("Half are met.", "1 of 2", "counted twice", "Scarce", "Few offer these.", "1,200"):
        assert said in text


def test_technical_words_stand_at_the_end_alone() -> None:
    """Solver words are for whoever checks the run, in its own section."""
    tree = page_of(scored())
    for section in tree.one("main").all("section"):
        if section.attributes["id"] in ("run", "settings"):
            continue
        words = section.text.lower()
        for word in ("dual", "potentials", "objective function", "flow", "optimal", "certificate"):
            assert word not in words, section.attributes["id"]


def test_given_scores_claim_no_answers_and_no_weights() -> None:
    """What such a run did not use is neither promised nor listed as used."""
    tree = page_of(hand_made(made=given_outcome()))
    assert "answers" not in next(tree.at("pairs").all("p")).text
    listed = [row.one("th").text for row in tree.at("settings-table").one("tbody").all("tr")]
    assert {"rules.quality_floor", "rules.order", "solver.seed"} <= set(listed)
    foreign = ("weights", "scoring", "fairness", "consent", "criteria", "rules.language")
    assert not [path for path in listed if path.startswith(foreign)]


def test_settings_left_out_for_given_scores_are_settings() -> None:
    """A setting that is called otherwise one day must not slip back into the list."""
    plain = load_settings("default").as_json()
    for path in section_ground.UNUSED_BY_GIVEN | section_ground.UNUSED_WITHOUT_PEOPLE:
        here = plain
        for part in path.split("."):
            assert part in here, path
            here = here[part]


def test_ranks_are_called_ranks() -> None:
    """As on the screen and in the workbook; places are those of mentors."""
    headings = [cell.text for cell in page_of(hand_made()).at("pairs-table").one("thead").all("th")]
    assert "Rank" in headings
    assert "Place" not in headings


@pytest.mark.parametrize("name", ["pairs-table", "mentors-table"])
def test_tables_that_become_cards_state_their_roles(name: str) -> None:
    """Rows laid out as blocks are rows to a screen reader only if they say so."""
    table = page_of(scored()).at(name)
    roles = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    assert table.attributes["role"] == "table"
    for element in table.all("thead", "tbody", "tr", "td", "th"):
        if element.tag == "th":
            expected = {"col": "columnheader", "row": "rowheader"}[element.attributes["scope"]]
        else:
            expected = roles[element.tag]
        assert element.attributes.get("role") == expected, element.tag
        if element.tag == "td" and "actions" not in element.attributes.get("class", ""):
            assert element.attributes["data-heading"]
