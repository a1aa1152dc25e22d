"""The year, for the Cabinet."""
