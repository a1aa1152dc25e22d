"""Charts, drawn in several ways."""
