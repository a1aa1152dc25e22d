"""Buying: contracts to bid for, what suppliers promise, what organisations could use."""
