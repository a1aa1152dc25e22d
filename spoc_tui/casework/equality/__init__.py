"""Whom organisations serve by their purpose, and what a change would mean for those whom the
Equality Act protects.
"""
