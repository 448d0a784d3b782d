"""How a settings key is declared: its default, meaning and ground, on a dataclass.

Plain dataclasses, so that a run on the defaults loads no validator; pydantic
checks them when there is something to check (``validate.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def group(cls: type[_T]) -> type[_T]:
    """Make a class a frozen group of keys that refuses unknown ones."""
    cls.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return dataclass(frozen=True, kw_only=True)(cls)


def key(default: Any, description: str, ground: str = "", **limits: Any) -> Any:
    """Declare a key with a default value; a mutable one is copied."""
    metadata = {"description": description, "ground": ground, **limits}
    if isinstance(default, dict):
        return field(default_factory=default.copy, metadata=metadata)
    return field(default=default, metadata=metadata)


def required(description: str) -> Any:
    """Declare a key that has no default."""
    return field(metadata={"description": description, "ground": ""})


def section(model: type, description: str) -> Any:
    """Declare a group of keys."""
    return field(
        default_factory=model, metadata={"description": description, "ground": "", "model": model}
    )


def items(model: type, description: str) -> Any:
    """Declare a list whose entries are groups of keys."""
    return field(default=(), metadata={"description": description, "ground": "", "item": model})


def is_required(entry: Any) -> bool:
    """Tell whether a key has no default."""
    return entry.default is MISSING and entry.default_factory is MISSING


def keys_of(model: type) -> dict[str, Any]:
    """Return the keys of a settings class with their dataclass fields, in order."""
    return {entry.name: entry for entry in fields(model) if entry.metadata}


def model_at(root: type, path: tuple[str | int, ...]) -> type | None:
    """Return the settings class that stands at a place, or None."""
    model: type | None = root
    for step in path:
        if model is None:
            return None
        if isinstance(step, int):
            continue
        entry = keys_of(model).get(step)
        model = entry.metadata.get("model", entry.metadata.get("item")) if entry else None
    return model


def all_keys(model: type, prefix: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every key below a settings class as (path, dataclass field), in order."""
    for name, entry in keys_of(model).items():
        yield (*prefix, name), entry
        below = entry.metadata.get("model", entry.metadata.get("item"))
        if below is not None:
            yield from all_keys(below, (*prefix, name))


def as_json(value: Any) -> Any:
    """Return settings, or a part of them, as plain JSON values."""
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    if isinstance(value, dict):
        return {str(name): as_json(item) for name, item in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {name: as_json(getattr(value, name)) for name in keys_of(type(value))}
    return value
