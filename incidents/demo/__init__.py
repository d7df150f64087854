"""A demonstration world: 39 documented cases in our own words, and invented ones that show every kind of value."""
