"""Topics: patterns that a model finds in what people said, and what people make of them."""
