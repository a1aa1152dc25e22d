"""Feedback actions, and every act on one."""
