"""Payment complaints, and the rates that interest is worked out with."""
