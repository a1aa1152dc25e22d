"""The survey: what there is of a round, its papers, its figures, and answers that come in."""
