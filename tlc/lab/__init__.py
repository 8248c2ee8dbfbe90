"""Lab: what a notebook shows."""
