"""Prescribing: what its papers and figures are made of, directories and counts that come in."""
