"""Suggestions that learn from people: what a model makes of their decisions, and how good it is."""
