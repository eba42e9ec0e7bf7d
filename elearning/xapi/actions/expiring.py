"""Deleting what has passed its term: whole months where all kinds have, else kind by kind."""

from datetime import date

from django.db import connection, transaction

from elearning.accounts.models import AuditEvent
from elearning.xapi.actions.attachments import drop_loose_attachments
from elearning.xapi.actions.removing import remove_statements
from elearning.xapi.enums import Kind
from elearning.xapi.models import Document, Statement
from elearning.xapi.queries import expiry
from elearning.xapi.signals import statements_leaving

CHUNK = 2_000
LOCK = "SELECT pg_advisory_xact_lock(hashtext('xapi_make_partition'))"
PATIENCE = "SET LOCAL lock_timeout = '10s'"
# By the range of keys where a table has no index on the statement: once a month a whole table is
# read, which costs less than looking up each of a month's links.
FOLLOW = (
    "DELETE FROM xapi_statementagent WHERE statement BETWEEN %(low)s AND %(high)s",
    "DELETE FROM xapi_statementactivity WHERE statement BETWEEN %(low)s AND %(high)s",
    """
    WITH gone AS (
        DELETE FROM xapi_statementattachment WHERE statement BETWEEN %(low)s AND %(high)s
        RETURNING tenant, sha2
    )
    INSERT INTO xapi_looseattachment (tenant, sha2) SELECT DISTINCT tenant, sha2 FROM gone
    ON CONFLICT DO NOTHING
    """,
    """
    DELETE FROM xapi_statementreference r USING xapi_statement s
    WHERE s.id BETWEEN %(low)s AND %(high)s AND r.tenant = s.tenant AND r.statement = s.id
    """,
    """
    DELETE FROM xapi_voiding v USING xapi_statement s
    WHERE s.id BETWEEN %(low)s AND %(high)s AND v.tenant = s.tenant AND v.target = s.uuid
    """,
    """
    DELETE FROM xapi_statementid i USING xapi_statement s
    WHERE s.id BETWEEN %(low)s AND %(high)s AND i.tenant = s.tenant AND i.uuid = s.uuid
    """,
)
UNVOID = """
DELETE FROM xapi_voiding v USING xapi_statement s
WHERE s.id BETWEEN %(low)s AND %(high)s AND s.id = ANY(%(keys)s)
  AND v.tenant = s.tenant AND v.target = s.uuid
"""
# Nobody spoke of them in any statement that is left, nor in a document.
FORGET_AGENTS = """
DELETE FROM xapi_agent a
WHERE NOT EXISTS (SELECT FROM xapi_statementagent l WHERE l.agent_id = a.id)
  AND NOT EXISTS (SELECT FROM xapi_document d WHERE d.agent_id = a.id)
"""


def expire_statements() -> dict[Kind, int]:
    """Delete what has passed its term (`XAPI_KEEP_MONTHS`); gives how much of each kind.

    Each month of statements, or 2,000 of a kind, is a transaction of its own: what breaks off is
    taken up the next night. With the statements go their ids, links, voidings, attachments that
    nothing names any more, and agents that nobody speaks of; the rollups follow.
    """
    gone = dict.fromkeys(Kind, 0)
    for month in expiry.expired_months():
        if month.whole:
            _drop_month(month)
        else:
            while _expire_some(month):
                pass
        for kind, count in month.counts.items():
            gone[kind] += count
    gone[Kind.DOCUMENTS] = _expire_documents()
    if any(gone.values()):
        _finish(gone)
    return gone


@transaction.atomic
def _drop_month(month: expiry.Month) -> None:
    """The month's table goes as a whole; the lock on the parent is taken last and held shortly.

    Where a long query keeps it for ten seconds, nothing of the month goes until the next night:
    waiting longer would make every new statement wait behind us.
    """
    values = {"low": month.low, "high": month.high}
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
        statements_leaving.send(sender=Statement, **values, keys=None)
        for sql in FOLLOW:
            cursor.execute(sql, values)
        cursor.execute(PATIENCE)
        cursor.execute(f"DROP TABLE IF EXISTS {_table(month.month)}")


def _table(month: date) -> str:
    return f"xapi_statement_{month:%Y_%m}"


@transaction.atomic
def _expire_some(month: expiry.Month) -> bool:
    keys = expiry.expired_keys(month, CHUNK)
    if not keys:
        return False
    rows = Statement.objects.filter(
        pk__range=(keys[0], keys[-1]), pk__in=keys
    ).values_list("pk", "body")
    with connection.cursor() as cursor:
        cursor.execute(UNVOID, {"keys": keys, "low": keys[0], "high": keys[-1]})
    remove_statements(bodies=list(rows))
    return True


def _expire_documents() -> int:
    since = expiry.documents_kept_since()
    if since is None:
        return 0
    deleted, _ = Document.objects.filter(updated_at__lt=since).delete()
    return deleted


@transaction.atomic
def _finish(gone: dict[Kind, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FORGET_AGENTS)
    AuditEvent.objects.create(
        action="expire_statements",
        subject_kind=Statement._meta.label_lower,
        subject_id="",
        detail={str(kind): count for kind, count in gone.items()},
    )
    transaction.on_commit(drop_loose_attachments)
