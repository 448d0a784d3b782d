"""Every page can be followed as written, and leads nowhere that is not there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.documents import NAMES, ROOT, Command, anchors, first_missing, follow, links, steps


def _folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name != "README.md" and list(steps(ROOT / name))]
)
def test_what_a_page_says_can_be_done(name: str, tmp_path: Path) -> None:
    """Commands, files and programs of a page work from top to bottom."""
    follow(ROOT / name, _folder(tmp_path))


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    """Relative links name a file that exists, and a heading in it."""
    page = ROOT / name
    broken = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_page_can_be_found_from_the_index() -> None:
    """A page that no list names is a page that nobody reads."""
    index = ROOT / "docs" / "index.md"
    listed = {(index.parent / link.partition("#")[0]).resolve() for link in links(index)}
    pages = {ROOT / name for name in NAMES if name.startswith("docs/")} - {index}
    assert {page.relative_to(ROOT).as_posix() for page in pages - listed} == set()


def test_an_answer_that_differs_is_noticed() -> None:
    """The comparison forgives spaces and times, not words, figures or order."""
    answer = "Matched 5 of 5   mentees in 0.31 s\nrun: matches/x-20260101T000000Z\n"
    assert first_missing(("Matched 5 of 5 mentees in 2 s",), answer) is None
    assert first_missing(("matches/x-20260730T120000Z",), answer) is None
    assert first_missing(("Matched 4 of 5 mentees",), answer) == "Matched 4 of 5 mentees"
    assert first_missing(("run:", "Matched"), answer) == "Matched"


def test_commands_are_taken_from_a_page_as_written(tmp_path: Path) -> None:
    """Excerpts, continued lines and expected exit codes are understood."""
    page = tmp_path / "page.md"
    page.write_text(
        "```console\n$ hsr-match one \\\n    --two  # exit code 3\nError: …\n$ hsr-match three\n"
        "```\n\n```sh\nhsr-match four\nls\n```\n",
        encoding="utf-8",
    )
    assert list(steps(page)) == [
        Command("hsr-match one      --two", 3, ("Error: …",)),
        Command("hsr-match three"),
        Command("hsr-match four"),
    ]
