"""The order of the voices on a feedback action, wherever it is read."""

from __future__ import annotations

AS_HEARD = "v.uid < t.feedback, v.uid"
"""SQL: the order of voices `v` told by `t`: as they were heard there, the words that the action
began with first; then those that another action led to it.
"""
