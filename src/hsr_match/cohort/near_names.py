"""People of the cohort whom somebody may have meant by a name spelt otherwise.

For conflicts only: a manager is seldom in the cohort, so a name that is nobody's
is kept without a word; but a manager who is in it and spelt otherwise would be
taken for a stranger, and the pair be made. A hint, for a person to settle: nobody
is ever taken for somebody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from hsr_match.cohort.directory import name_key
from hsr_match.cohort.drafts import Draft
from hsr_match.text import natural_key

LIKENESS = 85
"""Edit ratio of the whole names; one word at least must be the same."""


class NearNames:
    """Names of the cohort by organisation, folded when first asked for."""

    def __init__(self, people: Iterable[Draft]) -> None:
        self._people = people
        self._names: dict[str, list[tuple[str, str, str]]] | None = None

    def near(self, text: str, employer: str, key: str) -> list[str]:
        """Return the ids of colleagues whose name is nearly a text.

        Parameters
        ----------
        text
            A name that is nobody's.
        employer
            Organisation of whoever wrote it; empty if unknown.
        key
            Key of whoever wrote it, who is not meant.
        """
        if not employer:
            return []
        if self._names is None:
            self._names = defaultdict(list)
            for draft in self._people:
                if draft.employer and draft.name:
                    entry = (name_key(draft.name), draft.id, draft.key)
                    self._names[draft.employer].append(entry)
        wanted = name_key(text)
        words = set(wanted.split())
        found = [
            (name, shown)
            for name, shown, other in self._names.get(employer, ())
            if other != key and not words.isdisjoint(name.split())
        ]
        if not found:
            return []
        from rapidfuzz import fuzz

        like = {shown for name, shown in found if fuzz.ratio(wanted, name) >= LIKENESS}
        return sorted(like, key=natural_key)
