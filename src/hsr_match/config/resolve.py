"""From files as read to typed settings, or to all their mistakes at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from hsr_match.config.chain import Joined, join, merged
from hsr_match.config.checks import check_together
from hsr_match.config.files import settings_error
from hsr_match.config.paths import inside, is_file
from hsr_match.config.settings import Settings
from hsr_match.config.texts import Text
from hsr_match.config.validate import Finding, problem, validated
from hsr_match.config.values import RefusedError, shown


def resolved(path: Path, name: str, base: Settings, *, judge_weights: bool = True) -> Settings:
    """Return the settings of a file over `base`.

    Raises
    ------
    SettingsError
        With every mistake, in the order of the file.
    """
    joined = join(path, name)
    if joined.problems:
        # Keys of a file that is not read whole would be reported as missing or unknown.
        broken = any(p.code in _BROKEN for p in joined.problems)
        if broken or not joined.value:
            raise settings_error(joined.problems)
    data = merged(base.as_json(), joined.value)
    settings, findings = validated(data)
    findings += check_together(data, weights=judge_weights)
    findings += _check_files(data, joined)
    problems = list(joined.problems)
    told = {p.place for p in problems if p.place.row}
    for finding in findings:
        found = problem(finding, joined.keys, joined.values, name)
        if found.place not in told or not found.place.row:
            problems.append(found)
    if problems or settings is None:
        raise settings_error(problems)
    return _with_folders(settings, joined)


_BROKEN = frozenset(["not-yaml", "too-deep", "several-documents", "control-character"])


def typed(data: dict[str, Any]) -> Settings:
    """Return settings from plain JSON; places are keys only.

    Raises
    ------
    SettingsError
        With every mistake.
    """
    settings, findings = validated(data)
    findings += check_together(settings.as_json() if settings else data, weights=True)
    if findings or settings is None:
        raise settings_error([problem(finding, {}, {}, "") for finding in findings])
    return settings


def _files(data: dict[str, Any]) -> Iterator[tuple[int, str]]:
    specs = data.get("criteria")
    for place, spec in enumerate(specs if isinstance(specs, list) else ()):
        if isinstance(spec, dict) and spec.get("kind") == "given":
            written = spec.get("file")
            if isinstance(written, str) and written:
                yield place, written


def _check_files(data: dict[str, Any], joined: Joined) -> Iterator[Finding]:
    for place, written in _files(data):
        path = ("criteria", place, "file")
        folder = joined.folders[joined.values[path].file]
        try:
            if not is_file(inside(folder, Text(500).read(written))):
                yield (
                    path,
                    RefusedError(
                        "missing-file",
                        f"there is no file {shown(written)}.",
                        "The path counts from the folder of the settings file.",
                    ),
                )
        except RefusedError as error:
            yield path, error


def _with_folders(settings: Settings, joined: Joined) -> Settings:
    """Remember where the files of the own criteria are looked for."""
    specs = tuple(
        replace(spec, folder=str(joined.folders[joined.values["criteria", place, "file"].file]))
        if spec.file
        else spec
        for place, spec in enumerate(settings.criteria)
    )
    return replace(settings, criteria=specs) if specs != () else settings
