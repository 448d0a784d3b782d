"""The files of a new scheme: sheets to fill in, settings, questions for a form."""
