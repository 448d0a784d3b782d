"""One case: files and a command line, made from a random number alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

CANARY = "Quetzalcoatlus"
"""Stands in confidential cells only: no message may hold it, however cut or folded."""


@dataclass(frozen=True, slots=True)
class Case:
    """A command with its files.

    Attributes
    ----------
    files
        Name → bytes; written to an empty folder, which is the working folder.
    words
        The command line.
    """

    files: Mapping[str, bytes]
    words: tuple[str, ...] = field(default=())
