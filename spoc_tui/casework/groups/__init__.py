"""Groups that the sector meets in, and their meetings."""
