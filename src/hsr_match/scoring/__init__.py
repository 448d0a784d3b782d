"""Criteria → one score per pair, with its parts."""

from hsr_match.scoring.pair_scores import PairScores, ShareRow, score_pairs

__all__ = ["PairScores", "ShareRow", "score_pairs"]
