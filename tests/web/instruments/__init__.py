"""The pages of laws and orders."""
