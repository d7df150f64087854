"""What the page of a case draws: the claims strips of each outcome, wide and narrow."""

from dataclasses import dataclass

from incidents.answers.case import CasePage
from incidents.base.ranges import Count, say_count
from incidents.web import strip


@dataclass(frozen=True, slots=True)
class Strips:
    """The strip of one column of the claims grid."""

    title: str
    wide: strip.Strip
    narrow: strip.Strip
    adopted: str | None


def strips_of(case: CasePage) -> list[Strips]:
    """A strip for each outcome whose total at least two claims state, or whose one claim is a range."""
    found = []
    for column in case.claims.columns:
        if column[1] != "total":
            continue
        claims = [
            strip.Claim(
                row.speaker, cell.count.low, cell.count.best, cell.count.high, cell.count.open_above, row.past is None
            )
            for row in case.claims.rows
            if (cell := row.cells.get(column)) is not None and cell.count.is_known
        ]
        team = case.claims.team.get(column)
        adopted: Count | None = team.count if team is not None and team.count.is_known else None
        if len(claims) < 2:
            continue
        words = say_count(adopted) if adopted is not None else None
        found.append(
            Strips(
                case.claims.heading(column),
                strip.large(claims, adopted),
                strip.large(claims, adopted, width=340),
                words,
            )
        )
    return found
