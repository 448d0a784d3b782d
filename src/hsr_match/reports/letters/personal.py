"""Letters to mentors or mentees: a table for mail merge, and an e-mail draft each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hsr_match.errors import UsageError
from hsr_match.reports.cells import guarded
from hsr_match.reports.letters.facts import Letter, letter_views, line, sides_asked
from hsr_match.reports.letters.made import Made
from hsr_match.reports.letters.mail import DRAFT_LINE, DRAFT_SUBJECT, address_of, draft
from hsr_match.reports.letters.standing import Standing, standing
from hsr_match.reports.pairs_csv import csv_bytes

if TYPE_CHECKING:
    from hsr_match.cohort.model import Person
    from hsr_match.insight.outcome import Outcome
    from hsr_match.reports.letters.reasons import Reader
    from hsr_match.reports.letters.templating import Templates

TABLE = "letters.csv"
COLUMNS = (
    "id",
    "name",
    "email",
    "letter",
    "partners",
    "partner_emails",
    "reasons",
    "status",
    "subject",
    "text",
    "draft",
)
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])")
_GAPS = re.compile(r"\n{3,}")


def letters(outcome: Outcome, reader: Reader, templates: Templates) -> Made:
    """Return the letters of one side.

    Parameters
    ----------
    outcome
        A run with names.
    reader
        ``mentor``: one letter for each mentor who has mentees. ``mentee``: one
        for each mentee, also for those without a mentor.
    templates
        For that audience.

    Raises
    ------
    UsageError
        If the run knows nobody's name or address.
    SettingsError
        If templates fail: every mistake at once.
    """
    if outcome.cohort is None:
        raise UsageError(
            "This run was made from scores alone: it knows nobody's name or address.",
            "Name the cohort when you solve: hsr-match solve people.csv --scores scores.csv",
        )
    stands = standing(outcome)
    written = (
        _mentor_letters(outcome, stands) if reader == "mentor" else _mentee_letters(outcome, stands)
    )
    names = _file_names([letter.reader for letter in written])
    asked = sides_asked(outcome.cohort)
    rows, files, unreachable = [], {}, []
    for letter, name in zip(written, names, strict=True):
        kind = reader if letter.partners else "unmatched"
        views = letter_views(outcome, letter, asked)
        subject, text = _filled(templates, f"{kind}.txt", views, draft=letter.draft)
        to = address_of(line(letter.reader.name), views["reader"].email)
        if to is None:
            unreachable.append(letter.reader.id)
        else:
            files[name] = draft(to, subject, text)
        rows.append(_row(letter, kind, views, subject, text, name if to else ""))
    templates.raise_problems()
    table = csv_bytes(COLUMNS, ([guarded(cell) for cell in row] for row in rows))
    return Made(
        files={TABLE: table, **files},
        letters=len(rows),
        draft=stands.proposed,
        unreachable=tuple(unreachable),
        left_out=stands.waiting,
        untold=tuple(outcome.problem.mentee_label(i) for i in stands.declined)
        if reader == "mentee"
        else (),
    )


def _mentor_letters(outcome: Outcome, stands: Standing) -> list[Letter]:
    assert outcome.cohort is not None
    mentees: dict[int, list[int]] = defaultdict(list)
    for i, j in stands.pairs:
        mentees[j].append(i)
    return [
        Letter(
            outcome.cohort.mentors[j],
            tuple(outcome.cohort.mentees[i] for i in sorted(mentees[j])),
            stands.proposed,
        )
        for j in sorted(mentees)
    ]


def _mentee_letters(outcome: Outcome, stands: Standing) -> list[Letter]:
    assert outcome.cohort is not None
    mentors: dict[int, list[int]] = defaultdict(list)
    for i, j in stands.pairs:
        mentors[i].append(j)
    return [
        Letter(
            outcome.cohort.mentees[i],
            tuple(outcome.cohort.mentors[j] for j in sorted(mentors.get(i, ()))),
            stands.proposed,
        )
        for i in sorted({*mentors, *stands.without})
    ]


def _filled(
    templates: Templates, name: str, views: Mapping[str, Any], *, draft: bool
) -> tuple[str, str]:
    """Return subject and text; a draft says so whatever the template says."""
    whole = templates.render(name, views).lstrip("\n")
    first, _, rest = whole.partition("\n")
    if whole and not first.startswith("Subject:"):
        templates.note_no_subject(name)
    subject = " ".join(first.removeprefix("Subject:").split())
    text = _GAPS.sub("\n\n", rest.strip()) + "\n"
    if draft:
        return f"{DRAFT_SUBJECT}{subject}", f"{DRAFT_LINE}\n\n{text}"
    return subject, text


def _row(
    letter: Letter, kind: str, views: Mapping[str, Any], subject: str, text: str, name: str
) -> Sequence[str]:
    reader, partners = views["reader"], views["partners"]
    return (
        letter.reader.id,
        reader.name,
        reader.email,
        kind,
        "; ".join(partner.name for partner in partners),
        "; ".join(partner.email for partner in partners),
        " ".join(sentence for partner in partners for sentence in partner.reasons),
        "proposed" if letter.draft else ("approved" if letter.partners else "unmatched"),
        subject,
        text,
        name,
    )


def _file_names(readers: Sequence[Person]) -> list[str]:
    """Return a file name for each: the id, or a number where that is no safe name."""
    folded = Counter(person.id.casefold() for person in readers)
    return [
        f"{person.id}.eml"
        if _SAFE.fullmatch(person.id)
        and not _RESERVED.fullmatch(person.id)
        and folded[person.id.casefold()] == 1
        else f"letter_{k}.eml"
        for k, person in enumerate(readers, start=1)
    ]
