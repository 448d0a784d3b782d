"""The last step: consent, references, organisations, and the cohort as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hsr_match.cohort.answers import Answers
from hsr_match.cohort.columns import MappedTable
from hsr_match.cohort.consent import exclusion, set_aside
from hsr_match.cohort.directory import Directory
from hsr_match.cohort.drafts import Draft
from hsr_match.cohort.findings import QUOTED, Findings
from hsr_match.cohort.model import Cohort, Excluded, Person, Role, SourceFile
from hsr_match.cohort.near_names import NearNames
from hsr_match.cohort.organisation_likeness import alike
from hsr_match.cohort.organisations import Organisations
from hsr_match.cohort.references import References
from hsr_match.cohort.values.blank import is_blank
from hsr_match.problems import Level, Place
from hsr_match.text import natural_key, visible

if TYPE_CHECKING:
    from hsr_match.config import Settings


@dataclass(frozen=True, slots=True)
class Taking:
    """Everybody with their answers as read.

    Attributes
    ----------
    people
        Drafts and answers, keys and ids settled.
    tables
        All tables with their columns.
    complete
        False if a file or table could not be read.
    """

    people: list[tuple[Draft, Answers]]
    tables: list[MappedTable]
    complete: bool


def assemble(
    taking: Taking,
    settings: Settings,
    organisations: Organisations,
    findings: Findings,
    *,
    history: Sequence[str],
    sources: tuple[SourceFile, ...],
    dropped: Iterable[str],
) -> Cohort:
    """Apply consent, look people up, and put the cohort together."""
    _say_not_asked(taking, settings, findings)
    directory = Directory()
    excluded: list[Excluded] = []
    included: list[tuple[Draft, dict[str, Any], Answers]] = []
    aside: Counter[str] = Counter()
    for draft, answers in taking.people:
        directory.add(draft, draft.person_id, draft.email)
        reason = exclusion(
            answers.values,
            consent_asked=draft.mapped.has("consent_matching"),
            membership_asked=draft.mapped.has("member_organisation"),
        )
        if reason is not None:
            # Who takes no part leaves nothing behind but that they asked.
            person = Person(draft.key, draft.id, draft.role, draft.name, {}, draft.place)
            excluded.append(Excluded(person, reason))
            _say_excluded(reason, draft, answers.values, findings)
            continue
        values, counts, special = set_aside(
            answers.values, on_form=settings.consent.special == "on_form"
        )
        aside.update(counts)
        if special and not {"consent_special_date", "submitted_at"} & set(values):
            findings.warn(
                "consent-undated",
                "Consent to the use of sensitive answers has no date.",
                "Add a column consent_special_date, or the time of the form (submitted_at).",
                draft.place,
            )
        included.append((draft, values, answers))
    sides: tuple[Role, ...] = ("mentee", "mentor")
    leaving = {role: [e.person.key for e in excluded if e.person.role == role] for role in sides}
    two_sided = {draft.role for draft, _ in taking.people} == set(sides)
    near = NearNames([draft for draft, _, _ in included])
    references = References(directory, leaving, near, complete=taking.complete and two_sided)
    people: dict[Role, list[Person]] = {"mentee": [], "mentor": []}
    for draft, values, answers in included:
        if answers.people:
            values |= references.resolve(draft.key, draft.role, draft.employer, answers.people)
        people[draft.role].append(
            Person(draft.key, draft.id, draft.role, draft.name, values, draft.place)
        )
    _say_set_aside(aside, findings)
    _say_organisations(taking, settings, organisations, findings)
    cohort = Cohort(
        mentees=_sorted(people["mentee"]),
        mentors=_sorted(people["mentor"]),
        excluded=tuple(sorted(excluded, key=lambda e: (e.person.role, natural_key(e.person.id)))),
        organisations=organisations.names(),
        set_aside=dict(sorted(aside.items())),
        dropped_columns=tuple(dropped),
        sources=sources,
    )
    return _with_files(cohort, directory, settings, findings, history)


def _with_files(
    cohort: Cohort,
    directory: Directory,
    settings: Settings,
    findings: Findings,
    history: Sequence[str],
) -> Cohort:
    """Add earlier rounds and given criteria, then the notices."""
    from dataclasses import replace

    past: frozenset[tuple[str, str]] = frozenset()
    without: dict[str, int] = {}
    given = {}
    if history:
        from hsr_match.cohort.history import earlier_rounds, rounds_without

        rounds = earlier_rounds(history, cohort, directory, settings, findings)
        past = past.union(*(earlier.pairs for earlier in rounds))
        without = rounds_without(rounds, cohort)
    if any(spec.kind == "given" for spec in settings.criteria):
        from hsr_match.cohort.given_criteria import given_criteria

        given = given_criteria(directory, settings, findings)
    return replace(
        cohort,
        past_pairs=past,
        rounds_without=without,
        given=given,
        notices=findings.problems(),
    )


def _sorted(people: list[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda person: natural_key(person.id)))


def _say_not_asked(taking: Taking, settings: Settings, findings: Findings) -> None:
    with_mentors = {id(draft.mapped) for draft, _ in taking.people if draft.role == "mentor"}
    for mapped in taking.tables:
        place = Place(mapped.table.file, mapped.table.sheet)
        if not mapped.has("consent_matching"):
            findings.warn(
                "consent-not-asked",
                "No column says who agreed to be matched; everybody counts as having agreed.",
                "Add a column consent_matching (yes or no) if the form asks.",
                place,
            )
        if not mapped.has("member_organisation"):
            findings.warn(
                "membership-not-asked",
                "No column says whose organisation is a member; everybody counts as eligible.",
                "Add a column member_organisation (yes or no) if it matters.",
                place,
            )
        if not mapped.has("organisation") and settings.rules.other_organisation.level != "off":
            findings.warn(
                "organisation-not-asked",
                "No column says where people work, so nobody is kept apart from colleagues.",
                "Add a column organisation.",
                place,
            )
        if id(mapped) in with_mentors and not mapped.has("places"):
            findings.warn(
                "places-not-asked",
                "No column says how many mentees a mentor can take; each mentor has 1 place.",
                "Add a column places.",
                place,
            )


def _say_excluded(
    reason: str, draft: Draft, answers: Mapping[str, Any], findings: Findings
) -> None:
    name = "consent_matching" if reason == "no_consent" else "member_organisation"
    why = "did not agree to be matched" if reason == "no_consent" else "is not with a member"
    index = draft.mapped.by_field[name][0].index
    if name not in answers and not is_blank(draft.row.cells[index]):
        return  # neither yes nor no: an error of its own, and not what was said here
    findings.warn(
        "left-out",
        f"Somebody who {why} (no, or blank) takes no part.",
        f"If that is wrong, write yes in the column {name}.",
        draft.mapped.table.place(draft.row.number, index),
    )


def _say_set_aside(aside: Counter[str], findings: Findings) -> None:
    if not aside:
        return
    counts = ", ".join(f"{name} {count}" for name, count in sorted(aside.items()))
    total = aside.total()
    were = "1 sensitive answer was" if total == 1 else f"{total} sensitive answers were"
    findings.warn(
        "set-aside",
        f"{were} set aside for want of consent ({counts}).",
        "They are used once a person's consent_special says yes, or for all with "
        "`consent: {special: on_form}` if the form itself asked.",
        Place(),
    )


def _say_organisations(
    taking: Taking, settings: Settings, organisations: Organisations, findings: Findings
) -> None:
    places: dict[str, Place] = {}
    for draft, _ in taking.people:
        columns = draft.mapped.by_field.get("organisation", ())
        if not columns:
            continue
        if draft.employer in places:
            continue
        place = draft.mapped.table.place(draft.row.number, columns[0].index)
        if draft.employer:
            places[draft.employer] = place
        elif all(is_blank(draft.row.cells[column.index]) for column in columns):
            findings.warn(
                "organisation-blank",
                "No organisation: nobody is kept apart from this person as a colleague.",
                "Fill it in, or write self-employed, independent or retired.",
                place,
            )
    names = organisations.names()
    for one, other in alike(names, settings.rules.other_organisation.families):
        if max(len(names[one]), len(names[other])) > QUOTED:
            continue
        findings.add(
            "organisations-alike",
            Level.WARN,
            f"{visible(names[one])!r} and {visible(names[other])!r} count as two organisations.",
            "If they are one, list one as an alias of the other under "
            "`rules: {other_organisation: {aliases: …}}`.",
            places.get(one) or places.get(other),
            names[one],
        )
