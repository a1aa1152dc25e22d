"""The year's verb."""
