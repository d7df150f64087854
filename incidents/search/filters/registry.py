"""All filters, in the order in which forms and the manual show them; a new one is one object in one of these files."""

from incidents.search.filters.base import Filter
from incidents.search.filters.instruments import LAWS
from incidents.search.filters.links import LINKS
from incidents.search.filters.of_events import HOW_MANY, WHAT_WHEN_WHERE, WHO
from incidents.search.filters.of_judgments import JUDGED
from incidents.search.filters.of_records import DETAILS, KEEPING
from incidents.search.filters.routes import ROUTES
from incidents.search.filters.sheets import SHEETS

EVERY_FILTER: tuple[Filter, ...] = (
    *WHAT_WHEN_WHERE,
    *WHO,
    *HOW_MANY,
    *JUDGED,
    *SHEETS,
    *ROUTES,
    *LAWS,
    *LINKS,
    *DETAILS,
    *KEEPING,
)
