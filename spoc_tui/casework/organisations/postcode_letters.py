"""Which letters a postcode may end on; for what looks for one without correcting it."""

INWARD_LETTERS = "ABD-HJLNP-UW-Z"
"""What the last two may be: never C, I, K, M, O or V."""
