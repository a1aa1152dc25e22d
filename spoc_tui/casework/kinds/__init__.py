"""How a kind of record is declared: its fields, its acts, its clocks."""
