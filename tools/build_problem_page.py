"""Build ``docs/reference/problems.md`` from ``src/hsr_match/data/problems.yaml``.

python tools/build_problem_page.py            write it
python tools/build_problem_page.py --check    write nothing; exit 1 if it is stale
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "hsr_match" / "data" / "problems.yaml"
PAGE = ROOT / "docs" / "reference" / "problems.md"

HEAD = """\
# Problems

Generated from `src/hsr_match/data/problems.yaml` by `tools/build_problem_page.py`; edit the file
there, not this page.

Everything that `hsr-match check` and the other commands can say about files, people and settings.
Each problem has a code, a level, a place (file, sheet, row as Excel numbers it, column) and an
advice. `check` prints them grouped, the first twenty of each kind; `--verbose` prints all;
`--format csv` and `--format json` give all as data, one line or entry for each;
[`--annotate`](../how-to/correct-a-sheet.md) marks them in a copy of the workbook.

**ERROR** stops the run: nothing is written, the exit code is 3 (2 for settings, 4 for
contradictions). **WARN** does not stop it and deserves a look. **FIXED** is a harmless repair, told
so that nothing happens in silence. What was read is quoted for plain fields only, never a name, a
text of somebody's own or an answer given in confidence.
"""


def page() -> str:
    """Return the page as it should be."""
    groups = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    listed = [f"[{group['title']}](#{_anchor(group['title'])})" for group in groups]
    parts = [HEAD, " · ".join(listed) + "\n"]
    for group in groups:
        parts.append(f"## {group['title']}\n\n{group['about']}\n")
        parts += [
            section for code, entry in group["codes"].items() for section in _one(code, entry)
        ]
    return "\n".join(parts)


def _one(code: str, entry: dict[str, Any]) -> Iterator[str]:
    level = entry["level"] if isinstance(entry["level"], str) else " or ".join(entry["level"])
    yield f"### `{code}`\n"
    yield f"**{level}.** {entry['means']}\n"
    yield f"- *For instance*: {entry['example']}"
    yield f"- *What to do*: {entry['do']}\n"


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def main(arguments: list[str]) -> int:
    """Write or check the page."""
    if "--check" in arguments:
        stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page()
        if stale:
            print(f"stale: {PAGE.name}; run python tools/build_problem_page.py")
        return int(stale)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
