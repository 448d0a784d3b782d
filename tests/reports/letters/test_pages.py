"""The page for a panel and the summary for trustees."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from hsr_match.insight.outcome import Outcome
from hsr_match.reports.letters.counts import counts_of
from hsr_match.reports.letters.write import report_for
from tests.reports.letters.rounds import outcome_of, people
from tests.reports.outcomes import given_outcome


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    there = people(
        E1={"not_these": "R2", "conflicts": ""},
        E2={"needs": "wellbeing_balance:3; promotion:2"},
        R2={"offers": "wellbeing_balance:3; promotion:3"},
    )
    return outcome_of(tmp_path_factory.mktemp("round"), there)


@pytest.fixture(scope="module")
def page(outcome: Outcome) -> str:
    return report_for(outcome, "panel").files["panel.html"].decode()


def test_a_sheet_for_each_pair_and_each_mentee_left(page: str) -> None:
    assert page.count('class="sheet"') == 3
    assert page.count('class="decision"') == 3
    sheet = page.split('class="sheet"')[1]
    for text in (
        "Ann Lee",
        "Dee Kaur",
        "Professor, Southport",
        "Planning a career",
        "Approved",
        "Decided by",
    ):
        assert text in sheet
    assert "Stays without this round" in page.split('class="sheet"')[3]


def test_no_contacts_refusals_or_gated_answers_stand_on_it(page: str) -> None:
    assert "@" not in re.sub(r"@(page|media)", "", page)
    assert "Balance" not in page
    assert "wellbeing" not in page
    assert "one confidential need" in page
    assert "told in confidence" in page


def test_rules_are_a_list_and_no_command_stands_on_it(page: str) -> None:
    assert "<li>Mentor and mentee work for different organisations.</li>" in page
    assert "hsr-match" not in page


def test_a_refusal_reads_not_available(page: str) -> None:
    assert "Not possible: not available" in page.split('class="sheet"')[1]


def test_pages_load_nothing(page: str, outcome: Outcome) -> None:
    for html in (page, report_for(outcome, "trustees").files["trustees.html"].decode()):
        style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
        assert style
        assert policy
        digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
        told = policy[1].replace("&#39;", "'").replace("&#43;", "+")
        assert f"style-src 'sha256-{digest}'" in told
        assert "default-src 'none'" in told
        assert not re.search(r"https?:|src=|href=|<script|style=", html)


def test_given_scores_make_a_page_of_ids() -> None:
    made = replace(given_outcome(), given=None)
    text = report_for(made, "trustees").files["trustees.md"].decode()
    assert "fewer than 5" in text
    assert "of 100 points" not in text


def test_nothing_is_claimed_of_what_given_scores_rest_on(outcome: Outcome) -> None:
    for made, said in ((given_outcome(), False), (outcome, True)):
        for text in report_for(made, "trustees").files.values():
            assert ("Age, years since anything" in text.decode()) is said
            assert ("The scores were given to the program" in text.decode()) is not said


def test_trustees_hear_of_nobody(outcome: Outcome) -> None:
    for content in report_for(outcome, "trustees").files.values():
        text = content.decode()
        for word in ("Ann", "Dee", "Norbridge", "E1", "R1", "example.org", "Professor"):
            assert word not in text
        assert "No person has approved these pairs yet" in text
        assert "not in" not in text


def test_help_in_part_does_not_count_as_an_offer(tmp_path: Path) -> None:
    """R1 is comfortable with one thing that E1 asks for, and could help with the other."""
    there = people(
        E1={"needs": "career_planning:3; promotion:1; methods_skill:2"},
        R1={"methods": "ethnography:use"},
    )
    needs = counts_of(outcome_of(tmp_path, there)).needs
    told = {need.need: (need.asked, need.helped) for need in needs}
    assert told["Planning a career"] == (1, 1)
    assert told["Promotion and progression"] == (1, 0)
    assert told["Learning a method"] == (1, 0)


def test_a_small_round_has_totals_alone(outcome: Outcome) -> None:
    text = report_for(outcome, "trustees").files["trustees.md"].decode()
    assert text.count("fewer than 5") >= 3
    assert "##" in text
    assert "Score of the pair" not in text
    assert "too few pairs to say more" in text


def test_small_groups_can_be_drawn_wider(outcome: Outcome) -> None:
    text = report_for(outcome, "trustees", small=10).files["trustees.md"].decode()
    assert "fewer than 10" in text


def test_an_empty_side_gives_pages_all_the_same(tmp_path: Path, outcome: Outcome) -> None:
    nobody = replace(
        outcome,
        matching=replace(outcome.matching, pairs=()),
        insight=replace(outcome.insight, pairs=()),
    )
    assert "fewer than 5" in report_for(nobody, "trustees").files["trustees.md"].decode()
    assert set(report_for(nobody, "mentor").files) == {"letters.csv"}
