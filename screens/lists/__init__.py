"""Lists from outside, brought in and reviewed."""
