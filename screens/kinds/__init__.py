"""The screens of declared kinds: a list, a page, a form, and what an act asks."""
