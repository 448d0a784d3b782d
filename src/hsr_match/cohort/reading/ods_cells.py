"""A cell of an OpenDocument sheet as text."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from hsr_match.cohort.reading.values import date_text, is_long, number_text

ODS_LAST_COLUMN = 16_384

_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
_ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)|Err:[0-9]{3}")
_LENGTH = re.compile(r"(-?)PT(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9.]+)S)?")
_PADDED = re.compile(r"0[0-9]+")


def attribute(element: Any, name: str) -> str | None:
    """Return an attribute in the table namespace, or ``None``."""
    from odf.namespaces import TABLENS

    found = (getattr(element, "attributes", None) or {}).get((TABLENS, name))
    return None if found is None else str(found)


def number_of(element: Any, name: str) -> int:
    """Return how often something is repeated or how far it reaches, at least 1."""
    found = attribute(element, name) or "1"
    return max(int(found), 1) if found.isdecimal() else 1


def cell_text(cell: Any) -> tuple[str, str, str]:
    """Return a cell's text, what is to be marked, and the value worth telling.

    Returns
    -------
    tuple
        Text; code of a problem, or ``date`` for a date, or empty; an error's name.
    """
    from odf.namespaces import OFFICENS, TABLENS

    found = cell.attributes
    if not found:
        return "", "", ""
    kind = found.get((OFFICENS, "value-type"))
    formula = found.get((TABLENS, "formula"))
    shown = _shown(cell)
    if found.get((_CALCEXT, "value-type")) == "error" or (formula and _ERROR.fullmatch(shown)):
        return shown or "?", "formula-error", shown[:20]
    if kind is None:
        return ("?", "formula-not-calculated", "") if formula else (shown, "", "")
    link = "external-link" if formula and "'file:" in formula else ""
    if kind == "string":
        return found.get((OFFICENS, "string-value")) or shown, link, ""
    if kind == "boolean":
        true = found.get((OFFICENS, "boolean-value")) == "true"
        return ("TRUE" if true else "FALSE"), link, ""
    if kind == "date":
        return _date(str(found.get((OFFICENS, "date-value"))))
    if kind == "time":
        return _time(str(found.get((OFFICENS, "time-value")))), "date", ""
    return _number(str(found.get((OFFICENS, "value"))), kind, shown, link)


def _shown(cell: Any) -> str:
    from odf.namespaces import TEXTNS
    from odf.teletype import extractText

    paragraphs = [n for n in cell.childNodes if getattr(n, "qname", None) == (TEXTNS, "p")]
    return "\n".join(extractText(paragraph) for paragraph in paragraphs)


def _date(text: str) -> tuple[str, str, str]:
    try:
        return date_text(dt.datetime.fromisoformat(text)), "date", ""
    except ValueError:
        return "?", "date-out-of-range", ""


def _time(text: str) -> str:
    found = _LENGTH.fullmatch(text)
    if not found:
        return text
    sign, hours, minutes, seconds = found.groups(default="0")
    length = dt.timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds))
    if sign != "-" and length < dt.timedelta(days=1):
        return date_text((dt.datetime.min + length).time())
    return date_text(-length if sign == "-" else length)


def _number(text: str, kind: str, shown: str, link: str) -> tuple[str, str, str]:
    try:
        value: int | float = int(text)
    except ValueError:
        value = float(text)
    # The format is known by what it shows: 007, or 50%.
    if _PADDED.fullmatch(shown) and int(shown) == value:
        return shown, link, ""
    plain = number_text(value, "0%" if kind == "percentage" else "General")
    return plain, "long-number" if is_long(value) else link, ""
