"""The language of a page: chosen by a click, then the account's, then the browser's, then the installation's."""

from urllib.parse import quote, urlencode

from flask import Flask, current_app, g, redirect, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.wrappers import Response

from incidents.base.languages import LANGUAGES, current_language, reset_language, set_language
from incidents.web.recognition import settings
from incidents.web.safe import is_own_address

PARAMETER = "language"
YEAR = 365 * 24 * 3600


def install_guess(app: Flask) -> None:
    """Speak the reader's language from the first moment, so that even an early error is understood."""
    app.before_request(_guess)
    app.teardown_request(_forget)


def install_choice(app: Flask) -> None:
    """Follow a click on another language, and the account's own choice once it is known."""
    app.before_request(_choose)


def cookie_name() -> str:
    """The name of the cookie that remembers a click on another language."""
    return "__Host-incidents_language" if settings().secure_cookies else "incidents_language"


def language_address(code: str) -> str:
    """The address of this page in another language; of the first page where this one only takes forms."""
    if request.method not in ("GET", "HEAD") and not _can_be_read():
        return f"/?{PARAMETER}={code}"
    return _address_with({PARAMETER: code})


def forget_choice(response: Response) -> None:
    """Forget the click, so that the language of the account is followed again."""
    response.delete_cookie(cookie_name(), path="/", secure=settings().secure_cookies, httponly=True, samesite="Lax")


def _guess() -> None:
    chosen = request.cookies.get(cookie_name(), "")
    code = chosen if chosen in LANGUAGES else _best(request.accept_languages) or settings().language
    g.language_token = set_language(code)
    g.language = current_language()


def _choose() -> Response | None:
    if request.endpoint == "static":
        return None
    wanted = request.args.get(PARAMETER, "")
    if wanted in LANGUAGES and request.method in ("GET", "HEAD") and request.endpoint is not None:
        address = _address_with({})
        if is_own_address(address):
            return _remember(redirect(address, 303), wanted)
    own: str = (g.signed_in.language if g.signed_in is not None else None) or ""
    if own in LANGUAGES and request.cookies.get(cookie_name(), "") not in LANGUAGES:
        set_language(own)
        g.language = current_language()
    return None


def _remember(response: Response, code: str) -> Response:
    secure = settings().secure_cookies
    response.set_cookie(cookie_name(), code, max_age=YEAR, path="/", secure=secure, httponly=True, samesite="Lax")
    return response


def _best(accepted: LanguageAccept) -> str | None:
    for wanted, quality in accepted:
        code = wanted.replace("_", "-").split("-")[0].lower()
        if quality > 0 and code in LANGUAGES:
            return code
    return None


def _address_with(more: dict[str, str]) -> str:
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != PARAMETER]
    query = urlencode([*kept, *more.items()])
    return quote(request.path) + (f"?{query}" if query else "")


def _can_be_read() -> bool:
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and adapter.test(method="GET")


def _forget(_error: BaseException | None) -> None:
    token = g.pop("language_token", None)
    if token is not None:
        reset_language(token)
