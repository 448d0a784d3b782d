"""Jinja2 as the page uses it: everything escaped, nothing undefined passes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hsr_match.reports.page.assets import HOME

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> Environment:
    """Return the environment in which the templates of this folder are read."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(HOME),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
