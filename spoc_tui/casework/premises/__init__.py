"""Somewhere to meet: rooms and requests, leases, transfers, assets of community value, rates."""
