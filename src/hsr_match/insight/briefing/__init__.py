"""A run explained in full: one model, and what each part of it is made from."""
