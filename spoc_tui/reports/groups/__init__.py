"""Groups of the sector, and when they meet."""
