"""Qualtrics: three heading rows, a column per choice, rehearsals, metadata."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from hsr_match.cohort import read_cohort
from hsr_match.cohort.reading import read_tables
from hsr_match.errors import CohortProblems
from hsr_match.problems import Level
from tests.cohort.sheets import codes, defaults, found, settings, where, write_rows

OWN = {
    "StartDate": ("Start Date", "2026-01-12 09:00:00"),
    "EndDate": ("End Date", "2026-01-12 09:29:58"),
    "Status": ("Response Type", "IP Address"),
    "IPAddress": ("IP Address", "192.0.2.1"),
    "Finished": ("Finished", "True"),
    "RecordedDate": ("Recorded Date", "2026-01-12 09:30:00"),
    "ResponseId": ("Response ID", "R_1"),
    "LocationLatitude": ("Location Latitude", "52.4"),
    "UserLanguage": ("User Language", "EN"),
    "Q1": ("Work email", "a@example.org"),
    "Q2": ("I am applying as", "Mentee"),
}


def survey(
    tmp_path: Path, questions: Sequence[str] = (), *people: Sequence[str], **changes: str
) -> str:
    """A survey; `changes` are answers of the first person to the service's own columns."""
    asked = [f"Q3_{n}" for n in range(1, len(questions) + 1)]
    codes_row = [*OWN, *asked]
    texts = [*(text for text, _ in OWN.values()), *questions]
    imports = [json.dumps({"ImportId": code}) for code in codes_row]
    rows = []
    for n, answers in enumerate(people or [["" for _ in questions]]):
        own = {code: value for code, (_, value) in OWN.items()}
        own |= {"Q1": f"p{n}@example.org", **(changes if n == 0 else {})}
        rows.append([*own.values(), *answers])
    return write_rows(tmp_path, [codes_row, texts, imports, *rows])


def test_the_texts_of_the_second_row_are_the_headings(tmp_path: Path) -> None:
    (table,) = read_tables(survey(tmp_path, ["Setting"], ["Acute"])).tables
    assert table.headings[-1] == "Setting"
    assert table.codes[-1] == "Q3_1"
    assert (table.heading_row, table.rows[0].number) == (2, 4)


def test_a_blank_text_is_replaced_by_its_code(tmp_path: Path) -> None:
    """Embedded data have no question."""
    given = settings(columns={"Q3_1": "person_id"})
    path = survey(tmp_path, [""], ["E7"])
    assert read_cohort([path], given).mentees[0].id == "E7"


def test_codes_may_stand_in_the_settings(tmp_path: Path) -> None:
    given = settings(columns={"q3_1": "setting"})
    cohort = read_cohort([survey(tmp_path, ["Where, roughly?"], ["Acute"])], given)
    assert cohort.mentees[0].get("setting") == ("acute",)
    assert "no-such-column" not in codes(cohort.notices)


def test_one_column_per_choice_is_one_answer(tmp_path: Path) -> None:
    """Ticked choices repeat their text; a choice with commas or dashes in it is one choice."""
    path = survey(
        tmp_path,
        [
            "What can you offer? - Selected Choice - Teaching",
            "What can you offer? - Selected Choice - Managing upwards, a difficult relationship",
            "Lived experience you are happy to share - Disabled, or a long-term condition",
            "Lived experience you are happy to share - Part-time working",
            "Setting - Selected Choice",
        ],
        ["Teaching", "", "Disabled, or a long-term condition", "", "Acute,Community"],
        Q2="Mentor",
    )
    (person,) = read_cohort([path], settings(consent=_on_form())).mentors
    assert person.get("offers") == {"teaching": None}
    assert person.get("lived_experience_offered") == ("disabled_ltc",)
    assert person.get("setting") == ("acute", "community")


def _on_form() -> object:
    from hsr_match.config.settings import Consent

    return Consent(special="on_form")


def test_ticks_in_several_columns_are_tied_and_numbers_are_places(tmp_path: Path) -> None:
    questions = ["Topics - Maternity and newborn", "Topics - Social care"]
    path = survey(tmp_path, questions, ["Maternity and newborn", "Social care"], ["2", "1"])
    people = read_cohort([path], defaults()).mentees
    assert [p.get("research_areas") for p in people] == [
        (("maternity", "social_care"),),
        (("social_care",), ("maternity",)),
    ]


def test_too_many_ticks_in_one_place_leave_the_first(tmp_path: Path) -> None:
    areas = ["Social care", "Maternity and newborn", "End-of-life care", "Quality and safety",
             "Research on research", "Involvement", "Global health systems"]  # fmt: skip
    areas[5] = "Digital care and data"
    path = survey(tmp_path, [f"Topics - {area}" for area in areas], areas)
    cohort = read_cohort([path], defaults())
    assert [len(tier) for tier in cohort.mentees[0].get("research_areas")] == [5]
    assert "too-many-values" in codes(cohort.notices)


