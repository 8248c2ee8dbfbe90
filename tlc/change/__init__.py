"""Change: what to do about it. Principles, evidence, actions, one report."""
