"""Money: what is counted of it, what comes in, and what its papers are made of."""
