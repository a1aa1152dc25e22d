"""What the council plans and whom it asks, where it turns up, and who of it knows the sector."""
