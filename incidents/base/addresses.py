"""Web addresses in one form, so that the same page is recognised when it is entered a second time.

The address as it was found is always kept; this form only serves the warning "this source is already here". It is
made to be compared, not to be opened.
"""

import re
from contextlib import suppress
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

# One service under many names, and its pages have the same path under each.
ARCHIVE_HOSTS = frozenset(f"archive.{ending}" for ending in ("is", "fo", "ph", "md", "vn", "li", "today"))
ARCHIVE = "archive.today"

# What is added to an address to tell who followed it from where, and changes nothing of the page.
_TRACKING = re.compile(
    r"utm_\w+|_ga|_gl|_hs\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh"
    r"|mc_[ce]id|mkt_tok|at_\w+|ns_\w+|cmpid|ref_src|ref_url|__twitter_impression",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """Return the form in which an address is compared; text that is no web address comes back without outer blanks.

    http and https, "www." and capitals of the host, the standard port, a last slash, the fragment, a user's name and
    parameters that only track readers make no difference. The order of the other parameters does not matter either.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        query = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape", max_num_fields=200)
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return url
    kept = sorted((key, value) for key, value in query if not _TRACKING.fullmatch(key))
    path = _same_escapes(parts.path).rstrip("/")
    port_part = f":{port}" if port and port != _PORTS[scheme] else ""
    return f"https://{_same_host(host)}{port_part}{path}" + (f"?{_encoded(kept)}" if kept else "")


def _same_host(host: str) -> str:
    """Return a host in small letters and ASCII, without "www.", under one name where it has several."""
    host = host.rstrip(".").removeprefix("www.")
    if ":" in host:
        return f"[{host}]"
    with suppress(UnicodeError):  # a name that no browser would open is still compared as it stands
        host = host.encode("idna").decode("ascii")
    return ARCHIVE if host in ARCHIVE_HOSTS else host


def _same_escapes(path: str) -> str:
    """Return a path in which every character is escaped or not by one rule, whoever copied it."""
    # An escaped slash is not a slash: the parts between slashes are taken one by one.
    parts = (
        quote(unquote(part, errors="surrogateescape"), "-._~!$&'()*+,;=:@", errors="surrogateescape")
        for part in path.split("/")
    )
    return "/".join(parts)


def _encoded(query: list[tuple[str, str]]) -> str:
    return urlencode(query, errors="surrogateescape")
