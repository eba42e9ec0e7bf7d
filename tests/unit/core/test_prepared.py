"""`Prepared`: what the queryset would give, with the SQL made once."""

import pytest
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from elearning.accounts.models import Membership, User
from elearning.core.database import Given, Prepared, any_of
from tests.factories.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def _with_all(queryset: QuerySet[Membership]) -> QuerySet[Membership]:
    """With a join, a join over that one, one that may be missing, and an annotation."""
    joined = queryset.select_related("user", "organisation__region")
    return joined.annotate(name=F("organisation__name")).order_by("pk")


def test_gives_the_models_of_the_queryset_with_what_they_are_joined_with(cast: Cast):
    prepared = Prepared(
        lambda: _with_all(Membership.objects.filter(user=Given("user")))
    )
    plain = _with_all(Membership.objects.filter(user=cast.bram))

    with CaptureQueriesContext(connection) as asked:
        found = prepared.all(user=cast.bram.pk)
        seen = [
            (one.user.email, one.organisation.region, one.name, vars(one).keys())
            for one in found
        ]

    assert len(asked) == 1
    assert found == list(plain) != []
    assert seen == [
        (one.user.email, one.organisation.region, one.name, vars(one).keys())
        for one in plain
    ]


def test_a_model_of_it_can_be_changed_and_saved(cast: Cast):
    user = Prepared(lambda: User.objects.filter(pk=Given("pk"))).first(pk=cast.bram.pk)

    user.full_name = "Bram de Boer"
    user.save()

    assert User.objects.get(pk=cast.bram.pk).full_name == "Bram de Boer"


def test_the_values_are_those_of_this_question_and_never_of_the_one_before(cast: Cast):
    by_pk = Prepared(lambda: User.objects.filter(pk=Given("pk")))

    assert by_pk.first(pk=cast.bram.pk) == cast.bram
    assert by_pk.first(pk=cast.anna.pk) == cast.anna
    assert by_pk.first(pk=0) is None


def test_a_value_is_never_read_as_sql(cast: Cast):
    by_mail = Prepared(lambda: User.objects.filter(email=Given("email")))

    assert by_mail.all(email="' OR true; --") == []


def test_a_list_is_one_value(cast: Cast):
    some = Prepared(lambda: User.objects.filter(any_of("pk", "pks")).order_by("pk"))
    pks = sorted([cast.bram.pk, cast.anna.pk])

    assert [user.pk for user in some.all(pks=pks)] == pks
    assert some.all(pks=[]) == []


def test_the_sql_is_made_once(cast: Cast):
    made = []

    def make() -> QuerySet[User]:
        made.append(1)
        return User.objects.filter(pk=Given("pk"))

    prepared = Prepared(make)
    for _ in range(3):
        prepared.first(pk=cast.bram.pk)

    assert made == [1]


def test_the_log_of_queries_says_what_was_asked_also_when_the_server_keeps_the_plan(
    cast: Cast,
):
    prepared = Prepared(lambda: User.objects.filter(pk=Given("pk")))

    with CaptureQueriesContext(connection) as asked:
        for _ in range(8):
            prepared.first(pk=cast.bram.pk)

    assert all('FROM "accounts_user"' in one["sql"] for one in asked)


def test_what_is_not_given_is_a_mistake(cast: Cast):
    with pytest.raises(KeyError):
        Prepared(lambda: User.objects.filter(pk=Given("pk"))).first(key=1)


@pytest.mark.django_db(transaction=True)
def test_a_lock_outside_a_transaction_is_a_mistake(cast: Cast):
    locked = Prepared(lambda: User.objects.select_for_update().filter(pk=Given("pk")))

    with transaction.atomic():
        assert locked.first(pk=cast.bram.pk) == cast.bram
    with pytest.raises(TransactionManagementError):
        locked.first(pk=cast.bram.pk)
