"""The families of cases, and how often each is drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

from tests.fuzz import bytes_of, sheets, yaml_files
from tests.fuzz.case import Case

FORMS = ("table", "json", "csv")


def _check(name: str, data: bytes, draw: Random) -> Case:
    return Case({name: data}, ("check", name, "--format", draw.choice(FORMS)))


@cache
def _book(suffix: str, number: int) -> bytes:
    draw = Random(number)
    return sheets.as_file(sheets.some_of(draw), suffix, draw)


def no_table(draw: Random) -> Case:
    """Random bytes under the name of a table."""
    name = draw.choice(("people.csv", "people.xlsx", "people.ods", "people.xls", "people"))
    return _check(name, bytes_of.random_bytes(draw), draw)


def bytes_changed(draw: Random) -> Case:
    """A good file with bytes changed."""
    suffix = draw.choice(sheets.SUFFIXES)
    data = _book(suffix, draw.randrange(12))
    return _check(f"people{suffix}", bytes_of.changed(data, draw), draw)


def part_changed(draw: Random) -> Case:
    """A workbook with a part changed inside a sound archive."""
    suffix = draw.choice((".xlsx", ".ods"))
    data = _book(suffix, draw.randrange(12))
    return _check(f"people{suffix}", bytes_of.changed_part(data, draw), draw)


def cells_changed(draw: Random) -> Case:
    """An example with cells, rows and columns changed."""
    suffix = draw.choice(sheets.SUFFIXES)
    return _check(f"people{suffix}", sheets.as_file(sheets.changed(draw), suffix, draw), draw)


def odd_table(draw: Random) -> Case:
    """Known headings in odd company, hostile cells."""
    suffix = draw.choice(sheets.SUFFIXES)
    return _check(f"people{suffix}", sheets.as_file(sheets.table(draw), suffix, draw), draw)


def settings_text(draw: Random) -> Case:
    """A settings file with signs and lines changed."""
    return _settings(yaml_files.text(draw), draw)


def settings_structure(draw: Random) -> Case:
    """Well-formed settings of wrong kinds."""
    return _settings(yaml_files.structure(draw), draw)


def _settings(data: bytes, draw: Random) -> Case:
    files = {"scheme.yaml": data}
    if draw.random() < 0.7:
        return Case(files, ("config", "check", "scheme.yaml"))
    rows = sheets.changed(draw) if draw.random() < 0.5 else sheets.some_of(draw)
    people = {"people.csv": sheets.as_file(rows, ".csv", draw)}
    return Case({**files, **people}, ("check", "people.csv", "-c", "scheme.yaml"))


FAMILIES: dict[str, tuple[int, Callable[[Random], Case]]] = {
    "random bytes": (8, no_table),
    "bytes changed": (14, bytes_changed),
    "part of a workbook changed": (14, part_changed),
    "cells changed": (26, cells_changed),
    "odd table": (14, odd_table),
    "settings, text changed": (14, settings_text),
    "settings of wrong kinds": (10, settings_structure),
}


def case(seed: int, number: int) -> tuple[str, Case]:
    """Return the family and the case of a number: the same on every machine."""
    draw = Random(f"{seed}/{number}")
    weights = [weight for weight, _ in FAMILIES.values()]
    (name,) = draw.choices(list(FAMILIES), weights)
    return name, FAMILIES[name][1](draw)
