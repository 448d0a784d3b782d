"""What a template is given: objects that hold what their reader may see, and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hsr_match.config.fields import fields
from hsr_match.insight.gate import is_gated
from hsr_match.reports.letters.audiences import Audience, Fact, facts_for

if TYPE_CHECKING:
    from hsr_match.cohort.model import Person


class NotForThisReaderError(Exception):
    """Code of ours reached for an answer that the table of audiences does not name."""


class View:
    """Named facts; reading any other name fails, in a template and in Python.

    Parameters
    ----------
    facts
        Name → text, truth, number, a tuple of these, or of further views.
    """

    __slots__ = ("_facts",)

    def __init__(self, facts: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_facts", dict(facts))

    def __getattr__(self, name: str) -> Any:
        try:
            return self._facts[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("A view cannot be changed.")

    def __str__(self) -> str:
        raise TypeError("A view is no text; name one of its facts.")

    def __repr__(self) -> str:
        return f"View({', '.join(sorted(self._facts))})"


@dataclass(frozen=True, slots=True)
class Answers:
    """One person, as far as a line of the table of audiences goes.

    Attributes
    ----------
    person
        The person; read them through :meth:`get` only.
    fact
        The line.
    shares
        Whether the person agreed that their form is shared, or was not asked.
    """

    person: Person = field(repr=False)
    fact: Fact
    shares: bool = True

    def get(self, name: str) -> Any:
        """Return an answer without its gated values; None for a blank.

        Raises
        ------
        NotForThisReaderError
            If the line does not name the field.
        """
        if name not in self.fact.reads:
            raise NotForThisReaderError(f"{self.fact.part}.{self.fact.name} may not read {name}")
        if self.fact.shared and not self.shares:
            return None
        if name == "name":
            return self.person.name
        return _plain(name, self.person.get(name))


def view(audience: Audience, part: str, make: Callable[[Fact], Any]) -> View:
    """Return an object for templates with all that an audience may see of it.

    Parameters
    ----------
    audience
        The reader.
    part
        Name of the object.
    make
        Makes a fact; never asked for one that the audience may not see.
    """
    return View({fact.name: make(fact) for fact in facts_for(audience, part)})


def _plain(name: str, answer: Any) -> Any:
    """Leave out the values that are special, or kept behind the same gate."""
    known = fields().get(name)
    if known is None or known.vocabulary is None or answer is None:
        return answer
    gated = known.vocabulary
    if isinstance(answer, str):
        return None if is_gated(gated, answer) else answer
    if isinstance(answer, Mapping):
        return {value: level for value, level in answer.items() if not is_gated(gated, value)}
    if isinstance(answer, (tuple, list)):
        tiers = [[t] if isinstance(t, str) else t for t in answer]
        return tuple(v for tier in tiers for v in tier if not is_gated(gated, v))
    return answer
