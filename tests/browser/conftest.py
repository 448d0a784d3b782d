"""A real browser for the pages; what it logs and asks for is part of every test."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run
from tests.documents import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REQUIRED = "HSR_MATCH_REQUIRE_BROWSER"
"""Set where tests must not be skipped for want of a browser, as in CI."""

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """Return the path of Chromium, if it is installed."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    mine = [item for item in items if here in item.path.parents]
    for item in mine:
        item.add_marker(pytest.mark.browser)
    if chromium() is None and not os.environ.get(REQUIRED):
        reason = "no Chromium here: the page was not looked at (Debian: apt install chromium)"
        for item in mine:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, started once."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    assert path, f"{REQUIRED} is set and there is no Chromium"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield found
        found.close()


@dataclass
class Seen:
    """A page that is open, and what it did that it should not."""

    page: Any
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


Opens = Callable[..., Any]


@pytest.fixture
def opened(browser: Any) -> Iterator[Opens]:
    """Return a function that opens a file; afterwards nothing may have been logged or asked for."""
    seen: list[Seen] = []
    contexts = []

    def open_file(path: Path, *, width: int = 1280, height: int = 900, **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": height}, accept_downloads=True, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        one = Seen(page)
        seen.append(one)
        address = path.resolve().as_uri()
        page.on("console", lambda told: _note(one.errors, told))
        page.on("pageerror", lambda error: one.errors.append(str(error)))
        page.on("request", lambda request: _ask(one.requests, request.url, address))
        page.goto(address)
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert [error for one in seen for error in one.errors] == []
    assert [url for one in seen for url in one.requests] == []


def _note(errors: list[str], told: Any) -> None:
    if told.type in ("error", "warning"):
        errors.append(told.text)


def _ask(requests: list[str], url: str, address: str) -> None:
    if not url.startswith(("data:", "blob:")) and url.partition("#")[0] != address:
        requests.append(url)


@pytest.fixture(scope="session")
def example_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of the example cohort, made by the command."""
    folder = tmp_path_factory.mktemp("browser") / "run"
    ended = run("solve", str(ROOT / "examples" / "cohort.csv"), "-o", str(folder))
    assert ended.returncode == 0, ended.stderr
    return folder


@pytest.fixture(scope="session")
def decided_run(example_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same run once people have declined the first pair and approved all others."""
    folder = tmp_path_factory.mktemp("decided")
    with (example_run / "pairings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    pairs = [row for row in rows if row["mentor_id"]]
    for row in pairs:
        row["status"] = "declined" if row is pairs[0] else "approved"
    edited = folder / "edited.csv"
    with edited.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    decided = folder / "run"
    ended = run("approve", str(example_run), str(edited), "--by", "Panel", "-o", str(decided))
    assert ended.returncode == 0, ended.stderr
    return decided
