"""The gallery of components: every macro with sample values, to look at while changing styles."""

from typing import Any

from flask import Blueprint, Response

from incidents.web.developer.samples import component_samples
from incidents.web.gate import policy
from incidents.web.render import render

blueprint = Blueprint("developer", __name__, url_prefix="/developer")


@blueprint.get("/components")
@policy(signed_in=True)
def components() -> Response:
    """Show every component."""
    samples: dict[str, Any] = component_samples()
    return render("developer/components.html", **samples)
