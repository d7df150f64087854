"""The compared form of an address settles at once, and every way to one page has the same."""

from hypothesis import given, settings
from hypothesis import strategies as some

from incidents.base.addresses import ARCHIVE_HOSTS, canonical_url
from incidents.records import Source

modest = settings(max_examples=150, deadline=None)

HOSTS = some.sampled_from(["example.org", "news.example.org", "bücher.example", "example.org:8443"])
STEPS = some.lists(some.text(alphabet="abzABZ019-_.~%أب é", min_size=1, max_size=6), max_size=4).map("/".join)
PAIRS = some.lists(some.tuples(some.sampled_from(["id", "v", "page", "q"]), some.integers(0, 99)), max_size=3)
TRACKS = some.sampled_from(["utm_source=x", "fbclid=Ab1", "gclid=9", "igshid=z", "mc_cid=1", "amp=1"])
COPIES = some.sampled_from(
    [
        "{}",
        "https://web.archive.org/web/20170404120000/{}",
        "http://web.archive.org/web/2017id_/{}",
        *(f"https://{host}/2017/{{}}" for host in sorted(ARCHIVE_HOSTS)),
    ]
)


def ways_to(host: str, steps: str, pairs: list[tuple[str, int]]) -> str:
    query = "&".join(f"{name}={value}" for name, value in pairs)
    return f"{host}/{steps}" + (f"?{query}" if query else "")


@given(some.lists(COPIES, max_size=4), HOSTS, STEPS, PAIRS, some.text(max_size=10))
@modest
def test_it_settles_at_once(copies: list[str], host: str, steps: str, pairs: list[tuple[str, int]], end: str) -> None:
    url = f"https://{ways_to(host, steps, pairs)}{end}"
    for copy in copies:
        url = copy.format(url)
    assert canonical_url(canonical_url(url)) == canonical_url(url)


@given(
    some.sampled_from(["www.", "m.", "mobile.", "amp.", ""]),
    some.sampled_from(["http", "https"]),
    some.sampled_from(["", "/", "#part"]),
    TRACKS,
    COPIES,
    PAIRS,
)
@modest
def test_every_way_to_a_page_is_one(
    screen: str, scheme: str, end: str, track: str, copy: str, pairs: list[tuple[str, int]]
) -> None:
    plain = f"https://{ways_to('example.org', 'a/b', pairs)}"
    shown = ways_to(f"{screen}example.org", "a/b" + ("/" if end == "/" else ""), pairs)
    url = f"{scheme}://{shown}{'&' if pairs else '?'}{track}{end if end != '/' else ''}"
    assert canonical_url(copy.format(url)) == canonical_url(plain)


@given(COPIES, HOSTS, STEPS, TRACKS)
@modest
def test_the_address_as_it_was_found_is_kept(copy: str, host: str, steps: str, track: str) -> None:
    url = copy.format(f"https://{ways_to(host, steps, [])}?{track}")
    source = Source(title={"en": "A report"}, url=url)
    assert source.url == url
    assert source.canonical_url == canonical_url(url)
