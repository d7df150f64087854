"""Public codes of records, short enough to be said over the telephone and impossible to guess from one another.

A code is a prefix for the kind of record and six random characters: ``INC-K4SH7Q``. It tells nothing about when
the record was made or how many there are. It names a record to people; it is not the key by which imports match.
"""

import re
import secrets
import unicodedata

# No 0 and O, 1 and I and L, nor U beside V, which are taken for one another; and no vowels, which make words.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
LENGTH = 6

_TYPED = re.compile(rf"(?:([A-Z]{{2,6}})[\s\-_.:/]*)?([{ALPHABET}]{{{LENGTH}}})")
_DASHES = re.compile("[\u2010-\u2015\u2212]")


def new_code(prefix: str) -> str:
    """Return a new random code; whoever stores it makes sure that it is not taken already."""
    drawn, letters = secrets.randbelow(len(ALPHABET) ** LENGTH), []
    for _ in range(LENGTH):
        drawn, place = divmod(drawn, len(ALPHABET))
        letters.append(ALPHABET[place])
    return f"{prefix}-{''.join(letters)}"


def read_code(text: str, prefix: str = "") -> str | None:
    """Return the code that somebody typed in its one written form, or None if it is no code.

    Capitals, blanks, kinds of dash and digits do not matter: "inc k4sh7q" is ``INC-K4SH7Q``. When the prefix is
    known it may be left out, and a code with another prefix is refused.
    """
    typed = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip().upper()
    typed = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in typed)
    found = _TYPED.fullmatch(typed)
    if not found:
        return None
    kind, body = found[1] or prefix, found[2]
    if not kind or (prefix and kind != prefix):
        return None
    return f"{kind}-{body}"
