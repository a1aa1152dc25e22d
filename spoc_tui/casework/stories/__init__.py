"""Stories of the sector in the council’s magazine."""
