"""What the storage is told of the kinds of each area, and of the tables of what belongs to them."""
