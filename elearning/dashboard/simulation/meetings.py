"""Who joins the learning network, and the activities of a month."""

import datetime
import random
from collections import Counter

from elearning.accounts.models import Organisation, User
from elearning.core import clock
from elearning.dashboard.simulation.learners import Learner
from elearning.dashboard.simulation.plan import ZONE
from elearning.dashboard.simulation.scene import Scene
from elearning.network.actions import (
    accept_member,
    add_agreement,
    ask_to_join,
    close_agreement,
    plan_activity,
    record_attendance,
    record_head_count,
    sign_up,
)
from elearning.network.enums import MemberKind, Payment
from elearning.network.models import Activity
from elearning.network.plans import ActivityPlan
from elearning.network.queries import activity_types

JOIN = 0.6  # of the professionals
COMES = 0.45  # of the members of the region, each time
PER_MONTH = 4
AGREEMENTS = (
    ("Nagaan welke brieven naar een gedeeld adres gaan", "gemeente"),
    ("De regiokaart aanvullen met het wijkteam", "kringleider"),
    ("Vergoeding van sleutelpersonen regelen", "gemeente"),
    ("Terugkoppelen aan wie er niet bij was", "gastvrouw"),
)


class Network:
    """The network of one run: its members by region, and what was made."""

    def __init__(self, scene: Scene, dice: random.Random) -> None:
        self.scene, self.dice = scene, dice
        self.members: dict[int, list[User]] = {}
        self.made: Counter[str] = Counter()

    def perhaps_joins(self, learner: Learner) -> None:
        """Somebody who works at a municipality may ask to join, and is accepted."""
        organisation = learner.group.cohort.organisation
        if learner.group.is_class or learner.dice.random() > JOIN:
            return
        member = ask_to_join(by=learner.user, kind=MemberKind.PROFESSIONAL)
        accept_member(by=self.scene.facilitator, member=member)
        self.members.setdefault(organisation.region_id or 0, []).append(learner.user)
        self.made["members"] += 1

    def month(self, month: datetime.date) -> None:
        """The activities of a month, as they went."""
        types = list(activity_types())
        for index in range(PER_MONTH):
            by, organisation = self.dice.choice(self.scene.coordinators)
            day = month + datetime.timedelta(days=self.dice.randrange(12, 27))
            starts_at = datetime.datetime.combine(day, datetime.time(14), tzinfo=ZONE)
            with clock.at(starts_at - datetime.timedelta(days=10)):
                activity = plan_activity(
                    by=by,
                    plan=ActivityPlan(
                        type=types[(index + month.month) % len(types)],
                        organisation=organisation,
                        municipality=organisation,
                        title=f"Bijeenkomst {day:%d-%m}",
                        starts_at=starts_at,
                        place="Buurthuis De Haven (verzonnen)",
                        payment=self.dice.choice(
                            [Payment.YES, Payment.YES, Payment.NO]
                        ),
                    ),
                )
                present = self._sign_ups(activity, organisation)
            with clock.at(starts_at + datetime.timedelta(hours=3)):
                self._held(by, activity, present)

    def _sign_ups(self, activity: Activity, organisation: Organisation) -> list[User]:
        members = self.members.get(organisation.region_id or 0, [])
        coming = [user for user in members if self.dice.random() < COMES]
        for user in coming:
            sign_up(by=user, activity=activity)
        return coming

    def _held(self, by: User, activity: Activity, present: list[User]) -> None:
        if activity.type.names_attendance:
            record_attendance(by=by, activity=activity, present=present)
        else:
            record_head_count(by=by, activity=activity, number=len(present))
        what, role = self.dice.choice(AGREEMENTS)
        due_on = clock.today() + datetime.timedelta(days=self.dice.randrange(14, 90))
        agreement = add_agreement(
            by=by, activity=activity, what=what, role=role, due_on=due_on
        )
        if self.dice.random() < 0.6:
            close_agreement(by=by, agreement=agreement)
        self.made["activities"] += 1
        self.made["times somebody came"] += len(present)
