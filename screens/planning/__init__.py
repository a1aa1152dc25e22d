"""The pages of planning beside those of its kinds."""
