"""Lists from outside, imported and reviewed."""
