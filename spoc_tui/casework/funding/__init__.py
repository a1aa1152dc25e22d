"""Money: what is asked for, what is given, and what ends when, in time to do something about it."""
