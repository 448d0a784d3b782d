"""Consent: who takes part, and which answers may be used."""

from pathlib import Path

import pytest

from hsr_match.cohort import Cohort, read_cohort
from hsr_match.config import Settings, load_settings
from tests.cohort.sheets import (
    codes,
    defaults,
    found,
    mentee,
    mentor,
    read,
    refused,
    settings,
    where,
    write_people,
)

GATED = {
    "id": "E1",
    "role": "mentee",
    "needs": "neurodiversity_work:3!; caring_and_work; teaching",
    "experience_wanted": "lgbt; parent_or_carer; part_time",
    "path": "returning",
    "access_needs": "captions:essential",
    "what_is_stuck": "caring_load",
}


def gated(
    folder: Path, said: str, date: str = "2026-01-12", given: Settings | None = None
) -> Cohort:
    """A mentee with special, gated and plain answers, who said yes, no or nothing."""
    person = {**GATED, "consent_special": said, "submitted_at": date}
    return read_cohort([write_people(folder, person)], given or defaults())


def test_with_consent_everything_is_used(tmp_path: Path) -> None:
    cohort = gated(tmp_path, "yes")
    assert set(mentee(cohort).get("needs")) == {
        "neurodiversity_work",
        "caring_and_work",
        "teaching",
    }
    assert mentee(cohort).get("essential_need") == "neurodiversity_work"
    assert mentee(cohort).get("access_needs") == {"captions": "essential"}
    assert cohort.set_aside == {}


def test_blank_consent_holds_back_special_values_and_lets_gated_ones_through(
    tmp_path: Path,
) -> None:
    cohort = gated(tmp_path, "")
    assert mentee(cohort).get("needs") == {"caring_and_work": None, "teaching": None}
    assert mentee(cohort).get("essential_need") is None
    assert mentee(cohort).get("experience_wanted") == ("parent_or_carer", "part_time")
    assert mentee(cohort).get("path") == "returning"
    assert mentee(cohort).get("what_is_stuck") == ("caring_load",)
    assert mentee(cohort).get("access_needs") is None
    assert cohort.set_aside == {"access_needs": 1, "experience_wanted": 1, "needs": 1}
    message = found(cohort.notices, "set-aside").message
    assert "3 sensitive answers" in message


def test_a_no_holds_back_gated_values_too(tmp_path: Path) -> None:
    cohort = gated(tmp_path, "no")
    assert mentee(cohort).get("needs") == {"teaching": None}
    assert mentee(cohort).get("experience_wanted") == ("part_time",)
    for field in ("path", "access_needs", "what_is_stuck"):
        assert mentee(cohort).get(field) is None


def test_the_form_itself_may_have_asked(tmp_path: Path) -> None:
    """`on_form` stands in for a blank, never for a no."""
    from hsr_match.config.settings import Consent

    given = settings(consent=Consent(special="on_form"))
    assert "neurodiversity_work" in mentee(gated(tmp_path, "", given=given)).get("needs")
    assert mentee(gated(tmp_path, "no", given=given)).get("needs") == {"teaching": None}


def test_an_answer_held_back_whole_is_a_blank(tmp_path: Path) -> None:
    """Not "None of these", which would be an answer."""
    cohort = read(tmp_path, "id|role|needs\nE1|mentee|disability_work")
    assert mentee(cohort).get("needs") is None


def test_consent_without_a_date_is_told(tmp_path: Path) -> None:
    assert "consent-undated" in codes(gated(tmp_path, "yes", "").notices)
    assert "consent-undated" not in codes(gated(tmp_path, "yes").notices)


def test_refusals_and_conflicts_are_never_held_back(tmp_path: Path) -> None:
    text = """
    id | role | consent_special | not_these | conflicts
    E1 | mentee | no | R1 | R2 (family)
    R1 | mentor | no | |
    R2 | mentor | no | |
    """
    cohort = read(tmp_path, text)
    assert mentee(cohort).get("not_these") == ("id:r1",)
    assert mentee(cohort).get("conflicts") == (("id:r2", "family_personal"),)


@pytest.mark.parametrize("said", ["no", ""])
def test_no_and_blank_bar_a_person_where_consent_was_asked(tmp_path: Path, said: str) -> None:
    text = f"""
    id | role | name | consent_matching | needs
    E1 | mentee | Ann | yes | teaching
    E2 | mentee | Bo | {said} | teaching
    """
    cohort = read(tmp_path, text)
    assert [p.id for p in cohort.mentees] == ["E1"]
    (left,) = cohort.excluded
    assert (left.person.id, left.reason, left.person.answers) == ("E2", "no_consent", {})
    assert where(found(cohort.notices, "left-out")) == [(3, "consent_matching")]


def test_an_unclear_consent_is_an_error_and_no_refusal(tmp_path: Path) -> None:
    """Nobody said no: the row is told once, as what it is."""
    problems = refused(tmp_path, "id|role|consent_matching\nE1|mentee|maybe\nR1|mentor|no")
    assert where(found(problems, "not-yes-or-no")) == [(2, "consent_matching")]
    assert where(found(problems, "left-out")) == [(3, "consent_matching")]


def test_one_answer_set_aside_is_one_answer(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role|access_needs\nE1|mentee|captions")
    assert found(cohort.notices, "set-aside").message.startswith("1 sensitive answer was set aside")


def test_who_is_not_with_a_member_is_left_out(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role|member_organisation\nE1|mentee|yes\nR1|mentor|no")
    assert [(e.person.id, e.reason) for e in cohort.excluded] == [("R1", "not_a_member")]


def test_what_was_not_asked_is_allowed_and_told_once(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role\nE1|mentee\nE2|mentee\nR1|mentor")
    assert len(cohort.mentees) == 2
    for code in ("consent-not-asked", "membership-not-asked"):
        assert len(where(found(cohort.notices, code))) == 1


def test_plain_lived_experience_needs_no_consent(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role|lived_experience_offered\nR1|mentor|part_time; no_phd_route")
    assert mentor(cohort).get("lived_experience_offered") == ("part_time", "no_phd_route")


def test_the_default_does_the_careful_thing() -> None:
    assert load_settings("default").consent.special == "column"
