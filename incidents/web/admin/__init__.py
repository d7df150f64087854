"""Letting people in: accounts and teams."""
