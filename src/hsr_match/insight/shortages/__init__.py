"""Mentees who cannot all have a mentor: the sets that prove it, and how they are told."""
