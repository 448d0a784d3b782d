"""The settings file of a new scheme: the keys that schemes change first, as comments."""

from __future__ import annotations

import re

_HEAD = """\
# Settings of this scheme.
#
# Everything is as in the defaults until you change it. To change a key, delete
# the `#` and the space in front of it, and in front of the key above it that it
# belongs to; then change the value. Keep the spaces that come after.
#
#   hsr-match config check settings.yaml     lists every mistake
#   hsr-match config show -c settings.yaml   prints everything as a run uses it
#
# Every key is explained in docs/reference/settings.md.
extends: default

"""

_CHOSEN: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("weights", (), "What counts for how much."),
    (
        "rules",
        (
            "other_organisation",
            "department",
            "language",
            "meeting_format",
            "quality_floor",
            "mentors_per_mentee",
            "reserve",
            "order",
        ),
        "Which pairs may be made. List spellings of one employer under `aliases`.",
    ),
    ("fairness", (), "What is maximised: a fair spread, the highest total, or the worst match."),
    ("consent", (), "`on_form` only if the form itself asked for explicit consent."),
    ("monitoring", (), "Headings of your own that must never reach matching."),
    ("columns", (), "Only for headings other than those of the workbook and the forms."),
    ("sheets", (), "Only where names of sheets do not say who stands on them."),
    ("lawful_basis", (), "Kept with each run; ask your data protection officer."),
    ("retention_months", (), "Months after which a run should be deleted."),
)


def settings_text() -> str:
    """Return the settings file, its values and explanations those of ``configs/default.yaml``."""
    from hsr_match.config.preset_files import DEFAULT, preset_path

    blocks = _blocks(preset_path(DEFAULT).read_text(encoding="utf-8"))
    parts = [_HEAD]
    for key, inner, said in _CHOSEN:
        lines = blocks[key]
        if inner:
            lines = [lines[0], *(line for line in lines[1:] if _key(line) in inner)]
        parts.append(f"## {said}\n")
        parts += [f"# {line}\n" for line in lines]
        parts.append("\n")
    return "".join(parts).rstrip("\n") + "\n"


def _key(line: str) -> str:
    found = re.match(r" *([a-z_]+):", line)
    return found[1] if found else ""


def _blocks(text: str) -> dict[str, list[str]]:
    """Return top-level key → its lines; blank lines and whole-line comments are left out."""
    blocks: dict[str, list[str]] = {}
    current = ""
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line.startswith(" "):
            current = _key(line)
            blocks[current] = []
        blocks[current].append(line)
    return blocks
