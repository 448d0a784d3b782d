"""Objectives: what the ladder maximises once coverage is settled."""
