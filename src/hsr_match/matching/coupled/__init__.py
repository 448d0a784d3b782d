"""Problems that no network flow can express: linear program, prices, exact search.

``docs/reference/bounds.md`` defines the bound and says why it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hsr_match.matching.coupled.ladder import solve_coupled

__all__ = ["solve_coupled"]


def __getattr__(name: str) -> Any:
    if name == "solve_coupled":
        from hsr_match.matching.coupled.ladder import solve_coupled

        return solve_coupled
    raise AttributeError(name)
