"""Listen: what it means. People code, rules and models suggest."""
