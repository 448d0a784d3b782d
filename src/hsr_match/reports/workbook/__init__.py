"""``pairings.xlsx``: what stands on each sheet, and how it is written."""
