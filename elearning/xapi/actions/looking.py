"""Looking inside: what is looked for by person leaves a line behind."""

from django.db import transaction

from elearning.accounts.actions import audit
from elearning.accounts.models import User
from elearning.xapi.models import Agent
from elearning.xapi.queries.searching import Found, Wanted, agent_number, search


@transaction.atomic
def search_statements(*, by: User, wanted: Wanted) -> tuple[list[Found], int | None]:
    """As `queries.searching.search`; a search by pseudonym is audited, each page of it.

    The line names the number of the pseudonym in the store, which leads to nobody once she is
    erased; 0 when nobody is called so.
    """
    if wanted.pseudonym is not None:
        someone = Agent(pk=agent_number(wanted.pseudonym))
        audit(by=by, action="search_by_pseudonym", subject=someone)
    return search(wanted)
