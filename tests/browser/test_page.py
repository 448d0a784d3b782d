"""The page as a whole: narrow and wide, in the dark, on paper, and for everybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run

WIDTHS = (320, 480, 768, 1024, 1280, 1920)
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


def _violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": LEVELS}).response["violations"]
    return [
        f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes'][:3]]}"
        for one in found
    ]


def _open_everything(page: Any) -> None:
    """Open a pair, the tables behind drawings, and a mentee's mentors with a change."""
    page.locator("#pairs-table [data-open]").first.click()
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    page.locator("[data-what-if]").first.click()
    page.locator("#what-if-mentors [data-do=pin]").last.click()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_has_to_be_scrolled_sideways(opened: Any, example_run: Path, width: int) -> None:
    """Only tables scroll, in regions of their own; the page fits the window."""
    page = opened(example_run / "report.html", width=width)
    _open_everything(page)
    inner, outer = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert inner <= outer


def test_the_pairs_fit_a_laptop(opened: Any, example_run: Path) -> None:
    """Both buttons of a pair are in sight at once, without scrolling sideways."""
    page = opened(example_run / "report.html", width=1280)
    inner, outer = page.evaluate(
        "(box => [box.scrollWidth, box.clientWidth])(document.querySelector('#pairs .scroll'))"
    )
    assert inner <= outer


@pytest.mark.parametrize("width", [320, 400, 740, 1100])
def test_no_pair_is_cut(opened: Any, example_run: Path, width: int) -> None:
    """Reasons, buttons and an opened pair fit the window; narrow rows become cards."""
    page = opened(example_run / "report.html", width=width)
    row = page.locator("#pairs-table tr[data-pair='1']")
    row.locator("[data-open]").click()
    row.locator("[data-what-if]").click()
    page.wait_for_selector("#what-if-mentors")
    wide = page.evaluate(
        """[...document.querySelectorAll("#pairs .scroll, #mentors .scroll, #what-if .scroll")]
        .filter(box => box.scrollWidth > box.clientWidth).map(box => box.ariaLabel ?? box.id)"""
    )
    assert wide == []
    # At one moment: the page may still be gliding to the mentors.
    name, why = row.evaluate(
        """row => ["th", ".why"].map(part => row.querySelector(part).getBoundingClientRect().y)"""
    )
    assert (why > name) == (width < 760), "below its name in a card, beside it in a row"
    assert page.get_by_role("columnheader", name="Rank").count() >= 1
    assert page.get_by_role("cell", name=row.locator(".why p").inner_text()).count() == 1


@pytest.fixture(scope="module")
def long_names_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of people whose names have no place to break, more of them than places."""
    folder = tmp_path_factory.mktemp("long")
    people = [f"Jo Wolfeschlegelsteinhausenbergerdorff{k},mentee,confidence," for k in range(4)]
    people += [f"Ed Abercrombiefeatherstonehaughsmythe{k},mentor,,confidence" for k in range(2)]
    sheet = folder / "people.csv"
    sheet.write_text("\n".join(["name,role,needs,offers", *people]), encoding="utf-8")
    assert run("solve", str(sheet), "-o", str(folder / "run")).returncode == 0
    return folder / "run"


@pytest.mark.parametrize("width", [320, 1280])
def test_a_long_name_pushes_nothing_out_of_sight(
    opened: Any, long_names_run: Path, width: int
) -> None:
    """Pairs, mentors and those without one fit, though a surname is one word of 38 letters."""
    page = opened(long_names_run / "report.html", width=width)
    wide = page.evaluate(
        """[document.documentElement, ...document.querySelectorAll("#pairs .scroll"),
        ...document.querySelectorAll("#mentors .scroll")]
        .filter(box => box.scrollWidth > box.clientWidth).map(box => box.tagName)"""
    )
    assert wide == []


def test_axe_finds_nothing(opened: Any, example_run: Path) -> None:
    """WCAG 2.2 AA and good practice, with everything opened."""
    page = opened(example_run / "report.html")
    _open_everything(page)
    assert _violations(page) == []


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing_narrow_or_in_the_dark(
    opened: Any, example_run: Path, scheme: str, width: int
) -> None:
    """The same where colours are others, and where rows become cards."""
    page = opened(example_run / "report.html", width=width, color_scheme=scheme)
    _open_everything(page)
    assert _violations(page) == []


def test_the_keyboard_reaches_what_the_mouse_does(opened: Any, example_run: Path) -> None:
    """The first stop is the way past the list of sections, and it works."""
    page = opened(example_run / "report.html")
    page.keyboard.press("Tab")
    link = page.evaluate("document.activeElement.getAttribute('href')")
    assert link.startswith("#")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == link


def test_it_prints(opened: Any, example_run: Path) -> None:
    """A PDF of several pages comes out, and what is for the screen only stays off it."""
    page = opened(example_run / "report.html")
    content = page.pdf(format="A4")
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") >= 3
    page.emulate_media(media="print")
    assert not page.locator("#pairs-filter").is_visible()
    assert not page.locator(".contents").is_visible()
    assert page.locator("#pairs-table").is_visible()
    # Chromium repeats headings on the next page, but no box inside them other than text.
    shown = page.evaluate(
        "[...document.querySelectorAll('th button')].map(one => getComputedStyle(one).display)"
    )
    assert set(shown) == {"contents"}
    sizes = page.evaluate(
        """["#pairs-table td.why", "#summary p"].map(which =>
        parseFloat(getComputedStyle(document.querySelector(which)).fontSize))"""
    )
    assert sizes[0] <= sizes[1] < 14, "tables are no larger than the text, and that is small"


def test_on_paper_a_long_list_of_people_leaves_no_page_blank(
    opened: Any, long_names_run: Path
) -> None:
    """Cards stand one below the other: in a grid, one that does not fit leaves a page empty."""
    page = opened(long_names_run / "report.html")
    page.emulate_media(media="print")
    shown = page.evaluate("getComputedStyle(document.querySelector('.cards')).display")
    assert shown == "block"


def test_a_panel_of_a_decided_run_has_no_empty_column(
    opened: Any, decided_run: Path, tmp_path: Path
) -> None:
    """Nothing has a price there, so no table keeps room for one."""
    ended = run("report", str(decided_run), "--for", "panel", "-o", str(tmp_path / "panel"))
    assert ended.returncode == 0, ended.stderr
    page = opened(tmp_path / "panel" / "panel.html")
    columns = page.evaluate(
        """[...document.querySelectorAll("table")].flatMap(table =>
        [...table.tHead.rows[0].cells].map((heading, k) => [heading.innerText,
        [...table.tBodies[0].rows].map(row => row.cells[k].innerText.trim()).join("")]))"""
    )
    assert len(columns) > 100
    assert not [heading for heading, words in columns if not words.strip("–")]


def test_no_foreign_script_runs(browser: Any, example_run: Path, tmp_path: Path) -> None:
    """A script that is not the page's own is refused: its hash is not in the policy."""
    text = (example_run / "report.html").read_text(encoding="utf-8")
    copy = tmp_path / "tampered.html"
    foreign = "<script>document.title = 'foreign'</script></body>"
    copy.write_text(text.replace("</body>", foreign), encoding="utf-8")
    titles = {}
    for trusting in (True, False):
        context = browser.new_context(bypass_csp=trusting)
        page = context.new_page()
        page.goto(copy.as_uri())
        titles[trusting] = page.title()
        context.close()
    assert titles[True] == "foreign", "it runs where no policy stands"
    assert titles[False] != "foreign"
