"""The compact: what is offered as evidence, its papers, its figures, a list of commitments."""
