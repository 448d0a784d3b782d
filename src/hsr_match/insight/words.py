"""Small words for sentences: lists, ordinals, labels in mid-sentence, scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache

KEEP_CAPITAL = frozenset(
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Delphi",
        "English",
        "Welsh",
        "London",
        "Scotland",
        "Wales",
        "Yorkshire",
        "Northern",
        "Irish",
    ]
)
NOT_CHECKED = "not checked by solving again"
"""Said, everywhere in these words, of a remedy that might help and was not tried."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@lru_cache(maxsize=4096)
def mid_sentence(label: str) -> str:
    """Return a label as it stands inside a sentence: ``NHS`` and names keep capitals.

    >>> mid_sentence("Working with the NHS"), mid_sentence("NHS service")
    ('working with the NHS', 'NHS service')
    """
    first = label.split(" ", 1)[0].strip(",")
    if first in KEEP_CAPITAL or any(c.isupper() for c in first[1:]):
        return label
    return label[:1].lower() + label[1:]


def capital(sentence: str) -> str:
    """Return a sentence with its first letter in upper case."""
    return sentence[:1].upper() + sentence[1:]


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Return ``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def beside(label: str, remark: str) -> str:
    """Return a label with a remark: ``R01 (61 points)``, ``Ann Lee (R01), 61 points``."""
    return f"{label}, {remark}" if label.endswith(")") else f"{label} ({remark})"


def number(count: int) -> str:
    """Return a count in words below ten."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else f"{count:,}"


def share_of_weight(evidence: float) -> str:
    """Return a share of weight, 0–1, in whole per cent; rounded up it would claim more."""
    return f"{int(evidence * 100)} %"


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: ``1 mentor``, ``12 mentors``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def ordinal(count: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, … 11th, … 21st."""
    teens = count % 100 in (11, 12, 13)
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count:,}{ending}"


@dataclass(frozen=True, slots=True)
class Scale:
    """How integer scores are said.

    Attributes
    ----------
    units
        Integer units of 1.0: 10^6 for scores made from answers (100 points).
    given
        True for given scores, which are said in their own units.
    """

    units: int
    given: bool

    def text(self, score: float) -> str:
        """Return a score: points to one decimal, or the given figure in full."""
        exact = Decimal(score) / self.units
        if self.given:
            return f"{exact.normalize():f}" if exact else "0"
        return str((exact * 100).quantize(Decimal("0.1"), ROUND_HALF_UP))

    def points(self, score: float) -> str:
        """Return a score with its unit."""
        return self.text(score) if self.given else f"{self.text(score)} points"

    def at_most(self, score: int) -> str:
        """Return a score rounded down, so that a limit set to it lets the score pass."""
        if self.given:
            return self.text(score)
        exact = Decimal(score) / self.units
        return str((exact * 100).quantize(Decimal("0.1"), ROUND_FLOOR))

    def apart(self, score: int, other: int) -> tuple[str, str]:
        """Return two scores with as many decimals as tell them apart."""
        one, two = self.text(score), self.text(other)
        if one != two or score == other:
            return one, two
        return (
            f"{Decimal(score) * 100 / self.units:.4f}",
            f"{Decimal(other) * 100 / self.units:.4f}",
        )


def called_by_name(name: str, shown_id: str) -> str:
    """Return ``Nia Oduyeye (E20)``, or the id alone where no name is known."""
    return f"{name} ({shown_id})" if name else shown_id
