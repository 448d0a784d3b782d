"""Form services: which one wrote a table, and which columns are its own.

========= =============================== =======================================
Service   Told by                         Several choices; grids
========= =============================== =======================================
Microsoft *Start time*, *Completion time* ``A;B;``; each row of a grid is a
                                          column headed by its statement
Google    *Timestamp* comes first         ``A, B``; ``Question [Row]``
Qualtrics three heading rows, or both     ``A,B`` or a column per choice:
          *Recorded Date*, *Response ID*  ``Question - Choice``
========= =============================== =======================================
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from hsr_match.cohort.table import Table
from hsr_match.text import fold_label

Service = Literal["", "microsoft", "google", "qualtrics"]

ROW_NUMBER: Final = "#"
"""Counts the answers; stands for no person."""
NOISE: Final = ""
"""Of no use to matching."""

_TIMES = frozenset(["start time", "completion time"])
_QUALTRICS = frozenset(["recorded date", "recordeddate"]), frozenset(["response id", "responseid"])

_QUALTRICS_NOISE = (
    "start date",
    "startdate",
    "end date",
    "enddate",
    "response type",
    "status",
    "progress",
    "finished",
    "duration (in seconds)",
    "external data reference",
    "externalreference",
    "distribution channel",
    "distributionchannel",
    "user language",
    "userlanguage",
    "q_recaptchascore",
)

_OWN: Mapping[Service, Mapping[str, str]] = MappingProxyType(
    {
        "": {},
        "microsoft": {
            "id": ROW_NUMBER,
            "email": "email",
            "name": "name",
            **dict.fromkeys(
                ["start time", "last modified time", "total points", "quiz feedback"], NOISE
            ),
            "grade posted time": NOISE,
        },
        "google": {"email address": "email", "username": "email", "score": NOISE},
        "qualtrics": {
            "response id": ROW_NUMBER,
            "responseid": ROW_NUMBER,
            "recorded date": "submitted_at",
            "recordeddate": "submitted_at",
            "recipient email": "email",
            "recipientemail": "email",
            "recipient first name": "First name",
            "recipientfirstname": "First name",
            "recipient last name": "Last name",
            "recipientlastname": "Last name",
            **dict.fromkeys(_QUALTRICS_NOISE, NOISE),
        },
    }
)

_COPY = re.compile(r"(?P<stem>.*\S)[ _.(]{0,2}(?:[2-9]|1|x|y)\)?")
"""A heading as tables joined by a program have it twice: *ID.1*, *ID_x*, *ID (2)*."""


def service_of(table: Table) -> Service:
    """Tell which form service wrote a table, or an empty text.

    Somebody may have deleted one of the two times of a Microsoft form: an *ID* of
    digits beside the other is still a row number.
    """
    folded = [fold_label(heading) for heading in table.headings]
    words = frozenset(folded)
    if table.codes or all(words & names for names in _QUALTRICS):
        return "qualtrics"
    if words >= _TIMES:
        return "microsoft"
    if words & (_TIMES | {"last modified time"}) and "id" in words:
        index = folded.index("id")
        if all(cell.isdecimal() for row in table.rows if (cell := row.cells[index])):
            return "microsoft"
    return "google" if folded[:1] == ["timestamp"] else ""


def own_column(service: Service, heading: str) -> str | None:
    """Return what a column of the service itself holds, or None for a question.

    Returns
    -------
    str or None
        :data:`ROW_NUMBER`, :data:`NOISE`, or a target as under ``columns:``.
    """
    return _OWN[service].get(fold_label(heading))


def first_heading(service: Service, table: Table, heading: str) -> str | None:
    """Return the heading of the first of two questions with one text, given the second.

    Microsoft Forms puts a digit after the second. Only a heading that stands in
    the table as well, without the digit, is such a first one.
    """
    match = re.fullmatch(r"(?P<stem>.*\S)\s*[2-9]", heading) if service == "microsoft" else None
    if match is None:
        return None
    stem = fold_label(match["stem"])
    return next((other for other in table.headings if fold_label(other) == stem), None)


def joined_exports(table: Table) -> tuple[int, ...]:
    """Return the columns of times of a second export put beside the first, if there is one.

    Whoever joins two forms by their row numbers pairs strangers: each row then
    holds two people. Two columns each of start and completion times tell.
    """
    times: dict[str, list[int]] = {}
    for index, heading in enumerate(table.headings):
        folded = fold_label(heading)
        match = _COPY.fullmatch(folded)
        for word in {folded, match["stem"].rstrip(" _.(") if match else folded}:
            if word in _TIMES or word == "timestamp":
                times.setdefault(word, []).append(index)
    both = [times.get("start time", []), times.get("completion time", [])]
    if all(len(found) > 1 for found in both):
        return tuple(sorted(i for found in both for i in found[1:]))
    return tuple(times.get("timestamp", [])[1:])
