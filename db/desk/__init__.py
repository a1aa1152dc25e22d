"""The desk: what is due, drafts, the calendar."""
