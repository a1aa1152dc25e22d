"""The sector's stories in the council’s magazine."""
