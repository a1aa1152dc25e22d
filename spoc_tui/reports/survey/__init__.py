"""The papers of the survey: the results of a round, and the bulletin to who answered."""
