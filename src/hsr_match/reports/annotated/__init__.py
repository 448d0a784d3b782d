"""A copy of the cohort's sheets with every problem marked where it stands."""
