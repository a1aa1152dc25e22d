"""The papers of the survey: the form, the script, the results of a round, the bulletin."""
