"""Volunteering: roles, how long a sign-up takes, courses, staff time, mentoring. No names."""
