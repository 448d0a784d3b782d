"""Nobody is paired with themselves, whatever the settings."""

from __future__ import annotations

from hsr_match.cohort.model import Cohort, Person
from tests.rules.people import barred, pair, settings


def test_one_key_in_both_roles_is_one_person() -> None:
    cohort = Cohort(
        (Person("id:p1", "P1", "mentee", "", {}),), (Person("id:p1", "P1", "mentor", "", {}),)
    )
    assert barred(cohort, settings()) == ["same_person"]


def test_one_email_under_two_ids_is_one_person() -> None:
    cohort = pair({"email": "Alex@Example.ac.uk "}, {"email": "alex@example.ac.uk"})
    assert barred(cohort, settings()) == ["same_person"]


def test_blank_emails_are_nobodys() -> None:
    assert barred(pair({"email": ""}, {"email": ""}), settings()) == []
    assert barred(pair(), settings()) == []
