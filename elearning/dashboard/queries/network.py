"""Members of the learning network and who of them came to an activity, at the end of a month."""

import uuid
from datetime import date, datetime, time

from django.db import connection
from django.utils import timezone

from elearning.dashboard.months import first_of_next
from elearning.network.enums import MemberState
from elearning.xapi.statements import PLATFORM_TENANT

# A person belongs to the organisation with which she asked to join. Whether she came is known by
# her pseudonym, since the names of an activity are kept for a while only.
MEMBERS = """
SELECT coalesce(o.uuid, %(platform)s), count(*), count(*) FILTER (WHERE came.actor IS NOT NULL)
FROM network_networkmember m
LEFT JOIN accounts_organisation o ON o.id = m.organisation_id
LEFT JOIN LATERAL (
    SELECT i.actor FROM accounts_identitylink l
    JOIN dashboard_learneritem i ON i.actor = l.actor
    WHERE l.user_id = m.user_id AND i.kind = 'meeting' AND i.first_month <= %(month)s
    LIMIT 1
) AS came ON true
WHERE m.decided_at < %(end)s
  AND (m.state = %(accepted)s OR (m.state = %(left)s AND m.left_at >= %(end)s))
GROUP BY 1
"""


def members_by_organisation(month: date) -> dict[uuid.UUID, tuple[int, int]]:
    """Per organisation: members at the end of `month`, and how many of them ever came. One query."""
    end = timezone.make_aware(datetime.combine(first_of_next(month), time.min))
    with connection.cursor() as cursor:
        cursor.execute(
            MEMBERS,
            {
                "platform": PLATFORM_TENANT,
                "month": month,
                "end": end,
                "accepted": MemberState.ACCEPTED,
                "left": MemberState.LEFT,
            },
        )
        return {row[0]: (row[1], row[2]) for row in cursor.fetchall()}
