"""Where templates, migrations, static files and catalogues lie: in an installed wheel or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    """Return the folder inside the package, where a wheel has it, or else beside it, where a checkout has it."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


TEMPLATES = _folder("templates")
MIGRATIONS = _folder("migrations")
STATIC = _PACKAGE / "static"
VENDOR = STATIC / "vendor"
TRANSLATIONS = _PACKAGE / "translations"
