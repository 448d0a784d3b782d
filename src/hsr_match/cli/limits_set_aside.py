"""Limits that were set aside when pairs were approved, and that the next solve would keep."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hsr_match.errors import InfeasibleError

WAYS_OUT = (
    (r"(.+) and (.+) share a mentor and must not", "take {0} or {1} out of their list in `apart`"),
    (
        r"(.+) and (.+) must share a mentor and do not",
        "take {0} or {1} out of their list in `together`",
    ),
    (
        r".+ has (\d+) mentees of one (\w+); at most \d+",
        "set `{1}` in `rules: {{spread: …}}` to {0}",
    ),
    (
        r".+ has \d+ mentors of one organisation; they must differ",
        "set `rules: {{different_organisations: false}}`",
    ),
    (r"0 of at least \d+ pairs for (.+)", "take out the floor “{0}”"),
    (r"(\d+) of at least \d+ pairs for (.+)", "lower `at_least` of the floor “{1}” to {0}"),
    (r"(.+) has (\d+) mentees; at least \d+", "lower the least number of mentees of {0} to {1}"),
)
"""What the record says of a limit, and the change of settings that lets the pairs stand."""


@dataclass(frozen=True, slots=True)
class _Aside:
    """A limit, in the words of the record, and who set it aside why."""

    limit: str
    by: str
    reason: str

    @property
    def way_out(self) -> str:
        """The change of settings under which the pairs may stand; empty if there is none."""
        for pattern, words in WAYS_OUT:
            found = re.fullmatch(pattern, self.limit, re.DOTALL)
            if found:
                return words.format(*found.groups())
        return ""

    def in_the_way(self, conflict: Sequence[str]) -> bool:
        """Tell whether demands that cannot all hold speak of the same people, or floor."""
        found = re.fullmatch(r".* pairs for (.+)", self.limit, re.DOTALL)
        if found:
            return any(f"floor {found[1]!r}" in line for line in conflict)
        who = re.split(r" (?:has|and|share|must)\b", self.limit)[:2]
        names = [name.strip() for name in who if name.strip() and not name.strip()[0].isdigit()]
        said = [set(re.split(r"[\s,;:.]+", line)) for line in conflict]
        return any(name in words for name in names for words in said)


@contextmanager
def told_of_limits_set_aside(changes: Sequence[str]) -> Iterator[None]:
    """Say of a contradiction that approved pairs bring with them where it comes from.

    A solve keeps every limit, and every approved pair. If people approved
    pairs although a limit was not kept, both cannot be; the way out is in the
    settings, and not to drop what was approved.

    Parameters
    ----------
    changes
        What ``--changes`` names.

    Raises
    ------
    InfeasibleError
        The one that was met, with the decision behind it.
    """
    try:
        yield
    except InfeasibleError as error:
        met = [aside for aside in _set_aside(changes) if aside.in_the_way(error.conflict)]
        if not met:
            raise
        ways = [aside.way_out for aside in met if aside.way_out]
        lines = [
            f"approved all the same, by {aside.by}: {aside.limit} ({aside.reason})" for aside in met
        ]
        raise InfeasibleError(
            "Pairs were approved although a limit is not kept; a solve would have to keep both:",
            conflict=[*error.conflict, *lines],
            advice=f"For this solve {' and '.join(ways)}, or decline one of the pairs "
            "with `hsr-match approve`. The decided run stands as it is.",
            contradictions=error.contradictions,
        ) from error


def _set_aside(changes: Sequence[str]) -> list[_Aside]:
    """Return the limits that the runs among some paths set aside."""
    from hsr_match.proof.documents import MANIFEST

    found = []
    for path in map(Path, changes):
        home = path if path.is_dir() else path.parent
        try:
            manifest = json.loads((home / MANIFEST).read_bytes())
            entries = manifest.get("limits_set_aside", ())
            found += [_Aside(str(e["limit"]), str(e["by"]), str(e["reason"])) for e in entries]
        except (OSError, ValueError, AttributeError, KeyError, TypeError):
            continue
    return found
