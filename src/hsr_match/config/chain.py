"""A settings file over the presets and files that it extends, joined into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hsr_match.config import preset_files
from hsr_match.config.files import read_text, refused
from hsr_match.config.paths import inside, is_file
from hsr_match.config.texts import Text
from hsr_match.config.values import RefusedError, kind_of, sentence, shown
from hsr_match.config.yaml_tree import Path as KeyPath
from hsr_match.config.yaml_tree import Tree, read_tree
from hsr_match.problems import Level, Place, Problem
from hsr_match.text import nearest

MAX_FILES = 10


@dataclass(slots=True)
class Joined:
    """Settings of several files, later ones over earlier ones.

    Attributes
    ----------
    value
        Keys as written; not yet checked.
    keys, values
        Path → place of the key, and of what stands after it.
    folders
        File name → folder in which the files that it names are looked for.
    problems
        What is wrong with the files as text.
    """

    value: dict[str, Any] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    values: dict[KeyPath, Place] = field(default_factory=dict)
    folders: dict[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Source:
    path: Path
    name: str
    tree: Tree


def join(path: Path, name: str) -> Joined:
    """Read a file and everything that it extends, except the default preset.

    Mappings are joined key by key; lists and single values replace.

    Parameters
    ----------
    path
        The file.
    name
        Its name as given.

    Raises
    ------
    SettingsError
        If a file cannot be read at all.
    """
    sources: list[_Source] = []
    joined = Joined()
    following: tuple[Path, str] | None = (path, name)
    while following is not None:
        source = _read(*following)
        sources.append(source)
        joined.problems += source.tree.problems
        following = _extended(sources, joined.problems)
    for source in reversed(sources):
        joined.value = merged(joined.value, source.tree.value)
        joined.keys |= source.tree.keys
        joined.values |= source.tree.values
        joined.folders[source.name] = source.path.parent
    return joined


def merged(under: Any, over: Any) -> Any:
    """Return two values joined, the second over the first."""
    if isinstance(under, dict) and isinstance(over, dict):
        return {**under, **{k: merged(under[k], v) if k in under else v for k, v in over.items()}}
    return over


def _read(path: Path, name: str) -> _Source:
    tree = read_tree(read_text(path, name), name)
    if not tree.problems:
        if tree.value is None:
            raise refused(
                "empty-file",
                name,
                "The file holds no settings.",
                "Write `extends: default` for the defaults, or leave -c out.",
                1,
                1,
            )
        if not isinstance(tree.value, dict):
            raise refused(
                "not-keys",
                name,
                f"The file holds {kind_of(tree.value)}, where keys such as `weights:` are wanted.",
                "Begin with `extends: default`, then the keys that you change.",
                1,
                1,
            )
    if not isinstance(tree.value, dict):
        tree.value = {}
    _spell_out(tree)
    return _Source(path, name, tree)


def _spell_out(tree: Tree) -> None:
    """Write ``other_organisation: required`` as the group of keys that it stands for."""
    rules = tree.value.get("rules")
    path = ("rules", "other_organisation")
    if isinstance(rules, dict) and isinstance(rules.get(path[1]), str):
        rules[path[1]] = {"level": rules[path[1]]}
        tree.keys[*path, "level"] = tree.keys[path]
        tree.values[*path, "level"] = tree.values[path]


def _extended(sources: Sequence[_Source], problems: list[Problem]) -> tuple[Path, str] | None:
    """Take `extends` out of the last file read and return the file that it names."""
    source = sources[-1]
    if "extends" not in source.tree.value:
        return None
    written = source.tree.value.pop("extends")
    try:
        path, name = _named(written, source.path.parent)
        if name is None:
            return None
        if any(path.samefile(other.path) for other in sources):
            raise RefusedError(
                "extends-cycle",
                f"{shown(written)} leads back to a file that extends it.",
                "Extend a preset, such as `extends: default`.",
            )
        if len(sources) >= MAX_FILES:
            raise RefusedError("too-deep", f"more than {MAX_FILES} files extend each other.")
    except RefusedError as error:
        place = source.tree.values["extends",]
        problems.append(
            Problem(error.code, Level.ERROR, sentence(error.message), error.advice, place)
        )
        return None
    return path, name


def _named(written: object, folder: Path) -> tuple[Path, str | None]:
    """Return the file that `extends` names; no name stands for the default preset."""
    word = Text(500).read(written)
    if word == preset_files.DEFAULT:
        return preset_files.preset_path(word), None
    if word in preset_files.names():
        return preset_files.preset_path(word), f"{word}.yaml"
    if "/" not in word and not word.endswith((".yaml", ".yml")):
        raise RefusedError("unknown-preset", f"there is no preset {shown(word)}.", suggestion(word))
    path = inside(folder, word)
    if not is_file(path):
        raise RefusedError("missing-file", f"there is no file {shown(word)}.", suggestion(word))
    return path, word


def suggestion(word: str) -> str:
    """Return which presets there are, the nearest first."""
    close = nearest(Path(word).stem, preset_files.names(), 1)
    hint = f"Did you mean `{close[0]}`? " if close else ""
    return f"{hint}Presets: {', '.join(preset_files.names())}."
