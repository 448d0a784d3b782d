"""What would give more mentees a mentor, each change tried by solving again."""
