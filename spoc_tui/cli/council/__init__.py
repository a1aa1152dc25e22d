"""The council's side: directorates, teams, topics, standards."""
