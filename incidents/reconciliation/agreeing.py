"""Which voices state the same number: for the rule of the majority."""

from collections.abc import Sequence

from incidents.reconciliation.voices import Voice


def largest_agreement(voices: Sequence[Voice], tolerance: int) -> list[list[Voice]]:
    """Return the groups of more than half of the voices that state the same number; several when they tie.

    Two statements are the same when both ends lie within the tolerance of one another and both, or neither, say
    that it can be more. "At least 86" and "86" are two statements.
    """
    found: dict[tuple[int, ...], list[Voice]] = {}
    for lowest in {voice.low for voice in voices}:
        for highest in {voice.high for voice in voices}:
            for is_open in (False, True):
                within = [
                    position
                    for position, voice in enumerate(voices)
                    if voice.is_open == is_open
                    and _reaches(lowest, voice.low, tolerance)
                    and _reaches(highest, voice.high, tolerance)
                ]
                if 2 * len(within) > len(voices):
                    found[tuple(within)] = [voices[position] for position in within]
    most = max(map(len, found), default=0)
    return [group for positions, group in found.items() if len(positions) == most]


def _reaches(start: int | None, value: int | None, tolerance: int) -> bool:
    """Whether a value is at the start of a window or within it; no end is the same only as no end."""
    if start is None or value is None:
        return start is value
    return start <= value <= start + tolerance
