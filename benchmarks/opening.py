"""How long a browser takes until a page of a run can be used; nothing where there is none."""

from __future__ import annotations

import shutil
import statistics
import time
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

READY = """
document.readyState === "complete" && document.querySelector("#pairs-count").textContent !== ""
"""
"""The page's own script has run: what is shown is counted."""

PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def opening_seconds(page: Path, repeats: int = 5) -> float | None:
    """Return the median seconds from asking for a file to a page that is drawn and answers.

    Parameters
    ----------
    page
        A page of a run.
    repeats
        Rounds, each in a tab of its own. One round before them warms the browser up.

    Returns
    -------
    float or None
        None if there is no Chromium, or nothing to steer it.
    """
    path = next((found for found in map(shutil.which, NAMES) if found), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if path is None:
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        seconds = [_once(browser, page) for _ in range(repeats + 1)]
        browser.close()
    return statistics.median(seconds[1:])


def _once(browser: Any, page: Path) -> float:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    start = time.perf_counter()
    tab.goto(page.resolve().as_uri(), wait_until="load")
    tab.wait_for_function(READY)
    tab.evaluate(PAINTED)
    took = time.perf_counter() - start
    context.close()
    return took
