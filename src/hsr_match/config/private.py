"""Columns that no score and no rule may name."""

from __future__ import annotations

from collections.abc import Iterable

from hsr_match.config.fields import (
    asks_for_monitoring,
    fields,
    fold_heading,
    monitoring_fields,
    never_read,
)


def why_private(column: str, listed: object = ()) -> str | None:
    """Return why a column must not be scored or ruled on, or None if it may.

    Parameters
    ----------
    column
        A heading or the name of a field.
    listed
        Headings under ``monitoring:``.

    Returns
    -------
    str or None
        The rest of a sentence that begins with the column.
    """
    folded = fold_heading(column)
    if folded.replace(" ", "_").startswith("monitor_") or column in monitoring_fields():
        return "is a monitoring column: it never reaches scores, rules or matching"
    if asks_for_monitoring(column) or asks_for_monitoring(column.replace("_", " ")):
        return "is a monitoring question: it never reaches scores, rules or matching"
    if isinstance(listed, Iterable) and folded in {
        fold_heading(heading) for heading in listed if isinstance(heading, str)
    }:
        return "is listed under `monitoring`: it never reaches scores, rules or matching"
    reason = never_read(column)
    return f"may not be named: {reason}" if reason else None


def why_unscorable(column: str, listed: object = ()) -> str | None:
    """Return why a scheme's own criterion must not compare a column, or None.

    Besides private columns: answers given in confidence for another purpose,
    whose points would disclose them.
    """
    reason = why_private(column, listed)
    if reason:
        return reason
    known = fields().get(column)
    if known is None:
        return None
    if known.sensitivity == "special":
        return "may disclose special answers; the built-in criteria use it with consent"
    if known.sensitivity != "plain" and "score" not in known.uses:
        return "was not given to be scored: people told it for another purpose"
    return None
