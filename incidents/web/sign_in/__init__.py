"""Signing in and out: by password, by one-time address, and in the middle of a form."""
