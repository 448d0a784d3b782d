"""Random and mutated files against the reader, the settings and the whole ``check``."""
