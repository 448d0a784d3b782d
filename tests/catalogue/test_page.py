"""The page of bad input says what the tests show."""

from __future__ import annotations

from tests.catalogue.page import PAGE, page


def test_the_page_is_as_the_catalogue_makes_it() -> None:
    """``python -m tests.catalogue.page`` writes it again."""
    assert PAGE.read_text(encoding="utf-8") == page()
