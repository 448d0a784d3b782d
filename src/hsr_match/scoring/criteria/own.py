"""A scheme's own columns: generic kinds of criteria that need no code.

One class a kind; each compares the mentee's column with the mentor's.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hsr_match.cohort.model import Cohort, Person
from hsr_match.scoring.criteria.career_stage import LevelTable
from hsr_match.scoring.criteria.preferences import Preferences
from hsr_match.scoring.criterion import Ask, Criterion, Item
from hsr_match.scoring.exact import COVER_UNITS, exact, thousandths
from hsr_match.text import fold

if TYPE_CHECKING:
    from hsr_match.config import Criterion as CriterionSettings
    from hsr_match.config import Settings


class OwnCriterion:
    """Base of the kinds: one part, named after the criterion."""

    wish = False
    none_is_blank = False
    """Whether "None of these" from a mentee makes the criterion inactive for them."""

    def __init__(self, name: str, mentee: str, mentor: str) -> None:
        self.name = name
        self.parts: Mapping[str, int] = {name: 1}
        self._mentee = mentee
        self._mentor = mentor

    def ask(self, mentee: Person) -> Sequence[Ask]:
        """Return the mentee's items."""
        answer = mentee.get(self._mentee)
        if answer is None or (self.none_is_blank and not answer):
            return ()
        return (Ask(self.name, 1, self._items(answer)),)

    def answers(self, part: str, variant: Hashable, mentor: Person) -> bool:  # noqa: ARG002
        """Tell whether the mentor answered."""
        return mentor.get(self._mentor) is not None

    def cover(self, item: Item, mentor: Person) -> int:
        """Return the cover of an item."""
        return self._cover(item[0], mentor.get(self._mentor))

    def _items(self, answer: Any) -> list[tuple[Item, int]]:
        return [((answer,), 1)]

    def _cover(self, mine: Any, theirs: Any) -> int:
        raise NotImplementedError


class OwnNeeds(OwnCriterion):
    """Kind ``needs``: priorities 1–3 against levels 0–3 of the same word."""

    none_is_blank = True

    def __init__(self, name: str, mentee: str, mentor: str, settings: Settings) -> None:
        super().__init__(name, mentee, mentor)
        scoring = settings.scoring
        self._levels = {int(k): thousandths(v) for k, v in scoring.offer_levels.items()}
        self._unrated_need = int(scoring.unrated_need)
        self._unrated_offer = int(scoring.unrated_offer)

    def _items(self, answer: Any) -> list[tuple[Item, int]]:
        return [((word,), int(rank or self._unrated_need)) for word, rank in answer.items()]

    def _cover(self, mine: Any, theirs: Any) -> int:
        if mine not in theirs:
            return 0
        level = theirs[mine]
        return self._levels[self._unrated_offer if level is None else int(level)]


class OwnTerms(OwnCriterion):
    """Kind ``terms``: lists of words, rare ones counting more."""

    def __init__(self, name: str, mentee: str, mentor: str, rarity: Mapping[str, int]) -> None:
        super().__init__(name, mentee, mentor)
        self._rarity = rarity

    def _items(self, answer: Any) -> list[tuple[Item, int]]:
        return [((word,), self._rarity[word]) for word in answer]

    def _cover(self, mine: Any, theirs: Any) -> int:
        return COVER_UNITS * (mine in theirs)


class OwnLadder(OwnCriterion):
    """Kind ``ladder``: a table over mentor level minus mentee level."""

    def __init__(self, name: str, mentee: str, mentor: str, levels: Mapping[Any, object]) -> None:
        super().__init__(name, mentee, mentor)
        self._table = LevelTable(levels)

    def _cover(self, mine: Any, theirs: Any) -> int:
        return self._table.cover(int(theirs) - int(mine))


class OwnSame(OwnCriterion):
    """Kind ``same``: one value each, equal."""

    def _cover(self, mine: Any, theirs: Any) -> int:
        return COVER_UNITS * bool(_folded(mine) == _folded(theirs))


