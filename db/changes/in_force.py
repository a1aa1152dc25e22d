"""SQL: which actions are in force, as the undos and redos of all desks decide."""

from __future__ import annotations

# Of all undos of an act and their redos the latest decides.
REDONE_SINCE = """EXISTS (SELECT 1 FROM action AS v JOIN action AS r ON r.undoes = v.uid
    WHERE v.undoes = {act} AND (r.clock, r.uid) > ({u}.clock, {u}.uid))"""
ACT_IN_FORCE = f"""NOT EXISTS (SELECT 1 FROM action AS u WHERE u.undoes = a.uid
    AND NOT {REDONE_SINCE.format(act="a.uid", u="u")})"""
"""Whether act `a` is in force, as the latest of all its undos and their redos decides."""
IS_IN_FORCE = f"""CASE a.kind
    WHEN 'undo' THEN NOT EXISTS (SELECT 1 FROM action AS r WHERE r.undoes = a.uid)
    ELSE {ACT_IN_FORCE} END"""
"""Whether action `a` is in force: an act as above, an undo until it is redone."""
