"""Build the fast form of the data and its reference pages.

Reads ``src/hsr_match/data/**/*.yaml``; writes ``src/hsr_match/data/data.json``,
``docs/reference/fields.md`` and ``docs/reference/vocabularies.md``.

    python tools/build_data.py            write what has changed
    python tools/build_data.py --check    write nothing; exit 1 if something is stale
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from data_pages import fields_page, vocabularies_page

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src" / "hsr_match" / "data"

Item = dict[str, Any]


class _UniqueKeys(yaml.SafeLoader):
    """A safe loader that refuses a key given twice, which YAML lets the last one win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=deep)
            if key in seen:
                raise ValueError(f"{key_node.start_mark}: key {key!r} stands twice")
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def outputs() -> dict[Path, str]:
    """Return what each generated file should hold."""
    data = read_sources()
    return {
        DATA / "data.json": as_json(data),
        ROOT / "docs" / "reference" / "fields.md": fields_page(data),
        ROOT / "docs" / "reference" / "vocabularies.md": vocabularies_page(data),
    }


def read_sources() -> dict[str, Any]:
    """Return all lists and fields, in the shape that the package loads."""
    raw = {path.stem: _load(path) for path in sorted((DATA / "vocabularies").glob("*.yaml"))}
    vocabularies: dict[str, Any] = {}
    for name, source in raw.items():
        items = [item for part in source.get("includes", [name]) for item in raw[part][part]]
        if "includes" in source:
            # Each of the lists ends with the same "other".
            items = sorted({item["id"]: item for item in items}.values(), key=_is_other)
        vocabularies[name] = {
            "version": source["version"],
            "source": source["source"],
            **({"groups": source["groups"]} if "groups" in source else {}),
            "items": [_term(name, item) for item in items],
        }
    source = _load(DATA / "fields.yaml")
    return {
        "vocabularies": vocabularies,
        "fields": [{"side": "both", **item} for item in source["fields"]],
        "monitoring": [{"side": "both", **item} for item in source["monitoring"]],
        "never_read": source["never_read"],
    }


def _is_other(item: Mapping[str, Any]) -> bool:
    return bool(item["id"] == "other")


def _load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_UniqueKeys)
    return loaded


def _term(name: str, item: Mapping[str, Any]) -> Item:
    term = dict(item)
    met_by = term.pop("met_by", {})
    if name == "needs" and not _is_other(item):
        # The offer of a need's own id always meets it in full.
        term["full"] = [f"offers.{term['id']}", *met_by.get("full", [])]
        term["part"] = met_by.get("part", [])
    return {key: value for key, value in term.items() if value != []}


def as_json(data: Mapping[str, Any]) -> str:
    """Return the data as JSON, one item a line, so that changes are readable."""
    lists = [
        f'{_dump(name)}: {{{head}, "items": [\n{_lines(entry["items"])}\n]}}'
        for name, entry in data["vocabularies"].items()
        for head in [_dump({k: v for k, v in entry.items() if k != "items"})[1:-1]]
    ]
    rest = [
        f"{_dump(key)}: [\n{_lines(data[key])}\n]" for key in ("fields", "monitoring", "never_read")
    ]
    return "{" + '"vocabularies": {\n' + ",\n".join(lists) + "\n},\n" + ",\n".join(rest) + "\n}\n"


def _lines(items: list[Item]) -> str:
    return ",\n".join(_dump(item) for item in items)


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def main(arguments: list[str]) -> int:
    """Write the generated files, or with ``--check`` only compare them."""
    stale = [
        (path, text)
        for path, text in outputs().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in stale:
        print(f"{'stale' if '--check' in arguments else 'written'}: {path.relative_to(ROOT)}")
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8", newline="\n")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
