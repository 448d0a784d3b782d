"""Medians of calls made in turn, and a page that keeps what was measured."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

Timed = Callable[[], object]
PACKAGES = ("hsr-match", "numpy", "ortools", "scipy")


def interleaved(calls: Mapping[str, Timed], repeats: int) -> dict[str, float]:
    """Return the median seconds of each call, all of them made in turn.

    Parameters
    ----------
    calls
        By name.
    repeats
        Rounds counted, 1 or more. One round before them warms the caches,
        unless there is only one.
    """
    times: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(repeats + (repeats > 1)):
        for name, call in calls.items():
            start = time.perf_counter()
            call()
            if number or repeats == 1:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(seen) for name, seen in times.items()}


def setting(packages: tuple[str, ...] = PACKAGES) -> str:
    """Return where and with what figures were measured."""
    versions = ", ".join(f"{name} {_version(name)}" for name in packages)
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {_processor()}, {os.cpu_count()} cores, "
        f"{platform.system()}, Python {platform.python_version()}; {versions}."
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def record(page: Path, text: str, begin: str, end: str) -> None:
    """Replace what stands between two marks of a page.

    Raises
    ------
    ValueError
        If the page lacks a mark.
    """
    old = page.read_text(encoding="utf-8")
    if begin not in old or end not in old:
        raise ValueError(f"{page} needs the marks {begin} and {end}")
    before, _, rest = old.partition(begin)
    new = f"{before}{begin}\n{text}\n{end}{rest.partition(end)[2]}"
    page.write_text(new, encoding="utf-8", newline="\n")
