"""What a figure is, how it is rounded, and which counts are hidden."""
