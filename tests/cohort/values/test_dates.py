"""Dates: ISO by the library, others by the order that the column shows."""

from datetime import datetime

import pytest

from hsr_match.cohort.values.dates import iso, moment, order_of


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["13/04/2026", "03/04/2026"], "day"),
        (["04/13/2026", "03/04/2026"], "month"),
        (["13/04/2026", "04/13/2026"], "contradictory"),
        (["03/04/2026", "05/06/2026"], "either"),
        (["03/03/2026", "2026-04-05", "tomorrow"], "day"),
        ([], "day"),
    ],
)
def test_order_is_inferred_from_the_whole_column(texts: list[str], order: str) -> None:
    assert order_of(texts) == order


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-12 09:30",
        "2026-01-12T09:30:00",
        "2026-01-12T09:30:00Z",
        "2026-01-12T10:30:00+01:00",
        "2026/01/12 9:30:00 am GMT",
        "2026/01/12 10:30:00 AM GMT+1",
        "12/01/2026 09:30:00",
        "12.1.2026 9:30",
        "12 January 2026 09:30",
        "12-Jan-2026, 9:30 am",
        "Jan 12, 2026 09:30",
    ],
)
def test_one_moment_in_many_forms(text: str) -> None:
    assert moment(text, "day") == datetime(2026, 1, 12, 9, 30)


def test_month_first_and_undecided() -> None:
    assert moment("01/12/2026", "month") == datetime(2026, 1, 12)
    assert moment("01/12/2026", "either") is None
    assert moment("05/05/2026", "either") == datetime(2026, 5, 5)


@pytest.mark.parametrize(
    "text",
    ["45000", "soon", "2026-13-01", "31/02/2026", "1899-12-31", "2026-01-12 25:00", "12/1/26"],
)
def test_what_is_no_clear_date(text: str) -> None:
    assert moment(text, "day") is None


def test_midnight_is_dropped() -> None:
    assert iso(datetime(2026, 1, 12)) == "2026-01-12"
    assert iso(datetime(2026, 1, 12, 9, 30)) == "2026-01-12T09:30:00"
