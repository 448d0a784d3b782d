"""``report.html``: the coordinator's page, one file that needs nothing but a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing

__all__ = ["report_html"]


def report_html(briefing: Briefing) -> bytes:
    """Return the page about a run.

    Parameters
    ----------
    briefing
        Everything that is said; made for the coordinator, so it may name
        people, but holds no gated or confidential answer.

    Returns
    -------
    bytes
        UTF-8. Equal briefings give equal bytes: the only time in it is the
        one at which the run was started.
    """
    from hsr_match.reports.page.document import page_text

    return page_text(briefing).encode()
