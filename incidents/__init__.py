"""A database of documented human-rights violations, with their sources, figures and confidence."""

__version__ = "0.1.0"
