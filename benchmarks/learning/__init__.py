"""Parts of the benchmark of suggestions: see `suggestions.py`."""
