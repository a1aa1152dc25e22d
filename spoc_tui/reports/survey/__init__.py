"""Papers of the survey."""
