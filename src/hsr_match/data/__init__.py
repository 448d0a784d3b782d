"""Fields and vocabularies as data: YAML to edit, one generated JSON to load.

Edit the YAML beside this file, then run ``python tools/build_data.py``.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("data.json")


@cache
def load() -> dict[str, Any]:
    """Return the generated data: ``vocabularies``, ``fields``, ``never_read``."""
    with _FILE.open(encoding="utf-8") as stream:
        data: dict[str, Any] = json.load(stream)
    return data
