"""What may stand in an address: codes that people can type, and numbers that a database can hold."""

from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter, ValidationError

from incidents.base.codes import read_code

LARGEST = 2**31 - 1


class CodeConverter(BaseConverter):
    """The public code of a record, however it was typed: ``<code:code>``; anything else is no page."""

    regex = "[^/]{1,24}"

    def to_python(self, value: str) -> str:
        """Return the code in its one written form."""
        code = read_code(value)
        if code is None:
            raise ValidationError()
        return code


class BoundedIntegerConverter(IntegerConverter):
    """A whole number that both databases can hold: ``<int:number>``."""

    regex = r"[0-9]{1,10}"

    def to_python(self, value: str) -> int:
        """Return the number, unless it is too large for any row."""
        number = int(value)
        if number > LARGEST:
            raise ValidationError()
        return number


def install(app: Flask) -> None:
    """Teach an application the converters."""
    app.url_map.converters["code"] = CodeConverter
    app.url_map.converters["int"] = BoundedIntegerConverter
