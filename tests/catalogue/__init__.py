"""The catalogue of bad input: every row a small file, run through the real commands."""
