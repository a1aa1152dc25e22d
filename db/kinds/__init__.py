"""How records of declared kinds are kept."""
