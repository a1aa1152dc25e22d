"""What every screen rests on."""
