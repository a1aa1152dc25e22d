"""The sector's groups, and their meetings."""
