"""What the areas ask of the storage, each in a room of its own."""
