"""Proposals: likely fields for unknown headings, with evidence that tells nobody's answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from hsr_match.cohort.proposals import Proposal, propose_columns
from tests.cohort.sheets import defaults, settings, write


def proposed(tmp_path: Path, text: str) -> dict[str, Proposal]:
    return {p.heading: p for p in propose_columns([write(tmp_path, text)], defaults())}


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("In which setting is your work?", ["Acute", "Community"], "setting"),
        ("How many people can you take on?", ["2", "1"], "places"),
        ("Your job title now", ["Fellow", "Dean"], "job_title"),
        # The answers tell what the heading does not.
        ("Box 7", ["Weekday mornings; Friday", "Tuesday"], "availability"),
        ("Type", ["mentor", "mentee"], "role"),
    ],
)
def test_heading_and_answers_lead_to_a_field(
    tmp_path: Path, heading: str, cells: list[str], field: str
) -> None:
    rows = "\n".join(f"R{n}|{cell}" for n, cell in enumerate(cells))
    assert proposed(tmp_path, f"id|{heading}\n{rows}")[heading].targets[0] == field


def test_what_is_known_or_set_aside_is_not_proposed(tmp_path: Path) -> None:
    text = "Timestamp|Email Address|role|setting|Gender|Age band|Score\n|a@b.org|mentee||||"
    assert proposed(tmp_path, text) == {}


def test_what_is_like_nothing_has_no_target(tmp_path: Path) -> None:
    found = proposed(tmp_path, "id|role|Zzxq\nE1|mentee|qqq")
    assert found["Zzxq"].targets == ()


def test_answers_that_do_not_fit_speak_against_a_heading(tmp_path: Path) -> None:
    """*Setting of your holidays* is no research setting, whatever the words are like."""
    text = "id|role|Research settings, please\nE1|mentee|Blue\nE2|mentee|Green"
    assert "setting" not in proposed(tmp_path, text)["Research settings, please"].targets


def test_a_field_that_has_its_column_is_not_proposed_again(tmp_path: Path) -> None:
    text = "id|role|Employer|Your employer's name\nE1|mentee|A|B"
    assert "organisation" not in proposed(tmp_path, text)["Your employer's name"].targets


def test_a_grid_is_one_line(tmp_path: Path) -> None:
    text = "id|role|Help with? [Teaching]|Help with? [Caring and work]|Fun? [Yes]\n"
    found = proposed(tmp_path, text + "E1|mentee|Useful|Important|1\nE2|mentee||Useful|2")
    assert found["Help with?"].targets == ("needs",)
    assert "Fun? [Yes]" in found


def test_a_statement_alone_is_one_item(tmp_path: Path) -> None:
    """In a sheet that no service is known to have written, one line for each."""
    text = "id|role|Caring and work\nR1|mentor|Strong\nR2|mentor|Could"
    assert proposed(tmp_path, text)["Caring and work"].targets[0] == "offer_caring_and_work"


def test_one_heading_in_both_forms_may_be_a_field_of_each(tmp_path: Path) -> None:
    mentees = write(tmp_path, "id|Areas, if any\nE1|Teaching;Confidence", "mentees.csv")
    mentors = write(tmp_path, "id|Areas, if any\nR1|Teaching;Promotion", "mentors.csv")
    (one,) = propose_columns([mentees, mentors], defaults())
    assert one.targets[0] == "needs/offers"
    assert one.tables == (mentees, mentors)


def test_evidence_is_counted_for_plain_fields_only(tmp_path: Path) -> None:
    """Labels of the list stand for cells; of confidential fields nothing is said."""
    text = "id|role|Settings of work|Experience wished for in a mentor\n"
    rows = [
        "E1|mentee|acute; Prisons|LGBT+; Part-time working",
        "E2|mentee|Acute|Part-time working",
        "E3|mentee|Acute|Disabled, or a long-term condition",
        "E4|mentee|Social care|Neurodivergent",
        "E5|mentee|Acute|A career break",
    ]
    found = proposed(tmp_path, text + "\n".join(rows))
    assert found["Settings of work"].evidence == "4 of 5 answers fit (Acute; Social care)"
    assert found["Experience wished for in a mentor"].targets[0] == "experience_wanted"
    assert found["Experience wished for in a mentor"].evidence == ""


def test_what_the_settings_map_is_done(tmp_path: Path) -> None:
    path = write(tmp_path, "id|role|Where?\nE1|mentee|Acute")
    assert propose_columns([path], settings(columns={"Where?": "setting"})) == ()
