"""A year for the Cabinet: its figures, what was done for each recommendation, issued years."""
