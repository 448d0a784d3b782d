"""Invented people and settings for tests of rules."""

from __future__ import annotations

from typing import Any

from hsr_match.cohort.model import Cohort, Person


def mentee(number: int = 1, **answers: Any) -> Person:
    return Person(f"id:e{number}", f"E{number:02}", "mentee", f"Mentee {number}", answers)


def mentor(number: int = 1, **answers: Any) -> Person:
    return Person(f"id:r{number}", f"R{number:02}", "mentor", f"Mentor {number}", answers)


def cohort(mentees: Any, mentors: Any, **more: Any) -> Cohort:
    return Cohort(mentees=tuple(mentees), mentors=tuple(mentors), **more)


def pair(mine: Any = None, theirs: Any = None, **more: Any) -> Cohort:
    """A cohort of one mentee and one mentor with these answers."""
    return cohort([mentee(**(mine or {}))], [mentor(**(theirs or {}))], **more)
