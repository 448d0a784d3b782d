"""Reports read back, to compare what they tell with the one explanation."""
