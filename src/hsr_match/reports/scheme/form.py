"""The questions of a new scheme as text to paste into a form service."""

from __future__ import annotations

from collections.abc import Iterator

from hsr_match.reports.scheme.questions import (
    ADDED_BY_SERVICES,
    SEVERAL,
    Question,
    Side,
    questions,
)

_HEAD = """\
# Questions for the forms

Two forms, one for mentors and one for mentees, in Microsoft Forms, Google Forms or any other
service. Paste each question **as it is worded here**: hsr-match knows these questions and reads the
export without further settings. The options, too, are words that it knows. Order, help texts and
sections are yours; questions may be left out. Let the service collect the e-mail address, or keep
the question for it.

Name the downloaded files `mentors` and `mentees`, then `hsr-match check mentors.xlsx mentees.xlsx`.

Put the wording of `consent-and-privacy.md` before the first question. Do not ask for age, date of
birth, years in post or a PhD. If you monitor equality, do it in a form of its own.
"""

_KIND = {
    "text": "Text",
    "one": "Choice, one answer",
    "many": "Choice, several answers",
    "yesno": "Choice, one answer",
    "number": "Number",
    "people": "Text",
    "date": "Date",
}


def form_questions() -> str:
    """Return both forms as Markdown, options one a line and ready to copy."""
    parts = [_HEAD]
    for side, title in (("mentor", "Form for mentors"), ("mentee", "Form for mentees")):
        parts.append(f"## {title}\n")
        for question in form(side):  # type: ignore[arg-type]
            parts += _lines(question)
    return "\n".join(parts)


def form(side: Side) -> tuple[Question, ...]:
    """Return what a form asks: everything but what its service fills in."""
    return tuple(q for q in questions(side) if q.field.name not in ADDED_BY_SERVICES)


def _lines(question: Question) -> Iterator[str]:
    needed = "; required" if question.needed else ""
    limit = question.field.limit if question.kind == "many" else None
    most = f", at most {limit}" if limit else ""
    kind = f"{_KIND[question.kind]}{most}{needed}."
    yield f"### {question.text}\n"
    yield f"{' '.join([kind, *form_notes(question)])}\n"
    if question.options:
        yield "```text\n" + "\n".join(question.options) + "\n```\n"


def form_notes(question: Question) -> Iterator[str]:
    """Yield what to know of a question, without what concerns typing into a cell."""
    note = question.note
    if question.kind in ("one", "many"):
        note = note.replace("One answer; ", "").replace("One answer.", "")
        note = note.partition(SEVERAL)[0]
    if note.strip():
        yield note.strip()[:1].upper() + note.strip()[1:]
    if question.options and question.field.gate != "none":
        yield "Some options are sensitive; they are used as far as the consents below allow."
