"""One criterion a file; the generic kinds for own columns in ``own``."""
