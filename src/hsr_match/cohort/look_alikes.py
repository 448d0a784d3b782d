"""Ids that look the same and are not: О for O, 0 for O, l for 1.

Two texts are confusable if they have one skeleton (Unicode Technical Standard
39, section 4: decompose, replace each character by its prototype, decompose).
It is only compared: nobody is merged, renamed or left out for it.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from hsr_match.cohort.drafts import Draft, rows_of
from hsr_match.problems import Level

if TYPE_CHECKING:
    from hsr_match.cohort.findings import Findings

_PLAIN: Final = str.maketrans({"0": "O", "1": "l", "I": "l", "|": "l", "m": "rn"})
"""What Unicode's list holds for ASCII: most ids need no more, and the list is large."""


def say_look_alikes(people: Sequence[Draft], findings: Findings) -> None:
    """Warn of ids on one side that look the same."""
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in people:
        if draft.person_id:
            groups[skeleton(draft.person_id)].append(draft)
    for group in groups.values():
        for draft in group if len(group) > 1 and len({d.key for d in group}) > 1 else ():
            findings.add(
                "ids-look-alike",
                Level.WARN,
                f"{rows_of(group)} have ids that look the same "
                "but are not (a letter for a digit, or letters of two alphabets); they count as "
                "different people.",
                "If they are one person, write the id the same way; else make them clearly "
                "different.",
                draft.place,
            )


def skeleton(text: str) -> str:
    r"""Return the text with each character in the place of all that look like it.

    >>> skeleton("E10") == skeleton("E1O") == skeleton("\u0415l0")
    True
    """
    if text.isascii():
        return text.translate(_PLAIN)
    prototypes = _prototypes()
    seen, text = "", unicodedata.normalize("NFD", text)
    # What replaces a character may be replaced in its turn.
    while text != seen:
        seen = text
        replaced = "".join(prototypes.get(c, c) for c in text).translate(_PLAIN)
        text = unicodedata.normalize("NFD", replaced)
    return text


@cache
def _prototypes() -> Mapping[str, str]:
    """Return character → what Unicode's list of confusables replaces it by.

    The library lists for each character those that look like it. A character
    that is replaced has one entry, its prototype; a prototype has all that it
    replaces, and stays. Of two that have only each other the first in Unicode
    is kept.
    """
    from confusable_homoglyphs import confusables

    known: Mapping[str, Sequence[Mapping[str, str]]] = confusables.confusables_data
    listed = {c: [other["c"] for other in like] for c, like in known.items()}
    found = {}
    for c, like in listed.items():
        if len(like) == 1:
            mutual = len(listed.get(like[0], ())) == 1
            found[c] = min(c, like[0]) if mutual else like[0]
    return found
