"""Enquiries: logged, routed, answered, told."""
