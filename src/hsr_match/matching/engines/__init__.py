"""Engines: exact ways to settle a rung of the ladder."""
