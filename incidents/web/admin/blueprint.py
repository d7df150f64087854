"""Where the pages of accounts and teams meet."""

from flask import Blueprint

blueprint = Blueprint("admin", __name__, url_prefix="/admin")
