"""Vocabularies: the lists of ids, labels and synonyms that answers are mapped to."""