@pytest.mark.parametrize("status", ["Survey Preview", "Survey Test", "Offline Survey Preview"])
def test_rehearsals_are_left_out_aloud(tmp_path: Path, status: str) -> None:
    cohort = read_cohort(
        [survey(tmp_path, ["Setting"], ["Acute"], [""], Status=status)], defaults()
    )
    assert [p.get("email") for p in cohort.mentees] == ["p1@example.org"]
    assert where(found(cohort.notices, "test-answer")) == [(4, "Response Type")]


def test_a_form_that_was_never_sent_cannot_replace_one_that_was(tmp_path: Path) -> None:
    """It is later, and it would win; but nobody pressed the last button."""
    path = survey(
        tmp_path,
        ["Setting"],
        ["Policy"],
        ["Acute"],
        Q1="p1@example.org",
        Finished="False",
        RecordedDate="2026-02-01 10:00:00",
    )
    cohort = read_cohort([path], defaults())
    assert [p.get("setting") for p in cohort.mentees] == [("acute",)]
    assert where(found(cohort.notices, "not-sent")) == [(4, "Finished")]
    assert "submitted-again" not in codes(cohort.notices)


def test_an_export_of_code_numbers_is_an_error(tmp_path: Path) -> None:
    """2 may be the second choice of a form and the id of another level."""
    with pytest.raises(CohortProblems) as caught:
        read_cohort([survey(tmp_path, ["Career stage"], ["2"], Finished="1")], defaults())
    assert where(found(caught.value.problems, "code-numbers")) == [(2, "Finished")]


def test_addresses_and_positions_are_never_read(tmp_path: Path) -> None:
    """No message and no answer holds them, and no setting brings them back."""
    path = survey(tmp_path, ["Setting"], ["Acute"])
    cohort = read_cohort([path], defaults())
    told = [p for p in cohort.notices if p.code == "never-read"]
    places = {column for p in told for _, column in where(p)}
    assert places == {"IP Address", "Location Latitude"}
    assert "192.0.2.1" not in repr((cohort.mentees, cohort.notices))
    for column in ("IP Address", "IPAddress"):
        with pytest.raises(CohortProblems) as caught:
            read_cohort([path], settings(columns={column: "biography"}))
        assert "column-cannot-be-used" in codes(caught.value.problems)


def test_a_response_id_is_nobodys_id(tmp_path: Path) -> None:
    with pytest.raises(CohortProblems) as caught:
        read_cohort([survey(tmp_path)], settings(columns={"ResponseId": "person_id"}))
    assert where(found(caught.value.problems, "form-row-number")) == [(2, "Response ID")]


def test_the_time_is_the_recorded_one_and_the_rest_is_listed(tmp_path: Path) -> None:
    cohort = read_cohort([survey(tmp_path)], defaults())
    assert cohort.mentees[0].get("submitted_at") == "2026-01-12T09:30:00"
    told = found(cohort.notices, "form-column")
    assert told.level is Level.FIXED
    assert {column for _, column in where(told)} == {
        "Start Date", "End Date", "Response Type", "Finished", "User Language"
    }  # fmt: skip


def test_a_workbook_has_the_same_three_rows(tmp_path: Path) -> None:
    import csv

    from tests.cohort.reading.making import put, xlsx

    path = survey(tmp_path, ["Setting - Acute", "Setting - Policy"], ["Acute", ""], ["", "Policy"])
    with Path(path).open(newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))
    book = put(tmp_path, "survey.xlsx", xlsx({"Sheet0": rows}))
    people = read_cohort([book], defaults()).mentees
    assert [p.get("setting") for p in people] == [("acute",), ("policy",)]
    assert [p.place.row for p in people] == [4, 5]


def test_none_of_these_is_an_answer_and_other_is_one_choice(tmp_path: Path) -> None:
    """What somebody writes behind *Other* is listed and not read as a choice."""
    none, other = "None of these", "Other (please specify)"
    for field, question in (
        ("setting", "Setting"),
        ("needs", "Goals"),
        ("research_areas", "Topics"),
    ):
        headings = [f"{question} - {none}", f"{question} - {other}", f"{question} - {other} - Text"]
        path = survey(tmp_path, headings, [none, "", ""], ["", other, "Prisons"], ["", "", ""])
        cohort = read_cohort([path], defaults())
        said, chosen, blank = (person.get(field) for person in cohort.mentees)
        assert said is not None
        assert len(said) == 0
        assert "other" in str(chosen)
        assert blank is None
        assert where(found(cohort.notices, "unknown-column")) == [(2, headings[2])]
