"""The report's facts in other forms: nothing is counted here, and no form says what is not in the facts."""
