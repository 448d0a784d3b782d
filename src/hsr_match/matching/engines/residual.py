"""Ways along which a flow can change, with the nodes left out that need no search.

Nearly every mentee has one way in: from the mentor whom they have, or from
staying without. Whatever passes through such a node comes from there, so its
distance follows in the end, and a search needs half the rounds without it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import DTypeLike

from hsr_match.matching.problem import Ints, Mask


@dataclass(frozen=True, slots=True)
class Residual:
    """Arcs from node to node, where a distance can come from.

    Attributes
    ----------
    source, target, length
        Shape (arcs,); none of them at a node that is left out.
    via, beyond
        Shape (nodes,): the node that each follows, and how far behind it. A node
        that is not left out follows itself.
    """

    source: Ints
    target: Ints
    length: Ints
    via: Ints
    beyond: Ints

    @property
    def turned(self) -> Residual:
        """The same with all arcs turned round."""
        return replace(self, source=self.target, target=self.source)

    @property
    def small(self) -> DTypeLike:
        """A type that holds the number of any node: 16 bits are sorted fastest."""
        return np.uint16 if len(self.via) <= 1 << 16 else np.int64

    def everywhere(self, distance: Ints) -> Ints:
        """Return distances of all nodes from those of the nodes that are not left out."""
        result: Ints = distance[self.via] + self.beyond
        return result


def residual(
    tails: Ints, heads: Ints, can_rise: Mask, can_fall: Mask, profit: Ints, nodes: int
) -> Residual:
    """Return the ways along which a flow can change.

    Parameters
    ----------
    tails, heads, profit
        Shape (arcs,).
    can_rise, can_fall
        Whether the flow may be raised or lowered within its bounds.
    nodes
        Number of nodes.
    """
    rising, falling = can_rise.nonzero()[0], can_fall.nonzero()[0]
    source = np.concatenate([tails[rising], heads[falling]])
    target = np.concatenate([heads[rising], tails[falling]])
    length = np.concatenate([-profit[rising], profit[falling]])
    via = np.arange(nodes)
    beyond = np.zeros(nodes, dtype=np.int64)
    # Upwards only, from mentees to mentors to the sink: no node can follow itself.
    ways_in = np.bincount(target, minlength=nodes)
    follows = ((ways_in[target] == 1) & (source > target)).nonzero()[0]
    via[target[follows]] = source[follows]
    beyond[target[follows]] = length[follows]
    kept = np.ones(nodes, dtype=np.bool_)
    kept[target[follows]] = False
    while not kept[via].all():
        beyond += beyond[via]
        via = via[via]
    arcs = kept[target].nonzero()[0]
    source = source[arcs]
    return Residual(via[source], target[arcs], length[arcs] + beyond[source], via, beyond)
