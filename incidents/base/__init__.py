"""What the program stands on: dates, ranges, text, languages, codes. Knows nothing of incidents or databases."""
