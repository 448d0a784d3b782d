"""What each reader may know of a run, and the letters and pages that say it."""
