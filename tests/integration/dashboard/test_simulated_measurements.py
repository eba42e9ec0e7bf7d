"""Invented learners fill in measurements, so that an evaluator has something to look at."""

import pytest
from django.core.management import call_command

from elearning.accounts.models import User
from elearning.core import clock
from elearning.dashboard import tasks
from elearning.dashboard.simulation.run import simulate
from toetsen.measurement.figures import Moment
from toetsen.models import Consent, Measurement, StudyReport

pytestmark = pytest.mark.django_db
# The fewest people with whom this seed gives figures of ten.
LEARNERS, MONTHS, STEPS = 60, 6, 16


def test_simulated_people_measure_agree_and_give_a_report(settings) -> None:
    settings.DEMO_MODE = True
    call_command("load_curriculum", verbosity=0)

    made = simulate(learners=LEARNERS, months=MONTHS, seed=1, steps=STEPS)

    done = Measurement.objects.filter(done_at__isnull=False)
    assert set(done.values_list("moment", flat=True)) == {
        *(Moment.BEFORE, Moment.AFTER, Moment.THEN, Moment.LATER)
    }
    assert made["moments filled in"] == done.count() == Measurement.objects.count()
    assert not done.filter(done_at__gte=clock.now()).exists()
    assert made["consents"] == Consent.objects.count()
    first = StudyReport.objects.get().figures["comparisons"][0]
    assert {s["effect"]["summary"]["n"] >= 10 for s in first["scales"]} == {True}


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What the worker is asked for."""
    asked: list[dict[str, object]] = []
    monkeypatch.setattr(
        tasks.simulate_learners, "apply_async", lambda **options: asked.append(options)
    )
    return asked


def test_command_asks_the_worker_once_per_seed(settings, queued) -> None:
    settings.DEMO_MODE = True
    numbers = {"learners": 2, "months": 1, "seed": 7, "steps": 3}

    call_command("simulate_learners", in_background=True, **numbers)
    User.objects.create(email="sim7-0@voorbeeld.example")
    call_command("simulate_learners", in_background=True, **numbers)

    assert queued == [{"kwargs": numbers, "queue": "long"}]


def test_outside_the_demo_nobody_is_simulated(settings, queued) -> None:
    settings.DEMO_MODE = False

    call_command("simulate_learners", in_background=True)
    tasks.simulate_learners(learners=1, months=1, seed=1, steps=None)

    assert (queued, User.objects.count()) == ([], 0)