class OwnDifferent(OwnCriterion):
    """Kind ``different``: one value each, unequal."""

    def _cover(self, mine: Any, theirs: Any) -> int:
        return COVER_UNITS * bool(_folded(mine) != _folded(theirs))


class OwnOverlap(OwnCriterion):
    """Kind ``overlap``: anything in common."""

    none_is_blank = True

    def _items(self, answer: Any) -> list[tuple[Item, int]]:
        return [((", ".join(sorted(answer)), frozenset(answer)), 1)]

    def cover(self, item: Item, mentor: Person) -> int:
        """Return 1000 if the lists meet."""
        mine: frozenset[str] = item[1]  # type: ignore[assignment]
        return COVER_UNITS * bool(mine & set(mentor.get(self._mentor)))


class OwnNumber(OwnCriterion):
    """Kind ``number``: closeness, 0 at a difference of ``range`` or more."""

    def __init__(self, name: str, mentee: str, mentor: str, span: object) -> None:
        super().__init__(name, mentee, mentor)
        self._span = exact(span)

    def _cover(self, mine: Any, theirs: Any) -> int:
        apart = abs(exact(theirs) - exact(mine))
        return thousandths(max(Fraction(0), 1 - apart / self._span))


def _folded(answer: Any) -> Any:
    # Own columns hold folded words; a field that a criterion names may hold text as written.
    return fold(answer) if isinstance(answer, str) else answer


class Given:
    """Kind ``given``: scores of pairs from a file; an item is ``(mentee key,)``."""

    wish = True

    def __init__(self, name: str, table: Mapping[tuple[str, str], int]) -> None:
        self.name = name
        self.parts: Mapping[str, int] = {name: 1}
        self._rows: dict[str, dict[str, int]] = {}
        for (mentee, mentor), value in table.items():
            self._rows.setdefault(mentee, {})[mentor] = value

    def ask(self, mentee: Person) -> Sequence[Ask]:
        """Return one item if the file lists the mentee."""
        if mentee.key not in self._rows:
            return ()
        return (Ask(self.name, 1, [((mentee.key,), 1)]),)

    def answers(self, part: str, variant: Hashable, mentor: Person) -> bool:  # noqa: ARG002
        """Return true: an unlisted pair has the score 0."""
        return True

    def cover(self, item: Item, mentor: Person) -> int:
        """Return the given score."""
        return self.covers(item).get(mentor.key, 0)

    def covers(self, item: Item) -> Mapping[str, int]:
        """Return mentor key → thousandths."""
        return self._rows[str(item[0])]


def own_criterion(
    spec: CriterionSettings,
    cohort: Cohort,
    settings: Settings,
    rarity: Mapping[str, Mapping[str, int]],
) -> Criterion:
    """Compile one entry of ``criteria:``."""
    mentee = str(spec.mentee or spec.column or spec.name)
    mentor = str(spec.mentor or spec.column or spec.name)
    name = spec.name
    match spec.kind:
        case "needs":
            return OwnNeeds(name, mentee, mentor, settings)
        case "terms":
            return OwnTerms(name, mentee, mentor, rarity[name])
        case "ladder":
            return OwnLadder(name, mentee, mentor, spec.levels or settings.scoring.career_stage)
        case "same":
            return OwnSame(name, mentee, mentor)
        case "different":
            return OwnDifferent(name, mentee, mentor)
        case "overlap":
            return OwnOverlap(name, mentee, mentor)
        case "number":
            return OwnNumber(name, mentee, mentor, spec.range)
        case "preference":
            keys = [mentor.key for mentor in cohort.mentors]
            return Preferences(name, mentee, settings.scoring.preferences, keys)
        case "given":
            return Given(name, cohort.given.get(name, {}))
    raise ValueError(f"unknown kind of criterion: {spec.kind}")
