"""Small rounds solved for real, and their letters."""

from __future__ import annotations

import csv
import email
import email.policy
import io
from email.message import EmailMessage
from pathlib import Path

from hsr_match.__main__ import main
from hsr_match.insight import read_run
from hsr_match.insight.outcome import Outcome
from hsr_match.reports.letters.made import Made
from tests.cohort.sheets import write, write_people

People = dict[str, dict[str, str]]

PEOPLE: People = {
    "E1": {
        "role": "mentee",
        "name": "Ann Lee",
        "email": "ann@example.org",
        "organisation": "Norbridge",
        "job_title": "Nurse",
        "needs": "career_planning:3; promotion:1",
        "research_areas": "Social care",
        "methods": "ethnography:want_to_learn",
        "meeting_format": "online",
    },
    "E2": {
        "role": "mentee",
        "name": "Ben Osei",
        "email": "ben@example.org",
        "organisation": "Eastmoor",
        "job_title": "Fellow",
        "needs": "wellbeing_balance:3",
        "research_areas": "Mental health services",
        "meeting_format": "phone",
    },
    "E3": {
        "role": "mentee",
        "name": "Cat Roy",
        "email": "cat@example.org",
        "organisation": "Norbridge",
        "job_title": "Fellow",
        "needs": "teaching",
    },
    "R1": {
        "role": "mentor",
        "name": "Dee Kaur",
        "email": "dee@example.org",
        "organisation": "Southport",
        "job_title": "Professor",
        "offers": "career_planning:3; promotion:1",
        "research_areas": "Social care",
        "methods": "ethnography:can_teach",
        "meeting_format": "online; in_person",
        "places": "1",
    },
    "R2": {
        "role": "mentor",
        "name": "Eli Finch",
        "email": "eli@example.org",
        "organisation": "Westvale",
        "job_title": "Reader",
        "offers": "wellbeing_balance:3",
        "research_areas": "Mental health services",
        "meeting_format": "phone; online",
        "places": "1",
    },
}
"""E1 goes to R1, E2 to R2, and E3 stays without."""


def people(**changes: dict[str, str]) -> People:
    """Return these people with other answers."""
    return {key: {**person, **changes.get(key, {})} for key, person in PEOPLE.items()}


def run_of(folder: Path, table: str | People = PEOPLE, settings: str = "") -> Path:
    """Solve people, or a table given as lines with | between cells; return the run folder."""
    if isinstance(table, str):
        sheet = write(folder, table)
    else:
        sheet = write_people(folder, *({"id": key, **person} for key, person in table.items()))
    command = ["solve", sheet, "-o", str(folder / "run"), "-q"]
    if settings:
        path = folder / "settings.yaml"
        path.write_text(f"extends: default\n{settings}", encoding="utf-8")
        command += ["-c", str(path)]
    assert main(command) == 0
    return folder / "run"


def outcome_of(folder: Path, table: str | People = PEOPLE, settings: str = "") -> Outcome:
    return read_run(run_of(folder, table, settings))


def mails(made: Made) -> dict[str, EmailMessage]:
    """Return file name → the draft as a mail program reads it."""
    found = {}
    for name, content in made.files.items():
        if name.endswith(".eml"):
            mail = email.message_from_bytes(content, policy=email.policy.default)
            assert isinstance(mail, EmailMessage)
            found[name] = mail
    return found


def table(made: Made) -> list[dict[str, str]]:
    text = made.files["letters.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))
