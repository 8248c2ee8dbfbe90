"""What `fuzz.py` is made of: whole files of each format, ways to spoil them, and what counts as a fault."""
