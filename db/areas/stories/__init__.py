"""Stories: their papers, their figures, the issue calendar and old stories."""
