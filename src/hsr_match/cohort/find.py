"""Finding one person of a cohort by what a coordinator types."""

from __future__ import annotations

from hsr_match.cohort.directory import name_key
from hsr_match.cohort.model import Cohort, Person, Role
from hsr_match.errors import UsageError
from hsr_match.text import fold, natural_key, visible


def find_person(cohort: Cohort, ref: str, role: Role) -> Person:
    """Return the participant that an id, an e-mail or a unique name means.

    Parameters
    ----------
    cohort
        The participants.
    ref
        Id, e-mail or name; case and spaces do not matter.
    role
        Side to look on.

    Raises
    ------
    UsageError
        If nobody or more than one is meant; the message names ids only.
    """
    people = cohort.people(role)
    # Programs name people by their ids, thousands of times: folding everybody each time is slow.
    exact = next((p for p in people if p.id == ref), None)
    if exact is not None:
        return exact
    folded, named = fold(ref), name_key(ref)
    for found in (
        [p for p in people if fold(p.id) == folded],
        [p for p in people if folded and fold(p.get("email") or "") == folded],
        [p for p in people if named and name_key(p.name) == named],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(sorted((p.id for p in found), key=natural_key))
            raise UsageError(
                f"{visible(ref)!r} fits {len(found)} {role}s: {ids}.",
                "Use the id.",
            )
    for excluded in cohort.excluded:
        person = excluded.person
        if person.role == role and folded and folded in (fold(person.id), fold(person.name)):
            raise UsageError(f"{role.capitalize()} {person.id} takes no part in this round.")
    raise UsageError(*not_found(ref, role, [p.id for p in people]))


def not_found(ref: str, role: Role, ids: list[str]) -> tuple[str, str]:
    """Return message and advice for a reference to nobody."""
    from hsr_match.text import nearest

    near = nearest(ref, ids)
    meant = f"Did you mean {' or '.join(map(visible, near))}? " if near else ""
    return (
        f"There is no {role} {visible(ref)!r}.",
        f"{meant}Use an id, an e-mail or a name as in the cohort.",
    )
