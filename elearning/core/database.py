"""Questions to the database where the way Django asks would cost more than the answer."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import InterfaceError, OperationalError, connection, models
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from django.db.models.expressions import Expression, F, Func
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

# The database cannot answer now: it restarts, is full, or broke off what waited too long.
AWAY = (InterfaceError, OperationalError)
AGAIN_SECONDS = 10  # then it is worth to ask once more

M = TypeVar("M", bound=models.Model)
Row = tuple[Any, ...]


class _BoundCursor(ServerBindingCursor):
    def _convert_query(self, query: Any, params: Any = None) -> Any:
        # Django's log of queries reads it, and psycopg leaves it out for what is prepared.
        self._query = super()._convert_query(query, params)  # type: ignore[misc]  # psycopg's
        return self._query


def bound_cursor() -> CursorWrapper:
    """A cursor that sends its values beside the SQL; for what is asked again and again.

    Django's own writes each value into the text, in Python, and sets itself up anew each time. As
    with `connection.cursor()`, errors are Django's and queries are counted.
    """
    connection.ensure_connection()
    cursor = _BoundCursor(connection.connection)  # type: ignore[call-arg]  # not in the stubs
    wrapped: CursorWrapper = connection._prepare_cursor(cursor)  # type: ignore[attr-defined]
    return wrapped


class Given(Expression):
    """The place in a `Prepared` question of a value that comes when it is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, *_args: Any, **_kwargs: Any) -> tuple[str, Any]:
        return "%s", (self,)


def any_of(field: str, name: str) -> Func:
    """In a `Prepared` question what `field__in` is else: the list comes when it is asked."""
    return Func(
        F(field),
        Given(name),
        template="((%(expressions)s))",
        arg_joiner=") = ANY (",
        output_field=models.BooleanField(),
    )


class Prepared(Generic[M]):
    """A question of the ORM whose SQL is made once per process (ADR 0056).

        of_one = Prepared(lambda: Attempt.objects.filter(user=Given("user")))
        of_one.all(user=request.user.pk)

    Gives what the queryset that `make` returns would give: the same models, with what they were
    joined or annotated with. For what every answer of a learner asks: to put the same SQL together
    each time costs Python more than the rest of the question. `prefetch_related` is not for this.
    """

    def __init__(self, make: Callable[[], models.QuerySet[M, Any]]) -> None:
        self.make = make

    def all(self, **given: object) -> list[M]:
        """Everything that is found. KeyError when a value that the question names is missing."""
        return [self._instance(row) for row in self.rows(**given)]

    def first(self, **given: object) -> M | None:
        """The first row of the answer, or None. All of it is read: ask for one where there are more."""
        rows = self.rows(**given)
        return self._instance(rows[0]) if rows else None

    def rows(self, **given: object) -> list[Row]:
        """As `all`, as the values of the columns in the order in which they are selected.

        TransactionManagementError for one that locks, outside a transaction.
        """
        plan = self._plan
        if plan.locks and not connection.in_atomic_block:
            raise TransactionManagementError("What is locked here is free at once.")
        values = [given[p.name] if isinstance(p, Given) else p for p in plan.params]
        with bound_cursor() as cursor:
            cursor.execute(plan.sql, values)
            return plan.converted(cursor.fetchall())

    @cached_property
    def _plan(self) -> "_Plan":
        # All of it in one value: two threads that make it at once each have a whole one.
        return _Plan(self.make().query.get_compiler(connection.alias))

    def _instance(self, row: Row) -> M:
        instance: M = self._plan.instance(row)
        return instance


class _Plan:
    """What of a question stays the same: its SQL, and how a row becomes a model.

    As Django's own ModelIterable goes about it, but once.
    """

    def __init__(self, compiler: SQLCompiler) -> None:
        self.sql, self.params = compiler.as_sql()
        self.compiler = compiler
        self.locks = compiler.query.select_for_update
        self.converters = compiler.get_converters([one[0] for one in compiler.select])
        if compiler.klass_info:
            self._of_models(compiler, compiler.klass_info)

    def _of_models(self, compiler: SQLCompiler, info: dict[str, Any]) -> None:
        columns: list[int] = info["select_fields"]
        self.own = slice(columns[0], columns[-1] + 1)
        self.model = info["model"]
        self.names = [one[0].target.attname for one in compiler.select[self.own]]
        self.related = get_related_populators(  # type: ignore[call-arg]  # stubs of Django 6
            info, compiler.select, connection.alias
        )
        self.annotations = compiler.annotation_col_map or {}

    def converted(self, rows: list[Row]) -> list[Row]:
        if not self.converters:
            return rows
        changed = self.compiler.apply_converters(rows, self.converters)
        return [tuple(row) for row in changed]

    def instance(self, row: Row) -> Any:
        made = self.model.from_db(connection.alias, self.names, row[self.own])
        for populator in self.related:
            populator.populate(row, made)
        for name, column in self.annotations.items():
            setattr(made, name, row[column])
        return made
