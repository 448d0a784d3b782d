"""Take the pictures of the documentation, from the invented example cohort.

    python tools/take_screenshots.py        needs Chromium; writes docs/images/

Run it when the page has changed to the eye. Pictures are not compared by tests:
fonts differ between machines.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
MENTEE = "E05"


def run_folder(scratch: Path) -> Path:
    """Match the example cohort and return its run folder."""
    folder = scratch / "run"
    program = [sys.executable, "-m", "hsr_match", "solve", "-q"]
    cohort = ROOT / "examples" / "cohort.csv"
    subprocess.run([*program, str(cohort), "-o", str(folder)], check=True, capture_output=True)
    return folder


def take(page: Any, name: str, heading: str | None = None) -> None:
    """Save what the window shows, a heading at its top if one is named."""
    if heading:
        # What was out of view gets its height when it comes into view, so go there twice.
        for _ in range(2):
            page.evaluate("id => document.getElementById(id).scrollIntoView()", heading)
            page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / f"{name}.png")


def pictures(page: Any) -> None:
    """Take all pictures of the page."""
    take(page, "report-summary")
    page.locator("#pairs-table [data-open]").nth(4).click()
    row = page.locator("#pairs-table tr.opened").first
    row.evaluate("row => row.previousElementSibling.id = 'picture-row'")
    take(page, "report-pair", "picture-row")
    page.locator("#pairs-table [data-open]").nth(4).click()
    page.fill("#what-if-search", MENTEE)
    page.click("#what-if-choose button[type=submit]")
    take(page, "report-what-if", "what-if-title-mentee")
    page.locator("#what-if-mentors [data-do=pin]").nth(3).click()
    take(page, "report-changes", "what-if-changes-title")
    take(page, "report-charts", "charts-title")


def main() -> int:
    """Take them."""
    from playwright.sync_api import sync_playwright

    path = next((found for found in map(shutil.which, NAMES) if found), None)
    if path is None:
        print("There is no Chromium here.", file=sys.stderr)
        return 1
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
        page.goto((run_folder(Path(scratch)) / "report.html").as_uri())
        pictures(page)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
