"""The papers of volunteering: roles, which check, sign-up times, thanks, hours of staff."""
