"""Prescribing: services to signpost to, their room, counts and money; what boards assure."""
