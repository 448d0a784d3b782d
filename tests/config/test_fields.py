"""Fields: headings map where they should, and some columns are never read."""

from __future__ import annotations

import pytest

from hsr_match.config.fields import (
    Field,
    asks_for_monitoring,
    fields,
    fold_heading,
    headings,
    monitoring_fields,
    monitoring_headings,
    never_read,
)
from hsr_match.config.private import why_private
from hsr_match.config.vocabulary import vocabulary, vocabulary_names

# Headings that mean a mentee's wish on one form and a mentor's offer on the other.
EITHER_SIDE = {"lived experience", "lived_experience"}
BY_FIELD = [pytest.param(entry, id=entry.name) for entry in fields().values()]


def sides(entry: Field) -> tuple[str, ...]:
    return ("mentee", "mentor") if entry.side == "both" else (entry.side,)


@pytest.mark.parametrize("entry", BY_FIELD)
def test_every_listed_heading_maps_to_its_field_on_its_side(entry: Field) -> None:
    for word in (entry.name, *entry.aliases, *entry.headings):
        key = fold_heading(word)
        for side in sides(entry):
            assert headings(side)[key][0] is entry, word  # type: ignore[index]
        if key in EITHER_SIDE:
            assert key not in headings("both")
        else:
            assert headings("both")[key][0] is entry, word


@pytest.mark.parametrize("entry", BY_FIELD)
def test_no_listed_heading_is_one_that_is_never_read(entry: Field) -> None:
    for word in (entry.name, *entry.aliases, *entry.headings):
        assert never_read(word) is None, word


@pytest.mark.parametrize("entry", [e for e in fields().values() if e.side != "both"])
def test_a_question_of_one_form_means_nothing_on_the_other(entry: Field) -> None:
    """Only the field's own name is known everywhere, so that a misplaced column is noticed."""
    other = "mentor" if entry.side == "mentee" else "mentee"
    assert headings(other)[entry.name][0] is entry
    for word in entry.headings:
        key = fold_heading(word)
        assert key == entry.name or key in EITHER_SIDE or key not in headings(other)


@pytest.mark.parametrize(
    ("heading", "field", "part"),
    [
        ("Line manager", "conflicts", "manager"),
        ("7) SUPERVISOR:", "conflicts", "supervisor"),
        ("Q12. Preferred mentor 2 *", "preferred_mentors", "2"),
        ("Methods you would like to learn", "methods", "want_to_learn"),
        ("Surname", "name", "last"),
        ("What would you like help with? (optional)", "needs", ""),
        ("How much do you \u2026 [develop others]", "contribution_people", ""),
        ("Where\u00a0do you work?", "organisation", ""),
        ("research_area", "research_areas", ""),
    ],
)
def test_headings_as_forms_print_them(heading: str, field: str, part: str) -> None:
    found, of = headings()[fold_heading(heading)]
    assert (found.name, of) == (field, part)


@pytest.mark.parametrize(
    ("heading", "folded"),
    [
        ("Q7. Where do you work? * (optional)", "where do you work"),
        ("Question 3: Name", "name"),
        ("12) Email", "email"),
        ("* Email", "email"),
        ("Preferred mentor 1", "preferred mentor 1"),
        ("1", "1"),
        ("360 degree feedback", "360 degree feedback"),
        ("", ""),
    ],
)
def test_folding_headings(heading: str, folded: str) -> None:
    assert fold_heading(heading) == folded
    assert fold_heading(folded) == folded


@pytest.mark.parametrize(
    "heading",
    [
        "Age",
        "age_band",
        "ageBand",
        "Your age (years)",
        "How old are you?",
        "Date of birth",
        "D.O.B.",
        "Year of birth",
        "PhD",
        "Ph.D.",
        "phd_year",
        "Do you have a PhD?",
        "Doctorate awarded",
        "Years since PhD",
        "Years of experience",
        "How many years have you been in research?",
        "Time in current post",
        "Year of qualification",
        "Year you got your degree",
        "Photo",
        "Nationality",
        "Country of birth",
        "Marital status",
        "Home address",
        "Salary",
    ],
)
def test_columns_that_are_never_read(heading: str) -> None:
    assert never_read(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Language",
        "Stage",
        "Career stage",
        "Line manager",
        "Managing upwards",
        "Coverage",
        "Age UK partnership",
        "PhD supervisor",
        "Have you supervised PhD students?",
        "Did you apply last year and not get a mentor?",
        "Agenda for Change band",
        "Email address",
        "Experience of \u2026 [Built a research career without a PhD]",
        "Experience of \u2026 [Ten or more years on fixed-term contracts]",
    ],
)
def test_columns_that_only_look_like_it(heading: str) -> None:
    assert never_read(heading) is None


def test_monitoring_headings_are_nobodys_field() -> None:
    assert len(monitoring_fields()) == 6
    for heading in monitoring_headings():
        assert all(heading not in headings(side) for side in ("both", "mentee", "mentor"))


@pytest.mark.parametrize(
    "heading",
    [
        "Your gender",
        "What gender do you identify as?",
        "Q12. Which of these best describes your ethnic origin? *",
        "What is your religion or belief? (optional)",
        "Do you have a disability or long-term condition?",
        "How would you describe your sexual orientation?",
        "Are you a carer?",
        "monitor_anything",
    ],
)
def test_a_monitoring_question_is_known_however_it_is_put(heading: str) -> None:
    assert asks_for_monitoring(heading)
    assert why_private(heading)


@pytest.mark.parametrize(
    "heading",
    ["Gender differences in access to care", "Disability studies", "Race equality charter", "What"],
)
def test_a_subject_is_no_monitoring_question(heading: str) -> None:
    assert not asks_for_monitoring(heading)


def test_no_listed_question_or_answer_counts_as_monitoring() -> None:
    """A form's grid has such answers as headings; they were given to be matched by."""
    said = [word for side in ("mentee", "mentor") for word in headings(side)]
    for name in vocabulary_names():
        for term in vocabulary(name).terms.values():
            said += [term.id, term.label]
    assert len(said) > 500
    assert [word for word in said if asks_for_monitoring(word)] == []


def test_what_consent_holds_back() -> None:
    """Special values and whole special answers; refusals and conflicts never."""
    gates = {entry.name: entry.gate for entry in fields().values() if entry.gate != "none"}
    assert gates == {
        "path": "values",
        "access_needs": "whole",
        "needs": "values",
        "what_is_stuck": "whole",
        "experience_wanted": "values",
        "offers": "values",
        "lived_experience_offered": "values",
        "preferred_mentee_kind": "values",
    }


def test_nothing_asks_for_age_degrees_or_identity() -> None:
    words = " ".join(entry.meaning.casefold() for entry in fields().values())
    for word in ("gender", "ethnic", "birth", "nationality", "salary"):
        assert word not in words
