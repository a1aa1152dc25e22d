"""What the council, the sector and their partners promised one another, and whether it is kept."""
