"""The three numbers of places of a mentor, checked against each other."""

from __future__ import annotations

from typing import Any

from hsr_match.cohort.drafts import Draft
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.values.blank import is_blank


def check_places(draft: Draft, values: dict[str, Any], findings: Findings) -> None:
    """Check the three numbers of places against each other."""
    some = values.get("places")
    if some and values.get("places_min", 0) <= some <= values.get("places_max", some):
        return
    found = draft.cells("places", findings)
    place = found[0].place if found else draft.place
    if draft.mapped.has("places") and some is None and not _answered_places(draft):
        findings.warn(
            "places-blank",
            "The number of places is blank; it counts as 1.",
            "Ask the mentor, and fill the cell in.",
            draft.mapped.table.place(draft.row.number, draft.mapped.by_field["places"][0].index),
        )
    if some == 0 and not values.get("places_max"):
        findings.warn("no-places", "0 places: this mentor takes nobody.", "", place)
    wanted = 1 if some is None else some
    least, most = values.get("places_min", 0), values.get("places_max", wanted)
    if least > wanted or wanted > most:
        findings.error(
            "places-contradict",
            "The numbers of places contradict each other: "
            "least, wanted and most must not fall from one to the next.",
            "Correct places_min, places or places_max (a blank places counts as 1).",
            place,
        )


def _answered_places(draft: Draft) -> bool:
    """Tell whether the cell of places holds more than a blank."""
    return any(
        not is_blank(draft.row.cells[column.index])
        for column in draft.mapped.by_field.get("places", ())
    )
