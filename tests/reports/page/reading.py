"""The page read back: its elements as a tree, and what must hold on any page."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"meta", "link", "input", "br", "img", "hr"}
CARRIES_NO_TEXT = {"script", "style"}


@dataclass
class Element:
    """An element, its attributes, and what is in it."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def one(self, tag: str) -> Element:
        (found,) = self.all(tag)
        return found

    def at(self, name: str) -> Element:
        return next(e for e in self.all() if e.attributes.get("id") == name)

    @property
    def text(self) -> str:
        """What a reader reads, in one line."""
        return " ".join("".join(self._texts()).split())

    @property
    def raw(self) -> str:
        return "".join(child for child in self.children if isinstance(child, str))

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in CARRIES_NO_TEXT:
                yield from child._texts()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("root", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice: <{tag} {names}>"
        made = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(made)
        if tag not in VOID:
            self.here = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, {n: v or "" for n, v in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def read(page: bytes) -> Element:
    """Return the page as a tree; every element must be closed where it was opened."""
    reader = _Reader()
    reader.feed(page.decode())
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.tag}> is never closed"
    return reader.root


def data_of(tree: Element, name: str = "run-data") -> Any:
    """Return a block of data of the page."""
    return json.loads(tree.at(name).raw)


def check(page: bytes) -> Element:
    """Return the page as a tree after looking for what must hold on any page."""
    tree = read(page)
    _safe(tree)
    _whole(tree)
    _readable(tree)
    return tree


def _safe(tree: Element) -> None:
    """One script, one style, nothing inline, nothing from elsewhere."""
    executed = [s for s in tree.all("script") if s.attributes.get("type") != "application/json"]
    assert len(executed) == 1
    assert len(list(tree.all("style"))) == 1
    for element in tree.all():
        for name, value in element.attributes.items():
            assert not name.startswith("on"), f"<{element.tag} {name}>"
            assert name not in ("style", "srcset", "action", "formaction"), (
                f"<{element.tag} {name}>"
            )
            if name in ("src", "href", "data"):
                assert value.startswith(("#", "data:,")), f"<{element.tag} {name}={value}>"
        assert element.tag not in ("iframe", "object", "embed", "base", "img")


def _whole(tree: Element) -> None:
    """Ids are unique, and whatever refers to one finds it."""
    names = [e.attributes["id"] for e in tree.all() if "id" in e.attributes]
    assert len(names) == len(set(names))
    for element in tree.all():
        for key in ("aria-labelledby", "aria-describedby", "for", "aria-controls"):
            for name in element.attributes.get(key, "").split():
                assert name in names, f"<{element.tag} {key}={name}>"
        link = element.attributes.get("href", "")
        if element.tag == "a" and link.startswith("#"):
            assert link[1:] in names, link


def _readable(tree: Element) -> None:
    """Headings in order, tables with caption and scope, fields with labels, drawings told."""
    levels = [int(h.tag[1]) for h in tree.all("h1", "h2", "h3", "h4", "h5")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    for above, below in itertools.pairwise(levels):
        assert below <= above + 1, "a level of headings is left out"
    for table in tree.all("table"):
        assert table.one("caption").text
        heads = list(next(iter(table.all("thead"))).all("th"))
        assert all(head.attributes.get("scope") == "col" for head in heads)
        for row in next(iter(table.all("tbody"))).all("tr"):
            cells = [c for c in row.children if isinstance(c, Element)]
            assert len(cells) == len(heads)
            assert cells[0].attributes.get("scope") == "row"
    labels = {label.attributes["for"] for label in tree.all("label")}
    for field_ in tree.all("input", "select", "textarea"):
        assert field_.attributes["id"] in labels
    for button in tree.all("button"):
        assert button.attributes["type"] in ("button", "submit")
        assert button.text
    for drawing in tree.all("svg"):
        if drawing.attributes.get("aria-hidden") == "true":
            continue
        assert drawing.attributes["role"] == "img"
        first, second = (c for c in drawing.children[:2] if isinstance(c, Element))
        assert (first.tag, second.tag) == ("title", "desc")
        assert first.text
        assert second.text
