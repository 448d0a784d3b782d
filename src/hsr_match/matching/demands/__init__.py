"""What people and settings ask of pairs taken together (``docs/reference/rules.md``)."""
