"""The action plan at work: what the library proposes, what people made of it, and what is told to participants."""
