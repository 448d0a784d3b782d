"""Changes put together on the page: what it promises is what solving again gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hsr_match.insight.pricing.words import cost_in_words
from hsr_match.insight.words import Scale
from tests.cli.running import run
from tests.documents import ROOT

COHORT = ROOT / "examples" / "cohort.csv"


@pytest.fixture
def page(opened: Any, example_run: Path) -> Any:
    return opened(example_run / "report.html")


def _choose(page: Any, mentee: str) -> None:
    page.fill("#what-if-search", mentee)
    page.click("#what-if-choose button[type=submit]")


def _press(page: Any, kind: str, mentor: str) -> None:
    if page.locator("#what-if-all").count():
        page.click("#what-if-all")
    row = page.locator("#what-if-mentors tbody tr").filter(has_text=mentor).first
    row.locator(f"[data-do={kind}]").click()


def _pairs(manifest: dict[str, Any]) -> dict[str, str]:
    return {pair["mentee"]: pair["mentor"] for pair in manifest["pairs"]}


def _totals(page: Any) -> dict[str, str]:
    """Return the figures after the changes, by what they are."""
    rows: list[list[str]] = page.evaluate(
        """[...document.querySelectorAll("#what-if-totals tbody tr")]
        .map(row => [...row.cells].map(cell => cell.innerText.trim()))"""
    )
    return {row[0]: row[2] for row in rows}


def _saved(page: Any, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator("#what-if-changes button", has_text="Save").first.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def _solved_again(changes: Path, folder: Path) -> dict[str, Any]:
    """Solve with the file that the page saved."""
    ended = run("solve", str(COHORT), "--changes", str(changes), "-o", str(folder / "again"))
    assert ended.returncode == 0, ended.stderr
    manifest: dict[str, Any] = json.loads((folder / "again" / "match.json").read_text("utf-8"))
    return manifest


Compose = Callable[[Any, dict[str, str]], None]


def _one_pin(page: Any, pairs: dict[str, str]) -> None:
    _choose(page, "E05")
    _press(page, "pin", pairs["E09"])


def _one_ban(page: Any, pairs: dict[str, str]) -> None:
    _choose(page, "E10")
    _press(page, "ban", pairs["E10"])


def _three(page: Any, pairs: dict[str, str]) -> None:
    _choose(page, "E02")
    _press(page, "ban", pairs["E02"])
    _choose(page, "E30")
    _press(page, "pin", pairs["E07"])
    _choose(page, "E20")
    _press(page, "pin", pairs["E34"])


def _a_swap(page: Any, pairs: dict[str, str]) -> None:
    _choose(page, "E04")
    page.locator("#what-if-swap-with").select_option(index=2)
    page.click("#what-if-swap button[type=submit]")


@pytest.mark.parametrize("compose", [_one_pin, _one_ban, _three, _a_swap])
def test_the_total_is_what_solving_again_gives(
    page: Any, example_run: Path, tmp_path: Path, compose: Compose
) -> None:
    """Matched, points, mean and worst on the page equal those of `solve --changes`."""
    before = json.loads((example_run / "match.json").read_text("utf-8"))
    compose(page, _pairs(before))
    promised = _totals(page)
    again = _solved_again(_saved(page, tmp_path), tmp_path)
    assert again["objective"]["alpha"] == before["objective"]["alpha"]
    scores = [pair["score"] for pair in again["pairs"]]
    matched = len({pair["mentee"] for pair in again["pairs"]})
    assert promised["Mentees with a mentor"] == str(matched)
    assert promised["Points in all"] == f"{sum(scores) / 10_000:.1f}"
    assert promised["Lowest score"] == f"{min(scores) / 10_000:.1f}"
    assert promised["Weighted points in all"] == f"{again['objective']['gain'] / 10_000:.1f}"


def test_who_decides_and_why_go_into_the_file(page: Any, example_run: Path, tmp_path: Path) -> None:
    """Even with quotes and colons, and the words of another language."""
    _one_pin(page, _pairs(json.loads((example_run / "match.json").read_text("utf-8"))))
    fields = page.locator("#what-if-changes input")
    assert fields.count() == 2
    fields.nth(0).fill('Zoë "Zo" O’Hara: chair')
    fields.nth(1).fill("they know each other — #1: yes")
    import yaml

    (change,) = yaml.safe_load(_saved(page, tmp_path).read_text("utf-8"))
    assert change["by"] == 'Zoë "Zo" O’Hara: chair'
    assert change["reason"] == "they know each other — #1: yes"
    assert change["do"] == "pin"
    assert change["mentee"] == "E05"


def test_a_change_taken_back_leaves_no_trace(page: Any, example_run: Path) -> None:
    """The same button takes it back."""
    pairs = _pairs(json.loads((example_run / "match.json").read_text("utf-8")))
    _one_pin(page, pairs)
    assert _totals(page)
    _press(page, "pin", pairs["E09"])
    assert page.locator("#what-if-totals").count() == 0


def test_a_barred_mentor_says_which_rule(page: Any) -> None:
    """Every mentor of every mentee is there: possible with a price, or barred with the rule."""
    _choose(page, "E07")
    page.click("#what-if-all")
    prices = page.evaluate(
        """[...document.querySelectorAll("#what-if-mentors tbody tr")]
        .map(row => row.cells[4].innerText)"""
    )
    data = page.evaluate(
        "JSON.parse(document.getElementById('run-data').textContent).mentors.length"
    )
    assert len(prices) == data
    assert any(words.startswith("Not possible: ") for words in prices)
    assert all(words.strip() for words in prices)


def test_the_button_in_the_list_leads_here(page: Any) -> None:
    """The mentee's mentors open, and the reader's focus goes with them."""
    page.locator("#pairs-table [data-what-if]").nth(3).click()
    assert page.evaluate("document.activeElement.id") == "what-if-title-mentee"


def test_what_people_decided_stays_and_has_no_price(
    opened: Any, example_run: Path, decided_run: Path, tmp_path: Path
) -> None:
    """No change is offered to whom the next run would refuse it; the command keeps decisions."""
    before = list(_pairs(json.loads((example_run / "match.json").read_text("utf-8"))).items())
    (declined, mentor), (approved, _) = before[:2]
    page = opened(decided_run / "report.html")
    page.locator("#pairs-table [data-open]").first.click()
    assert "cost" not in page.locator("#pairs").inner_text()
    _choose(page, approved)
    assert page.locator("#what-if-mentors [data-do]").count() == 0
    assert "so it stays" in page.locator("#what-if-mentee").inner_text()
    _choose(page, declined)
    other = page.locator("#what-if-mentors tbody tr").filter(has=page.locator("[data-do=ban]"))
    row = other.filter(has_not_text=mentor).first
    banned = row.locator("th .id").inner_text()
    row.locator("[data-do=ban]").click()
    changes = _saved(page, tmp_path)
    command = page.locator("#what-if-changes code").first.inner_text()
    assert command == "hsr-match solve COHORT --changes RUN --changes changes.yaml"
    ended = run(
        *("solve", str(COHORT), "--changes", str(decided_run), "--changes", str(changes)),
        *("-o", str(tmp_path / "again")),
    )
    assert ended.returncode == 0, ended.stderr
    again = _pairs(json.loads((tmp_path / "again" / "match.json").read_text("utf-8")))
    assert {mentee: again.get(mentee) for mentee, _ in before[1:]} == dict(before[1:])
    assert again.get(declined) not in (mentor, banned)


def test_with_several_mentors_one_pair_has_its_price_and_more_are_left_to_the_program(
    opened: Any, tmp_path: Path
) -> None:
    """The one price is that of `solve --changes`; no sum of two is made up."""
    settings = tmp_path / "settings.yaml"
    rules = "rules: {mentors_per_mentee: 2, spread: {organisation: 1}}"
    settings.write_text(f"extends: default\nfairness: {{max_price: 1}}\n{rules}\n")
    solve = ("solve", str(COHORT), "-c", str(settings))
    assert run(*solve, "-o", str(tmp_path / "run")).returncode == 0
    page = opened(tmp_path / "run" / "report.html")
    _choose(page, "E05")
    row = page.locator("#what-if-mentors tbody tr").filter(has_not_text="Has them now").first
    row.locator("[data-do=pin]").click()
    told = page.locator("#what-if-changes").inner_text()
    changes = _saved(page, tmp_path)
    ended = run(*solve, "--changes", str(changes), "-o", str(tmp_path / "again"))
    assert ended.returncode == 0, ended.stderr
    made, again = (
        json.loads((tmp_path / name / "match.json").read_text("utf-8")) for name in ("run", "again")
    )
    lost = (
        made["objective"]["coverage"] - again["objective"]["coverage"],
        len(made["pairs"]) - len(again["pairs"]),
        made["objective"]["gain"] - again["objective"]["gain"],
    )
    words = cost_in_words(*lost, Scale(made["scale"], given=False), weighted=True)
    assert f"This change: {words}. Run again to see who moves." in told
    page.locator("#what-if-mentors [data-do=ban]").last.click()
    told = page.locator("#what-if-changes").inner_text()
    assert "Mentees may have several mentors, so one change asks for others." in told
    assert "This change" not in told
