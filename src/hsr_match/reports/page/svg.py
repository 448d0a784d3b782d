"""Drawing with plain strings: elements whose texts and attributes are escaped.

Looks are classes of the style sheet (light, dark, print), so no drawing says
a colour; the security policy of the page allows no style attributes.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

Number = int | float


def element(name: str, *children: str, **attributes: str | Number) -> str:
    """Return an element; ``children`` are elements made here, never plain text.

    A name such as ``text_anchor`` becomes ``text-anchor``, ``class_`` becomes ``class``.
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
    )
    if not children:
        return f"<{name}{said}/>"
    return f"<{name}{said}>{''.join(children)}</{name}>"


def text(words: str, x: Number, y: Number, class_: str = "", **attributes: str | Number) -> str:
    """Return words at a place."""
    if class_:
        attributes["class_"] = class_
    return element("text", escape(words), x=x, y=y, **attributes)


def title(words: str) -> str:
    """Return what a pointer that rests on the parent shows."""
    return element("title", escape(words))


def drawing(
    name: str, width: Number, height: Number, heading: str, description: str, parts: Iterable[str]
) -> str:
    """Return a whole drawing that a screen reader reads as one image.

    Parameters
    ----------
    name
        Unique on the page; ids are made of it.
    width, height
        In units of about one pixel.
    heading, description
        What it shows, and what it says, in words.
    parts
        Elements.
    """
    return element(
        "svg",
        element("title", escape(heading), id=f"{name}-title"),
        element("desc", escape(description), id=f"{name}-desc"),
        *parts,
        class_="drawing",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=width,
        height=height,
    )


def shortened(words: str, most: int) -> str:
    """Return words that fit, cut with an ellipsis; the table holds them whole."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _value(value: str | Number) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return escape(str(value))
