"""What a person may take along of her place in the network, for herself only."""

from typing import Any

from elearning.accounts.models import User
from elearning.network.models import Activity, ActivityRole, CaseForm, NetworkMember


def network_data(user: User) -> dict[str, Any]:
    """Membership, meetings and own case forms, as JSON values; nothing of who else was there."""
    member = NetworkMember.objects.filter(user=user).first()
    sign_ups = user.sign_ups.select_related("activity").order_by("pk")
    attended = user.attendances.select_related("activity").order_by("pk")
    roles = ActivityRole.objects.filter(person=user).select_related("activity")
    return {
        "member": _member(member) if member else None,
        "sign_ups": [
            {
                "activity": row.activity.title,
                "state": row.state,
                "asked": row.asked_at.isoformat(),
            }
            for row in sign_ups
        ],
        "attended": [
            {
                "activity": row.activity.title,
                "on": row.activity.starts_at.isoformat(),
                "minutes": row.minutes,
            }
            for row in attended
        ],
        "roles": [
            {"activity": row.activity.title, "role": row.name, "state": row.state}
            for row in roles.order_by("pk")
        ],
        "planned": list(
            Activity.objects.filter(planned_by=user)
            .order_by("pk")
            .values_list("title", flat=True)
        ),
        "case_forms": [_case_form(row) for row in user.case_forms.order_by("pk")],
    }


def _member(member: NetworkMember) -> dict[str, Any]:
    return {
        "organisation": member.organisation.name if member.organisation else None,
        "capacity": member.kind,
        "state": member.state,
        "asked": member.asked_at.isoformat(),
        "decided": member.decided_at.isoformat() if member.decided_at else None,
        "left": member.left_at.isoformat() if member.left_at else None,
    }


def _case_form(case: CaseForm) -> dict[str, Any]:
    return {
        "state": case.state,
        "handed_in": case.handed_in_at.isoformat(),
        "deleted_on": case.delete_on.isoformat(),
        "dilemma": case.dilemma,
        "setting": case.setting,
        "role": case.author_role,
        "situation": case.situation,
        "what_i_did": case.what_i_did,
        "question": case.question,
        "lesson": case.lesson,
    }
