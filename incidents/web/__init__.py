"""The web floor: the only one that knows Flask and WTForms."""
