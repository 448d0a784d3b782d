"""A table of scores in place of answers: ``mentee_id, mentor_id, score``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from os import PathLike, fspath
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hsr_match.cohort.find import find_person, not_found
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.given_people import listed_people, people_of
from hsr_match.cohort.given_rows import given_rows, without_not_available, without_oneself
from hsr_match.cohort.model import Cohort, Role, SourceFile
from hsr_match.cohort.pair_table import read_pair_table
from hsr_match.errors import CohortProblems, UsageError
from hsr_match.problems import Problem
from hsr_match.text import fold

if TYPE_CHECKING:
    from hsr_match.config import Settings

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class GivenScores:
    """Scores of pairs as given, in whole numbers.

    Attributes
    ----------
    mentees, mentors
        Ids, in natural order.
    mentee_keys, mentor_keys
        Identity keys in the same order.
    rows, columns
        Positions of mentee and mentor of each eligible pair, int64, shape (pairs,).
    values
        Their scores times ``10 ** decimals``, int64, shape (pairs,).
    barred
        Positions of pairs listed with ``eligible`` false.
    decimals
        Decimals of the most precise score.
    places_min, places, places_max
        Places of each mentor, int64, shape (mentors,).
    sources
        The file read.
    notices
        WARN and FIXED problems met on the way.
    cohort
        The people, if a cohort says who they are.
    """

    mentees: Sequence[str]
    mentors: Sequence[str]
    mentee_keys: Sequence[str]
    mentor_keys: Sequence[str]
    rows: Ints
    columns: Ints
    values: Ints
    barred: tuple[tuple[int, int], ...]
    decimals: int
    places_min: Ints
    places: Ints
    places_max: Ints
    sources: tuple[SourceFile, ...] = ()
    notices: tuple[Problem, ...] = ()
    cohort: Cohort | None = None

    def mentee_position(self, ref: str) -> int:
        """Return the position of a mentee; raise UsageError if there is none."""
        return self._position(ref, "mentee", self._mentee_at, self.mentees)

    def mentor_position(self, ref: str) -> int:
        """Return the position of a mentor; raise UsageError if there is none."""
        return self._position(ref, "mentor", self._mentor_at, self.mentors)

    @cached_property
    def _mentee_at(self) -> Mapping[str, int]:
        return {fold(person): i for i, person in enumerate(self.mentees)}

    @cached_property
    def _mentor_at(self) -> Mapping[str, int]:
        return {fold(person): j for j, person in enumerate(self.mentors)}

    def _position(self, ref: str, role: Role, at: Mapping[str, int], ids: Sequence[str]) -> int:
        found = at.get(fold(ref))
        if found is None and self.cohort is not None:
            found = at[fold(find_person(self.cohort, ref, role).id)]
        if found is None:
            raise UsageError(*not_found(ref, role, list(ids)))
        return found


def read_given_scores(
    path: str | PathLike[str],
    settings: Settings,
    *,
    cohort: Cohort | None = None,
    places: int | None = None,
) -> GivenScores:
    """Read a table of scores.

    Numbers are read as decimals and scaled by the largest number of decimals,
    so that totals are exact in the given units. A pair that is not listed, or
    listed with ``eligible`` false, is not eligible; nor is one that a refusal in
    the cohort, or a private conflict, bars.

    Parameters
    ----------
    path
        CSV, XLSX or ODS file with ``mentee_id, mentor_id, score`` and perhaps
        ``eligible``.
    settings
        For the decimal mark, reserve mentors and pins.
    cohort
        People and places; without one the people are those listed.
    places
        Places of each mentor without a cohort, at least 0; by default 1.

    Raises
    ------
    CohortProblems
        With all problems of the table.
    UsageError
        If the path names nothing that can be read, or `places` is given beside
        a cohort.
    """
    if cohort is not None and places is not None:
        raise UsageError(
            "The cohort says how many places each mentor has.",
            "Leave out either --places or the cohort.",
        )
    if places is not None and places < 0:
        raise UsageError("A number of places cannot be negative.", "Give 0 or more.")
    findings = Findings()
    table = read_pair_table(fspath(path), settings, findings, needs=("score",))
    if table is None or findings.failed:
        raise _refusal(findings)
    if cohort is None:
        listed = listed_people(table, findings, 1 if places is None else places)
    else:
        listed = people_of(cohort, settings)
    read = given_rows(table, listed, findings)
    if read is None:
        raise _refusal(findings)
    if cohort is not None:
        read = without_oneself(read, cohort, table, findings)
        read = without_not_available(read, cohort, table, findings)
    return GivenScores(
        mentees=listed.mentees,
        mentors=listed.mentors,
        mentee_keys=listed.mentee_keys,
        mentor_keys=listed.mentor_keys,
        rows=read.rows,
        columns=read.columns,
        values=read.values,
        barred=read.barred,
        decimals=read.decimals,
        places_min=np.array(listed.places_min, dtype=np.int64),
        places=np.array(listed.places, dtype=np.int64),
        places_max=np.array(listed.places_max, dtype=np.int64),
        sources=(
            SourceFile(
                table.table.file, table.table.sha256, len(table.table.rows), table.table.sheet
            ),
        ),
        notices=findings.problems(),
        cohort=cohort,
    )


def _refusal(findings: Findings) -> CohortProblems:
    return CohortProblems(
        findings.problems(),
        "The table of scores cannot be read as it is.",
        "Correct the cells named above and run the command again.",
    )
