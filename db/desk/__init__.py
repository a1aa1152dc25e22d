"""What the desk shows: what is due, drafts, the calendar."""
