"""The settings: the council's side."""
