"""The report: facts that may be shown, and the one HTML file made of them."""
