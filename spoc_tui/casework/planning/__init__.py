"""Section 106: what a development should pay for, said in time; and what came of it, told."""
