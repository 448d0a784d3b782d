"""What may stand after a key, read without repair.

Each kind of value is a small reader that stands in the annotation of a
settings field. Pydantic calls it when a file is validated; options of the
command line are read by the same object without loading pydantic.
"""

from __future__ import annotations

from typing import Any

from hsr_match.text import visible

NULL = frozenset(["", "~", "null", "Null", "NULL"])


class Plain(str):
    """A value written without quotes: it may stand for a number."""

    __slots__ = ()


class RefusedError(ValueError):
    """Something that cannot stand where it does.

    ``at_key``: the key itself is meant, not what stands after it. ``whole``: the
    message is a sentence that needs no key in front.
    """

    def __init__(
        self,
        code: str,
        message: str,
        advice: str = "",
        *,
        at_key: bool = False,
        whole: bool = False,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.advice = advice
        self.at_key = at_key
        self.whole = whole
        self.value = ""

    def moved_to_key(self) -> RefusedError:
        """Return the same for a key that is wrong."""
        return RefusedError(self.code, self.message, self.advice, at_key=True)


def shown(value: object) -> str:
    """Return a value as a message quotes it: short, on one line."""
    text = visible(str(value))
    return f"`{text[:37]}...`" if len(text) > 40 else f"`{text}`"


def sentence(text: str) -> str:
    """Return a message with a capital letter."""
    return text[:1].upper() + text[1:]


def kind_of(value: object) -> str:
    """Return what stands in a file, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "keys"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, (bool, str)):
        return "text"
    return "a number"


class Reader:
    """Base of the readers.

    Attributes
    ----------
    words
        What is wanted, for the reference page and for messages.
    """

    words = ""

    def read(self, value: object) -> Any:
        """Return the value as typed, or raise :class:`RefusedError`."""
        raise NotImplementedError

    def json_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what `read` accepts."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> Any:
        return self.json_schema()
