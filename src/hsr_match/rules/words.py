"""Rules in the words that people read."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "same_person": "the same person",
    "other_organisation": "the same organisation",
    "manager": "line manager",
    "supervisor": "supervisor",
    "co_author": "co-author",
    "joint_grant": "joint grant",
    "assessor": "assessor",
    "not_available": "not available",
    "past_pair": "paired before",
    "essential_need": "cannot help with the essential need",
    "department": "the same department",
    "language": "no language in common",
    "meeting_format": "no way of meeting in common",
    "group": "takes a group, which this mentee does not want",
    "step_ahead": "not a step ahead",
    "ban": "ruled out by the coordinator",
    "quality_floor": "below the minimum score",
    "not_eligible": "marked as not eligible",
    "not_listed": "not in the table of scores",
}


def plain(name: str) -> str:
    """Return a rule's name in words, for messages.

    >>> plain("other_organisation")
    'the same organisation'
    """
    return WORDS.get(name, name.replace("_", " "))
