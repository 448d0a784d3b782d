"""Build ``docs/reference/audiences.md`` from the table of audiences.

python tools/build_audience_page.py            write it
python tools/build_audience_page.py --check    write nothing; exit 1 if it is stale
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from hsr_match.reports.letters.audiences import AUDIENCES, FACTS, NEVER, parts_for
from hsr_match.reports.letters.templating import TEMPLATES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "audiences.md"

HEAD = """\
# Audiences

Who may see what in the reports of `hsr-match report`. This page is the program's own table, and the
program reaches answers through that table alone: a template that names anything else is refused.
[Send letters](../how-to/send-letters.md) shows how to use it, [privacy](../explanation/privacy.md)
why it is as it is. The coordinator's own files (`report.html`, `pairings.xlsx`, the run folder) are
not made through it.

| What | Name in templates | Mentor | Mentee | Panel | Trustees | Made from |
|---|---|:---:|:---:|:---:|:---:|---|
"""

NEVER_HEAD = """
Fields stand under *Made from* where something is made from a person's own answers. Of them only
values that [vocabularies](vocabularies.md) call plain are used; special and gated ones are left out
whatever the field. Where the form asked whether it may be shared (`consent_share_form`), what is
marked * takes a yes; that somebody said no stands in no letter.

## What no letter and no summary says

"""

TEMPLATE_HEAD = """
A field that is named nowhere on this page stands in no letter and no summary either.

The panel sees reasons, answers and alternatives as the coordinator does, without addresses,
refusals and gated answers. The phrase *not available* stands for every refusal, family tie, private
conflict and gated reason, so that none can be told from another.

## Templates

`hsr-match report --write-templates DIR` writes them; `--templates DIR` uses those that are still
there. They are [Jinja](https://jinja.palletsprojects.com/) templates in a sandbox. A letter begins
with a line `Subject: …`; until somebody has approved a pair, the program puts *DRAFT* in front of
subject and text, whatever the template says.

| File | For | What it is | May name |
|---|---|---|---|
"""


def page() -> str:
    """Return the page as it should be."""
    return "".join(
        [
            HEAD,
            *_facts(),
            NEVER_HEAD,
            *_never(),
            TEMPLATE_HEAD,
            *_templates(),
        ]
    )


def _facts() -> Iterator[str]:
    for fact in FACTS:
        marks = " | ".join("yes" if audience in fact.to else "–" for audience in AUDIENCES)
        made = ", ".join(f"`{name}`" for name in fact.reads)
        star = " *" if fact.shared else ""
        yield f"| {fact.what}{star} | `{fact.part}.{fact.name}` | {marks} | {made} |\n"


def _never() -> Iterator[str]:
    for what, fields in NEVER:
        named = ", ".join(f"`{name}`" for name in fields)
        yield f"* {what}{f' ({named})' if named else ''}.\n"


def _templates() -> Iterator[str]:
    lists = {"partner": "partners", "pair": "pairs"}
    for audience, names in TEMPLATES.items():
        may = ", ".join(f"`{lists.get(part, part)}`" for part in parts_for(audience))
        for name, what in names.items():
            yield f"| `{name}` | {audience} | {what} | {'–' if name == 'page.css' else may} |\n"


def main(arguments: list[str]) -> int:
    """Write or check the page."""
    if "--check" in arguments:
        stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page()
        if stale:
            print(f"stale: {PAGE.name}; run python tools/build_audience_page.py")
        return int(stale)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
