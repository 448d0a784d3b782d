"""The reference page of the settings, written from the settings classes.

python -m hsr_match.config.reference > docs/reference/settings.md
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hsr_match.config.model import as_json, is_required, keys_of
from hsr_match.config.settings import Settings
from hsr_match.config.write import decimal

HEAD = """\
# Settings

Settings are a YAML file. It names what it changes and says from where the rest comes:

    extends: default
    weights: {needs: 40, methods: 0}
    rules: {past_pairs: preferred}

Use it with `hsr-match solve cohort.csv -c my-scheme.yaml`. `hsr-match config check
my-scheme.yaml` lists every mistake with line and column; `hsr-match config show -c
my-scheme.yaml` prints all settings as a run would use them; `hsr-match config schema` prints a
JSON Schema with which editors complete keys and explain them.

**What goes over what.** Options of the command line (`--weight`, `--pin`, `--ban`, `--seed`,
`--time-limit`) go over the file, the file over what it `extends`, and that over the defaults.
Groups of keys and tables are joined key by key; a list replaces the whole list. Pins and bans
of the command line are added to those of the file.

**`extends`** names a preset (`hsr-match config presets`) or another file in the same folder or
below. A file without it extends `default`.

**How values are read.** A number is written with digits and a point (`12`, `0.5`); `010`,
`1e3`, `1,5`, `12:30` and `.nan` are refused. `off`, `no`, `yes` and `on` are words, as in YAML
1.2. What is kept is the decimal as written. Anchors, aliases, tags, merge keys, keys given
twice, tabs and non-breaking spaces in the indent, typographic quotation marks, several
documents, more than 20 levels and more than 1 MB are refused.

**What no setting may name.** A criterion, a rule or a column mapping that names a monitoring
question (gender, ethnicity, disability and so on), a column listed under `monitoring`, or
something that is never read (age, dates of birth, years since anything, a PhD and so on) is
refused. So is a criterion on answers that people gave in confidence or for another purpose.
There is no exception.

Weights are judgements: no study gives weights for such a scheme. The ground of each stands
beside it, with our confidence in it. The sources are at the end.
"""

SOURCES = """\
## Sources

Read as abstracts unless said otherwise. The confidence beside a weight is ours.

* **Alonso23**: 145 mentoring pairs at US universities: complementary and supplementary fit, as
  felt, both went with a good relationship, about equally. Hence needs and likeness both count.
* **Baker25**: 76 pairs in clinical and translational science, nine months. Measures
  complementary fit as the share of needs that the mentor is comfortable with. Only its opening
  was read.
* **Eby13**: meta-analysis of 173 samples: likeness of values and attitudes was the strongest
  forerunner of felt support and quality; meeting more often went with support.
* **Sambunjak10**: review of nine qualitative studies: mutual interest is what mentoring rests
  on.
* **Kendall15**: randomised, 65 pairs: choice raised felt likeness and support. **Allen06**:
  having a say goes with all outcomes. **Iversen14**: a personally recommended choice went with
  success. **Parise08**: mentors with a say felt less nepotism.
* **Carapinha16**: 3,100 women at US medical schools on what they want in a mentor.
  **BlakeBeard11**: 1,013 people in science: a mentor of the same gender or race brings felt
  help, no effect on academic outcomes.
* **EbyLockwood05**: both sides named scheduling and distance as troubles.
* **Falcone**: 82 surgical research fellows: no harm from distance.
* **Straus13**: 54 interviews: failed pairs showed competition and conflicts of interest.
* **UK practice**: pages of UK university and research schemes; no effect sizes.
"""


def settings_page() -> str:
    """Return ``docs/reference/settings.md``."""
    parts = [HEAD, "## Top level\n\n" + _table(Settings)]
    parts += [f"## `{'.'.join(path)}`\n\n{text}" for path, text in _sections(Settings, ())]
    return "\n".join([*parts, SOURCES])


def _sections(model: type, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, entry in keys_of(model).items():
        below = entry.metadata.get("model") or entry.metadata.get("item")
        if below is not None:
            each = "Each entry: " if "item" in entry.metadata else ""
            yield (*path, name), f"{each}{below.__doc__}\n\n{_table(below)}"
            yield from _sections(below, (*path, name))


def _table(model: type) -> str:
    hints = get_type_hints(model, include_extras=True)
    grounds = any(entry.metadata["ground"] for entry in keys_of(model).values())
    heads = ["Key", "Type", "Default", "Meaning", *(["Ground"] if grounds else [])]
    lines = [_row(heads), _row(["---"] * len(heads))]
    for name, entry in keys_of(model).items():
        group = entry.metadata.get("model")
        cells = [
            f"`{name}`",
            "keys, below" if group else _type(hints[name]),
            "below" if group else _default(entry),
            entry.metadata["description"],
        ]
        lines.append(_row([*cells, entry.metadata["ground"]] if grounds else cells))
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _type(hint: Any) -> str:
    readers = getattr(hint, "__metadata__", ())
    if readers:
        return str(readers[0].words)
    inside = get_args(hint)
    if get_origin(hint) is dict:
        return f"table, {_type(inside[0])}: {_type(inside[1])}"
    if get_origin(hint) is tuple:
        return f"list of {_type(inside[0])}"
    return "entries, below" if get_origin(hint) is not Literal else str(inside)


def _default(entry: Any) -> str:
    if is_required(entry):
        return "needed"
    made = entry.default_factory() if callable(entry.default_factory) else entry.default
    return f"`{_flow(as_json(made))}`"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        return value if value.isidentifier() else f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    return decimal(value)


if __name__ == "__main__":
    import sys

    sys.stdout.write(settings_page())
