"""Co-design: its papers, its figures, a forward plan and a list of events."""
