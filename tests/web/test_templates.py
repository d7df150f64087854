"""Every template can be read, and refuses a name that nobody gave it."""

import jinja2
import pytest

from incidents.paths import TEMPLATES
from tests.support.web import World

NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


def test_an_unknown_name_is_an_error(world: World) -> None:
    assert world.app.jinja_env.undefined is jinja2.StrictUndefined
    with pytest.raises(jinja2.UndefinedError), world.app.test_request_context("/"):
        world.app.jinja_env.from_string("{{ nothing }}").render()


def test_every_template_compiles(world: World) -> None:
    for name in NAMES:
        world.app.jinja_env.get_template(name)


def test_every_form_that_writes_carries_its_token() -> None:
    for name in NAMES:
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        for form in text.split("<form")[1:]:
            head, inside = form.split(">", 1)[0], form.split("</form>", 1)[0]
            if 'method="post"' in head and name != "developer/components.html":
                assert "csrf_token" in inside, f"{name}: {head.strip()}"
