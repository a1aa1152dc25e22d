"""Lists from outside."""
