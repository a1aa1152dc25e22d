"""A year, summed up for the Cabinet."""
