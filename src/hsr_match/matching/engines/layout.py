"""The network of one solve: frame, hubs and the pairs of the core, in one order of arcs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.matching.engines.core import Core
from hsr_match.matching.engines.frame import Frame
from hsr_match.matching.engines.hubs import HubRules, Prices
from hsr_match.matching.problem import Ints


@dataclass(frozen=True, slots=True)
class Layout:
    """Arcs: the pairs of the core, the arcs of the frame, then one per hub.

    Attributes
    ----------
    tails, heads
        Node numbers, shape (arcs,): mentees, mentors, sink, hubs at mentors,
        hubs at mentees.
    lower, upper
        Bounds, shape (arcs,).
    supply
        Shape (nodes,).
    mentor_keys, mentee_keys
        Keys of the hubs built, sorted.
    """

    tails: Ints
    heads: Ints
    lower: Ints
    upper: Ints
    supply: Ints
    mentor_keys: Ints
    mentee_keys: Ints
    rules: HubRules
    frame: Frame

    def profit(self, pairs: Ints, frame: Ints) -> Ints:
        """Return a profit per arc; hubs have none."""
        hubs = np.zeros(len(self.mentor_keys) + len(self.mentee_keys), dtype=np.int64)
        return np.concatenate([pairs, frame, hubs])

    def spread_out(self, prices: Prices) -> Ints:
        """Return potentials per node of this network."""
        rules = self.rules
        if not rules.any:
            return prices.nodes
        return np.concatenate(
            [
                prices.nodes,
                prices.at_hubs(self.mentor_keys, groups=rules.groups, mentees=self.frame.mentees),
                prices.at_hubs(self.mentee_keys, groups=rules.groups, mentees=None),
            ]
        )

    def gathered(self, potentials: Ints) -> Prices:
        """Return potentials per node as prices."""
        nodes, hubs = self.frame.nodes, len(self.mentor_keys)
        return Prices(
            potentials[:nodes],
            self.mentor_keys,
            potentials[nodes : nodes + hubs],
            self.mentee_keys,
            potentials[nodes + hubs :],
        )


def lay_out(frame: Frame, core: Core, rules: HubRules, pins: Ints) -> Layout:
    """Build the network of a core.

    Parameters
    ----------
    frame
        Arcs that every solve has.
    core
        Pairs to be used.
    rules
        Hubs.
    pins
        Keys of pairs that must be made; all in the core.
    """
    rows, columns = core.rows, core.columns
    lower = np.zeros(len(rows), dtype=np.int64)
    if len(pins):
        lower[np.searchsorted(core.keys, pins)] = 1
    tails, heads = [rows, frame.tails], [columns + frame.mentees, frame.heads]
    nothing = np.zeros(0, dtype=np.int64)
    at_mentors, at_mentees = nothing, nothing
    if rules.any:
        at_mentor, at_mentee = rules.at_mentor(rows, columns), rules.at_mentee(rows, columns)
        at_mentors = np.unique(at_mentor[at_mentor >= 0])
        at_mentees = np.unique(at_mentee[at_mentee >= 0])
        first, second = frame.nodes, frame.nodes + len(at_mentors)
        heads[0] = np.where(
            at_mentor >= 0, first + np.searchsorted(at_mentors, at_mentor), heads[0]
        )
        tails[0] = np.where(
            at_mentee >= 0, second + np.searchsorted(at_mentees, at_mentee), tails[0]
        )
        hubs = np.arange(len(at_mentors), dtype=np.int64) + first
        tails += [hubs, at_mentees // rules.groups]
        heads += [
            at_mentors // rules.groups + frame.mentees,
            np.arange(len(at_mentees), dtype=np.int64) + second,
        ]
    more = len(at_mentors) + len(at_mentees)
    return Layout(
        tails=np.concatenate(tails),
        heads=np.concatenate(heads),
        lower=np.concatenate([lower, frame.lower, np.zeros(more, dtype=np.int64)]),
        upper=np.concatenate(
            [
                np.ones(len(rows), dtype=np.int64),
                frame.upper,
                np.full(len(at_mentors), rules.most, dtype=np.int64),
                np.ones(len(at_mentees), dtype=np.int64),
            ]
        ),
        supply=np.concatenate([frame.supply, np.zeros(more, dtype=np.int64)]),
        mentor_keys=at_mentors,
        mentee_keys=at_mentees,
        rules=rules,
        frame=frame,
    )
