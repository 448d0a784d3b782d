"""What people decided on a run, checked and put into it."""
