"""Documents, and the forms in which they are given out."""
