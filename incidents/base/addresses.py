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
    r"utm_\w+|_ga|_gl|_hs\w+|__s|_openstat|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid"
    r"|igshid|igsh|mibextid|mc_[ce]id|mkt_tok|at_\w+|ns_\w+|vero_\w+|oly_\w+|cmp|cmpid|ocid|s_cid|xtor|wprov"
    r"|guccounter|guce_\w+|smid|smtyp|ref_src|ref_url|__twitter_impression",
    re.IGNORECASE,
)
_FOR_PHONES = {("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp"), ("output", "amp")}
_PORTS = {"http": 80, "https": 443}
# The same page for another screen; a name needs two more parts to stand without it.
_SCREENS = frozenset(("www", "m", "mobile", "amp"))
# Addresses that hold the address of the page they show, in the form that this module gives them.
_HOLDING = (
    re.compile(r"https://(?:web\.)?archive\.org/web/(?:[\d*]{1,15}(?:[a-z]{2}_)?/)?(?P<page>.+)"),
    re.compile(rf"https://{re.escape(ARCHIVE)}/(?:[\d.-]{{4,20}}|newest|oldest|o/\w+)/(?P<page>https?:.+)"),
    re.compile(r"https://google\.[a-z.]{2,6}/amp/(?:s/)?(?P<page>.+)"),
    re.compile(r"https://[\w-]+\.cdn\.ampproject\.org/(?:wp/)?[a-z]/(?:s/)?(?P<page>.+)"),
)
_WITH_SCHEME = re.compile(r"(?P<scheme>https?):/*", re.IGNORECASE)
_BARE = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?([/?].*)?", re.DOTALL)


def canonical_url(url: str) -> str:
    """Return the form in which an address is compared; text that is no web address comes back without outer blanks.

    http and https, "www." and capitals of the host, the standard port, a last slash, the fragment, a user's name and
    parameters that only track readers make no difference; nor does the edition for phones. The copy of a page in an
    archive counts as the page where the copy's address tells which it is. The order of parameters does not matter.
    """
    url = url.strip()
    found = _compared(url)
    if found is None:
        return url
    while (held := _held(found)) is not None and (inner := _compared(held)) is not None and len(inner) < len(found):
        found = inner
    return found


def _compared(url: str) -> str | None:
    """Return one address without what makes no difference; None for what no browser would take for a web address."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        query = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape", max_num_fields=200)
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return None
    host = _same_host(host)
    kept = sorted((key, value) for key, value in query if not _is_idle(key, value))
    path = _without_edition(_same_escapes(parts.path).rstrip("/"), host)
    port_part = f":{port}" if port and port != _PORTS[scheme] else ""
    return f"https://{host}{port_part}{path}" + (f"?{_encoded(kept)}" if kept else "")


def _is_idle(key: str, value: str) -> bool:
    return _TRACKING.fullmatch(key) is not None or (key.lower(), value.lower()) in _FOR_PHONES


def _held(url: str) -> str | None:
    """Return the address of the page that an archive or a cache shows under this address, if it says so."""
    for pattern in _HOLDING:
        if (match := pattern.fullmatch(url)) is not None:
            page = match["page"]
            if re.match(r"https?:%2f", page, re.IGNORECASE):
                page = unquote(page, errors="surrogateescape")
            if (scheme := _WITH_SCHEME.match(page)) is not None:
                return f"{scheme['scheme']}://{page[scheme.end() :]}"
            return f"https://{page}" if _BARE.fullmatch(page) else None
    return None


def _same_host(host: str) -> str:
    """Return a host in small letters and ASCII, without "www." or "m.", under one name where it has several."""
    host = host.rstrip(".")
    if ":" in host:
        return f"[{host}]"
    with suppress(UnicodeError):  # a name that no browser would open is still compared as it stands
        labels = host.encode("idna").decode("ascii").split(".")
        host = ".".join([label for label in labels[:-2] if label not in _SCREENS] + labels[-2:])
    return ARCHIVE if host in ARCHIVE_HOSTS else host


def _without_edition(path: str, host: str) -> str:
    """Return a path without the step that leads to the edition for phones; an address of nothing else is kept."""
    if host.startswith("google."):  # there the step leads to other people's pages
        return path
    while path.endswith("/amp") and path != "/amp":
        path = path.removesuffix("/amp").rstrip("/")
    while path.startswith("/amp/"):
        path = path.removeprefix("/amp")
    return re.sub(r"\.amp(\.html?)?$", r"\1", path)


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
