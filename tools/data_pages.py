"""The reference pages of fields and vocabularies, made from the data themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Item = Mapping[str, Any]

FIELDS_INTRO = """# Fields

Generated from `src/hsr_match/data/fields.yaml` by `tools/build_data.py`; edit that file, not
this page.

A **field** is a column that the program knows. A column of a table is recognised by the
field's name, by one of the other names below, or by your own `columns:` map in the settings.
Before headings are compared, case, spacing, question numbers (`Q7.`), required marks (`*`), a
closing colon or question mark, and "(optional)" are dropped. Nothing is ever guessed: a
heading that is only *like* a known one is shown as a suggestion, and what is left over is
listed.

**Cells.** Answers are ids or labels of the [vocabularies](vocabularies.md), in any case.
Several answers are separated by `;` (a form's commas work too). A ranked answer stands best
first, ties with `=`: `R04 = R11; R02`. A rated answer is `id:level; id:level`, or one column
per item where a prefix is given below. An empty cell, `-`, `n/a` and `.` are blank; "None of
these" is an answer; "Prefer not to say" counts as blank and is never queried.

**Sensitivity.** *plain*: a work fact. *personal*: identifies, gives contact, or is a private
view. *special*: special category data in law. *gated*: kept behind the same gate by choice.
Where single values weigh more than their field, the vocabulary says which. What the gate
holds back without consent: *values* (those marked), *whole* (the answer).
"""

MONITORING_INTRO = """## Monitoring only

Joined after the matching is done, for equality reports; nothing before the reports may read
these. If one turns up in the cohort file, it is moved out, and the report says so. Name further
columns under `monitoring:` in the settings. A setting that names one in scoring or rules stops
the run.
"""

NEVER_READ_INTRO = """## Never read

Listed as dropped, neither stored nor scored; no criterion may name one. Whole words of the
heading count: "language" holds no age.
"""

FIELDS_SECTIONS = (
    ("Mentees and mentors", "fields", "both"),
    ("Mentees", "fields", "mentee"),
    ("Mentors", "fields", "mentor"),
)

TYPES = {
    "id": "an id",
    "text": "text",
    "email": "an e-mail address",
    "int": "a whole number",
    "yesno": "yes or no",
    "date": "a date",
    "organisation": "an organisation",
    "organisations": "organisations",
    "people": "people",
    "ranked_people": "people, best first",
    "conflicts": "people, each with a kind of {list}",
    "one": "one of {list}",
    "many": "any of {list}",
    "ranked": "any of {list}, best first",
    "level": "a level of {list}",
    "rated": "any of {list}, each with a level of {levels}",
}


def fields_page(data: Mapping[str, Any]) -> str:
    """Return the page of fields: what each holds, then the headings it is known by."""
    parts = [FIELDS_INTRO]
    for title, section, side in FIELDS_SECTIONS:
        entries = [entry for entry in data[section] if entry["side"] == side]
        parts += [f"## {title}\n", _fields_table(entries), _headings_table(entries)]
    parts += [
        MONITORING_INTRO,
        _headings_table(data["monitoring"]),
        NEVER_READ_INTRO,
        _table(
            ("What", "Why", "Words in a heading", "Unless it says"),
            [
                (
                    entry["id"].replace("_", " "),
                    entry["reason"],
                    ", ".join(entry["phrases"]),
                    ", ".join(entry.get("unless", [])),
                )
                for entry in data["never_read"]
            ],
        ),
    ]
    return "\n".join(parts)


def _fields_table(entries: Sequence[Item]) -> str:
    rows = [
        (
            f"`{entry['name']}`",
            entry["meaning"] + (f". {entry['note']}" if "note" in entry else ""),
            _answers(entry),
            f"`{entry['example']}`" if "example" in entry else "",
            _sensitivity(entry),
            ", ".join(entry.get("uses", [])),
        )
        for entry in entries
    ]
    return _table(("Column", "Holds", "Answers", "Example", "Sensitivity", "Used for"), rows)


def _answers(entry: Item) -> str:
    name = entry.get("vocabulary")
    words = TYPES[entry["type"]] if name or "{" not in TYPES[entry["type"]] else "any words"
    text = words.format(list=_link(name), levels=_link(entry.get("levels")))
    if "allowed" in entry:
        text += f" ({entry['allowed']})"
    elif "limit" in entry:
        text += f" (at most {entry['limit']})"
    if "item_prefix" in entry:
        text += f"; or columns `{entry['item_prefix']}<id>`"
    return text


def _link(name: str | None) -> str:
    return f"[{name}](vocabularies.md#{name})" if name else ""


def _sensitivity(entry: Item) -> str:
    gate = f"; gate: {entry['gate']}" if "gate" in entry else ""
    return f"{entry.get('sensitivity', 'plain')}{gate}"


def _headings_table(entries: Sequence[Item]) -> str:
    rows = []
    for entry in entries:
        words = [*entry.get("aliases", []), *entry.get("headings", [])]
        stands_for = entry.get("parts", {})
        shown = [f"{w} (*{stands_for[w]}*)" if w in stands_for else w for w in words]
        if shown:
            rows.append((f"`{entry['name']}`", " · ".join(shown)))
    return _table(("Column", "Also recognised as"), rows)


VOCABULARIES_INTRO = """# Vocabularies

Generated from `src/hsr_match/data/vocabularies/` by `tools/build_data.py`; edit the files
there, not this page.

An answer means a term if it *is*, in any case, the term's id, its label or one of its other
words; words inside a longer text never count. *Abbreviations in capitals* are read in
capitals only (`OR` is a method, "or" is not). `other` is shown and never scored.

*Sensitivity*: **special** values are special category data in law and used with consent only;
**gated** ones are kept behind the same gate by choice. Ids are never used again for something
else.
"""

Cell = Callable[[Item], str]


def _joined(key: str) -> Cell:
    return lambda item: ", ".join(item.get(key, []))


def _ids(key: str) -> Cell:
    return lambda item: ", ".join(f"`{value}`" for value in item.get(key, []))


COLUMNS: tuple[tuple[str, Cell], ...] = (
    ("Id", lambda item: f"`{item['id']}`"),
    ("Label", lambda item: item["label"]),
    ("Also read as", _joined("synonyms")),
    ("Abbreviations in capitals", _joined("abbreviations")),
    ("Sensitivity", lambda item: item.get("sensitivity", "")),
    ("Met in full by", _ids("full")),
    ("Met in part by", _ids("part")),
    ("Near", _ids("near")),
    ("Suggests", _ids("suggests")),
    ("Also seen at", _ids("also")),
    ("Note", lambda item: ". ".join(filter(None, [item.get("description"), *_marks(item)]))),
)
MARKS = {
    "founding": "Named in the scheme's founding account",
    "nihr": "On the NIHR list of strategic skills",
    "unscored": "Never scored",
}


def _marks(item: Item) -> list[str]:
    return [MARKS[mark] for mark in item.get("marks", [])]


def vocabularies_page(data: Mapping[str, Any]) -> str:
    """Return the page of vocabularies, one table a list, columns where they hold something."""
    lists = data["vocabularies"]
    used: dict[str, list[str]] = {}
    for entry in data["fields"]:
        for key in ("vocabulary", "levels"):
            if key in entry:
                used.setdefault(entry[key], []).append(entry["name"])
    parts = [VOCABULARIES_INTRO, "Lists: " + " · ".join(f"[{n}](#{n})" for n in lists) + "\n"]
    for name, entry in lists.items():
        fields = ", ".join(f"[`{field}`](fields.md)" for field in used.get(name, []))
        parts.append(f"## {name}\n")
        parts.append(
            f"{len(entry['items'])} terms, version {entry['version']}. {entry['source']}."
            + (f" Used by {fields}." if fields else "")
            + "\n"
        )
        for group, items in _groups(entry):
            if group:
                parts.append(f"**{group}**\n")
            parts.append(_terms_table(items))
    return "\n".join(parts)


def _groups(entry: Item) -> list[tuple[str, list[Item]]]:
    if "groups" not in entry:
        return [("", list(entry["items"]))]
    named = [
        (f"{label} (`{group}`)", [item for item in entry["items"] if item.get("group") == group])
        for group, label in entry["groups"].items()
    ]
    rest = [item for item in entry["items"] if "group" not in item]
    return [*named, ("In no group", rest)] if rest else named


def _terms_table(items: Sequence[Item]) -> str:
    columns = [(head, cell) for head, cell in COLUMNS if any(cell(item) for item in items)]
    return _table(
        [head for head, _ in columns], [[cell(item) for _, cell in columns] for item in items]
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(_escaped(cell) for cell in line)} |\n" for line in lines)


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|").replace("\n", " ")
