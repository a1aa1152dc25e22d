"""The round of calls."""
