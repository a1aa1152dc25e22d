"""Pure rules: no input or output, no clock, no screen, no SQL."""
