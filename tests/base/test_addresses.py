"""The same page has one address, whoever copied it."""

import pytest

from incidents.base.addresses import canonical_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://example.org/a", "https://example.org/a"),
        (" HTTP://WWW.Example.ORG:80/a/ ", "https://example.org/a"),
        ("https://example.org:443", "https://example.org"),
        ("https://example.org/", "https://example.org"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://user:secret@example.org/a", "https://example.org/a"),
        ("https://example.org/A#part", "https://example.org/A"),
        ("https://example.org/a?utm_source=x&UTM_Medium=y&fbclid=z", "https://example.org/a"),
        ("https://example.org/a?b=2&a=1&utm_source=x", "https://example.org/a?a=1&b=2"),
        ("https://example.org/a?b=", "https://example.org/a?b="),
        ("https://example.org/watch?v=AbC&t=10", "https://example.org/watch?t=10&v=AbC"),
        ("https://archive.is/AbCdE", "https://archive.today/AbCdE"),
        ("http://archive.ph/AbCdE", "https://archive.today/AbCdE"),
        ("https://www.archive.today/AbCdE/", "https://archive.today/AbCdE"),
        ("https://archive.org/details/x", "https://archive.org/details/x"),
        ("https://example.org/%d8%a3", "https://example.org/%D8%A3"),
        ("https://example.org/أ", "https://example.org/%D8%A3"),
        ("https://example.org/a%2Fb", "https://example.org/a%2Fb"),
        ("https://example.org/%7Ea%2D", "https://example.org/~a-"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://[2001:DB8::1]:8080/a", "https://[2001:db8::1]:8080/a"),
        ("https://m.example.org/a", "https://example.org/a"),
        ("https://ar.m.example.org/a", "https://ar.example.org/a"),
        ("https://www.www.example.org/a", "https://example.org/a"),
        ("https://m.org/a", "https://m.org/a"),
        ("https://mobile.example.org/a/amp/", "https://example.org/a"),
        ("https://amp.example.org/amp/a?amp=1", "https://example.org/a"),
        ("https://example.org/a.amp.html?outputType=amp", "https://example.org/a.html"),
        ("https://example.org/amp", "https://example.org/amp"),
        ("https://example.org/a?amp=3", "https://example.org/a?amp=3"),
        ("https://example.org/a?igshid=1&gclid=2&mc_cid=3&mc_eid=4", "https://example.org/a"),
        ("https://web.archive.org/web/20170404120000/http://www.example.org:80/a?b=1", "https://example.org/a?b=1"),
        ("https://web.archive.org/web/20170404120000if_/https://example.org/a/", "https://example.org/a"),
        ("https://web.archive.org/web/2017*/example.org/a", "https://example.org/a"),
        ("https://web.archive.org/web/https:/example.org/a", "https://example.org/a"),
        ("https://web.archive.org/web/2017/https%3A%2F%2Fexample.org%2Fa", "https://example.org/a"),
        ("https://archive.ph/20170404/https://example.org/a", "https://example.org/a"),
        ("https://archive.is/newest/http://m.example.org/a#b", "https://example.org/a"),
        ("https://archive.li/2017/https://web.archive.org/web/2016/http://example.org/a", "https://example.org/a"),
        (
            "https://web.archive.org/web/2017/ftp://example.org/a",
            "https://web.archive.org/web/2017/ftp://example.org/a",
        ),
        ("https://www.google.com/amp/s/example.org/a/amp", "https://example.org/a"),
        ("https://example-org.cdn.ampproject.org/c/s/www.example.org/a", "https://example.org/a"),
    ],
)
def test_an_address_has_one_form(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no address",
        "ftp://example.org/a",
        "mailto:a@example.org",
        "https://",
        "https://[::1",
        "https://a:b/",
        "www.example.org",
    ],
)
def test_what_is_no_web_address_stays_as_it_is(text: str) -> None:
    assert canonical_url(text) == text


@pytest.mark.parametrize("ending", ["is", "fo", "ph", "md", "vn", "li", "today"])
def test_every_name_of_the_archive_is_one_service(ending: str) -> None:
    assert canonical_url(f"https://archive.{ending}/x1") == "https://archive.today/x1"
