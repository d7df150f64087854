"""The administrators' pages: importing this module adds them all to the blueprint."""

from incidents.web.admin import accounts, teams
from incidents.web.admin.blueprint import blueprint

__all__ = ["accounts", "blueprint", "teams"]
