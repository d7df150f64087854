"""Handing on over the web: the page of an export, its files and their manifest."""
