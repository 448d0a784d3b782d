"""Who is meant in a file of changes, and whether a name still fits its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cohort.directory import Directory, name_key
from hsr_match.cohort.find import not_found
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.given_scores import GivenScores
from hsr_match.cohort.model import Role
from hsr_match.problems import Place
from hsr_match.text import fold, natural_key

if TYPE_CHECKING:
    from hsr_match.cohort.changes import Named
    from hsr_match.cohort.model import Cohort


class Finder:
    """Everybody who may be meant, found once and for all.

    Parameters
    ----------
    people
        The people of a round, or those whom given scores list.
    findings
        Takes the problems.
    """

    def __init__(self, people: Cohort | GivenScores, findings: Findings) -> None:
        self._findings = findings
        self._ids: dict[Role, list[str]] = {"mentee": [], "mentor": []}
        self._id_of: dict[tuple[Role, str], str] = {}
        self._name_of: dict[tuple[Role, str], str] = {}
        self._directory = Directory()
        self._absent: set[tuple[Role, str]] = set()
        self._given: dict[tuple[Role, str], str] | None = None
        if not isinstance(people, GivenScores):
            self._add(people)
        elif people.cohort is not None:
            self._add(people.cohort)
        else:
            self._ids = {"mentee": list(people.mentees), "mentor": list(people.mentors)}
            self._given = {
                (role, fold(person)): person for role, ids in self._ids.items() for person in ids
            }

    def _add(self, cohort: Cohort) -> None:
        for role in self._ids:
            for person in cohort.people(role):
                self._directory.add(person, person.id, person.get("email") or "")
                self._ids[role].append(person.id)
                self._id_of[role, person.key] = person.id
                self._name_of[role, person.id] = person.name
        for left in cohort.excluded:
            words = {fold(left.person.id), fold(left.person.name)} - {""}
            self._absent |= {(left.person.role, word) for word in words}

    def find(self, named: Named, role: Role) -> str | None:
        """Return the id of who is meant; None, with a problem noted, if that is nobody."""
        ids = self.meant(named.ref, role)
        if len(ids) == 1:
            self._check_name(named, ids[0], role)
            return ids[0]
        if ids:
            self._findings.error(
                "ambiguous-person",
                f"This fits {len(ids)} {role}s: {', '.join(sorted(ids, key=natural_key))}.",
                "Write the id.",
                named.place,
            )
        elif (role, fold(named.ref)) in self._absent:
            self._findings.error(
                "takes-no-part",
                f"This {role} takes no part in this round.",
                "`hsr-match check` says who was left out and why; that no decision can lift.",
                named.place,
            )
        else:
            advice = not_found(named.ref, role, self._ids[role])[1]
            self._findings.error(
                "unknown-person", f"There is no such {role} in this round.", advice, named.place
            )
        return None

    def meant(self, ref: str, role: Role) -> list[str]:
        """Return the ids of those whom an id, an e-mail or a name means."""
        if self._given is not None:
            found = self._given.get((role, fold(ref)))
            return [] if found is None else [found]
        return [self._id_of[role, key] for key in self._directory.find(ref, [role])]

    def fits(self, name: str, person: str, role: Role) -> bool:
        """Tell whether a name is that of a person, as far as names are known."""
        known = self._name_of.get((role, person), "")
        return not name or not known or name_key(name) == name_key(known)

    def two_people(self, named: Named, role: Role) -> bool:
        """Tell whether an id and the name beside it are those of two people."""
        ids = self.meant(named.ref, role)
        others = self.meant(named.name, role) if named.name else []
        return bool(ids and others) and not set(ids) & set(others)

    def _check_name(self, named: Named, person: str, role: Role) -> None:
        if self.fits(named.name, person, role):
            return
        others = [other for other in self.meant(named.name, role) if other != person]
        if others:
            self._findings.error(
                "two-people",
                f"The id is that of {person}, and the name beside it that of "
                f"{' or '.join(sorted(others, key=natural_key))}.",
                "Correct whichever of the two was left over, or empty it.",
                named.name_place,
            )
        else:
            self.name_differs(person, role, named.name_place)

    def name_differs(self, person: str, role: Role, place: Place) -> None:
        """Note that a name is no longer that of its id."""
        self._findings.warn(
            "name-differs",
            f"The name is not that of {role} {person}; the id counts.",
            "Nothing need be done, unless another person is meant.",
            place,
        )
