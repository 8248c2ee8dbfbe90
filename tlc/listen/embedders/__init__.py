"""Texts as points: near each other when they are about the same thing."""
