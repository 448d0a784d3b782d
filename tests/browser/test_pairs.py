"""The list of pairs in a browser: sorted, searched, filtered and opened."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(opened: Any, example_run: Path) -> Any:
    return opened(example_run / "report.html")


def _listed(example_run: Path) -> list[dict[str, str]]:
    with (example_run / "pairings.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["mentor_id"]]


def _column(page: Any, number: int) -> list[str]:
    """Return the texts of a column, of the rows that can be seen."""
    rows: list[str] = page.evaluate(
        """column => [...document.querySelectorAll("#pairs-table tbody tr[data-pair]")]
        .filter(row => !row.hidden).map(row => row.cells[column].innerText.trim())""",
        number,
    )
    return rows


def _sort_by(page: Any, words: str) -> None:
    page.locator("#pairs-table thead button", has_text=words).click()


def test_it_lists_every_pair_of_the_run(page: Any, example_run: Path) -> None:
    """Names and ids are those of the list."""
    rows = _listed(example_run)
    shown = [
        (mentee, mentor) for mentee, mentor in zip(_column(page, 0), _column(page, 1), strict=True)
    ]
    assert len(shown) == len(rows)
    for (mentee, mentor), row in zip(shown, rows, strict=True):
        assert row["mentee_id"] in mentee
        assert row["mentor_name"].split()[0] in mentor


def test_a_press_sorts_up_and_the_next_one_down(page: Any, example_run: Path) -> None:
    """Scores are sorted as numbers, and the heading tells how."""
    scores = sorted(float(row["score"]) for row in _listed(example_run))
    _sort_by(page, "Score")
    heading = page.locator("#pairs-table th[aria-sort]")
    assert heading.get_attribute("aria-sort") == "ascending"
    assert [float(text) for text in _column(page, 2)] == [round(score, 1) for score in scores]
    _sort_by(page, "Score")
    assert heading.get_attribute("aria-sort") == "descending"
    assert [float(text) for text in _column(page, 2)] == [round(s, 1) for s in scores[::-1]]


def test_ranks_are_sorted_as_numbers(page: Any) -> None:
    """They rise, the 10th after the 9th."""
    _sort_by(page, "Rank")
    ranks = [int("".join(filter(str.isdigit, text))) for text in _column(page, 3)]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 3


def test_search_hides_what_does_not_fit_and_says_how_much(page: Any, example_run: Path) -> None:
    """Words are sought without regard to case; the count is told to everybody."""
    wanted = _listed(example_run)[4]
    page.fill("#pairs-search", wanted["mentee_name"].upper())
    expect(page.locator("#pairs-count")).to_contain_text(" of ")
    assert all(wanted["mentee_id"] in text for text in _column(page, 0))
    assert len(_column(page, 0)) == 1
    total = len(_listed(example_run))
    assert page.locator("#pairs-count").inner_text() == f"1 of {total} pairs shown."
    page.click("#pairs-reset")
    assert len(_column(page, 0)) == total


def test_the_filter_keeps_pairs_with_something_to_look_at(page: Any, example_run: Path) -> None:
    """As many as the list has with cautions."""
    page.select_option("#pairs-show", "any")
    marked = [row["mentee_id"] for row in _listed(example_run) if row["cautions"]]
    assert marked
    shown = _column(page, 0)
    assert len(shown) == len(marked)
    assert all(name in text for name, text in zip(marked, shown, strict=True))


def test_a_pair_opens_to_its_reckoning(page: Any, example_run: Path) -> None:
    """Points of the criteria add up to the score; both sides' answers stand beside them."""
    row = page.locator("#pairs-table tr[data-pair='2']")
    button = row.locator("[data-open]")
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    below = page.locator("#opened-2")
    assert below.is_visible()
    words = below.inner_text()
    listed = _listed(example_run)[2]
    assert f"{float(listed['score']):.1f}" in words
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "false"
    assert below.count() == 0


def test_an_opened_pair_stays_with_its_row(page: Any) -> None:
    """Sorting moves both, and a filter hides both."""
    page.locator("#pairs-table tr[data-pair='2'] [data-open]").click()
    _sort_by(page, "Score")
    above = page.evaluate("document.getElementById('opened-2').previousElementSibling.dataset.pair")
    assert above == "2"
    page.fill("#pairs-search", "nobody of this name")
    expect(page.locator("#opened-2")).to_be_hidden()


def test_everything_stands_there_without_script(opened: Any, example_run: Path) -> None:
    """Tables are complete, and what needs a script is out of sight."""
    page = opened(example_run / "report.html", java_script_enabled=False)
    assert page.locator("#pairs-table tbody tr").count() == len(_listed(example_run))
    assert not page.locator("#pairs-search").is_visible()
    assert page.locator("#what-if-absent").is_visible()
