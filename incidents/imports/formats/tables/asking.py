"""What looks wrong in a row as a whole: it is stored as it stands, and a question is opened."""

import re
from typing import Any

from incidents.base.languages import _
from incidents.imports.formats.tables.lines import Line
from incidents.imports.formats.tables.numbers import STATES
from incidents.vocabularies import vocabulary
from incidents.vocabularies.mappings import suggest, suggestions

Values = dict[str, Any]
NUMBERS = ("low", "best", "high")
_SEVERAL = re.compile(r"\s*[;,،|/\n]\s*")
NO_REASON = "Taken from an imported table that gives no reason."


def ask_about(line: Line, values: Values, whole: Values) -> None:
    """Open the questions of a row; ``whole`` is the part as it will be."""
    if line.table == "figures":
        _figure(line, values, whole)
    elif line.table == "places":
        _place(line, values, whole)
    elif line.table == "assessments":
        _assessment(line, values, whole)


def _figure(line: Line, values: Values, whole: Values) -> None:
    unread = [name for name in NUMBERS if line.word(name) and whole.get(name) is None and not line.is_cleared(name)]
    stated = any(whole.get(name) is not None for name in NUMBERS) or whole.get("share_num") is not None
    if unread and not whole.get("as_stated"):
        values["as_stated"] = whole["as_stated"] = "; ".join(f"{name} {line.text(name)}" for name in unread)[:2000]
    words = [STATES[line.word(name).lower()] for name in unread if line.word(name).lower() in STATES]
    if words and not stated and whole.get("value_state") in (None, "known"):
        values["value_state"] = whole["value_state"] = None if words[0] == "not_recorded" else words[0]
    state = whole.get("value_state")
    if stated and state not in (None, "known"):
        message = _("a number stands beside a word that says there is none; both were kept")
        line.remark("value_state", message, "state_contradicts")
    if not stated and state == "known":
        line.remark("value_state", _("said to be known, and there is no number; it was kept"), "state_contradicts")
    low, best, high = (whole.get(name) for name in NUMBERS)
    for left, right, code, column in (
        (low, best, "low_gt_best", "low"), (best, high, "best_gt_high", "best"), (low, high, "low_gt_high", "low"),
    ):  # fmt: skip
        if left is None or right is None or left <= right or (code == "low_gt_high" and best is not None):
            continue
        line.remark(column, _("%(left)s is above %(right)s; both were kept", left=left, right=right), code)


def _place(line: Line, values: Values, whole: Values) -> None:
    lat, lon = whole.get("lat"), whole.get("lon")
    if (lat is None) != (lon is None):
        values["lat"] = values["lon"] = None
        line.remark("lat" if line.word("lat") else "lon", _("half a point; no point was stored"),
                    "coordinate_out_of_range")  # fmt: skip
    elif lat is not None and not whole.get("precision"):
        line.remark("precision", _("the point does not say how exact it is; it was kept"), "point_without_precision")


def _assessment(line: Line, values: Values, whole: Values) -> None:
    native, scheme = whole.get("native_value"), str(whole.get("scheme") or "")
    if native and "native_value" in values and scheme in vocabulary("scheme"):
        known = [one for one in _SEVERAL.split(native) if one and suggest(scheme, one) is not None]
        if len(known) > 1:
            line.remark("native_value", _("several grades in one cell; kept as it is, no level follows from it"),
                        "multi_valued_cell")  # fmt: skip
        elif not known and suggest(scheme, native) is None and any(one.scheme == scheme for one in suggestions()):
            line.remark("native_value", _("not a grade of this scheme; kept as it is"), "unknown_code")
    if not whole.get("reason"):
        values["reason"] = NO_REASON
