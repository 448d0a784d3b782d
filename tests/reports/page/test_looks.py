"""The style sheet: enough contrast in light and dark, and no drawing with colours of its own."""

from __future__ import annotations

import re
from itertools import pairwise, product

import pytest

from hsr_match.reports.page.assets import HOME, style

GROUNDS = ("ground", "raised")
WORDS = ("ink", "soft", "accent", "care")
ON = (("on-accent", "accent"), ("care", "care-wash"), ("accent", "accent-wash"))
SHADES = (("on-light-shade", range(4)), ("on-dark-shade", range(4, 6)))


def themes() -> dict[str, dict[str, str]]:
    """The colours of each theme; dark and paper change those of light."""
    page, paper = (HOME / "page.css").read_text("utf-8"), (HOME / "print.css").read_text("utf-8")
    light, dark = (dict(_colours(block)) for block in re.findall(r":root \{(.*?)\}", page, re.S))
    (printed,) = re.findall(r":root \{(.*?)\}", paper, re.S)
    return {"light": light, "dark": light | dark, "paper": light | dict(_colours(printed))}


def _colours(block: str) -> list[tuple[str, str]]:
    return re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)


def brightness(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast() -> None:
    """Black on white is 21, a colour on itself 1."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#7a4300", "#7a4300") == 1


@pytest.mark.parametrize("theme", ["light", "dark", "paper"])
def test_words_and_marks_stand_out(theme: str) -> None:
    """Text 4.5 to 1, marks and edges of controls 3 to 1."""
    colours = themes()[theme]
    pairs = [*product(WORDS, GROUNDS), *ON]
    pairs += [(ink, f"shade-{k}") for ink, shades in SHADES for k in shades]
    for ink, ground in pairs:
        assert contrast(colours[ink], colours[ground]) >= 4.5, (theme, ink, ground)
    for ground in GROUNDS:
        assert contrast(colours["strong-line"], colours[ground]) >= 3, (theme, ground)


@pytest.mark.parametrize("theme", ["light", "dark", "paper"])
def test_the_darker_the_better_in_every_theme(theme: str) -> None:
    """As the line under the map says, and in grey too."""
    colours = themes()[theme]
    shades = [brightness(colours[f"shade-{k}"]) for k in range(6)]
    assert shades == sorted(shades, reverse=True)
    assert min(a / b for a, b in pairwise(shades)) > 1.15


def test_motion_and_paper_are_thought_of() -> None:
    assert "prefers-reduced-motion" in style()
    assert "@media print" in style()
    assert style().rindex("@media print") > style().rindex("@media (prefers-color-scheme: dark)")
