"""How windows and schemes are read for what is made of them: wards, papers, figures."""
