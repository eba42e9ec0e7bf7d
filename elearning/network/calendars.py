"""A meeting as an .ics file: neutral, since calendars are shared and read over shoulders."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from elearning.core import clock
from elearning.network.models import Activity

FILE_NAME = "bijeenkomst.ics"


def calendar_of(activity: Activity, *, url: str) -> bytes:
    """An iCalendar file (RFC 5545) of one activity, in the time of the Netherlands.

    The title never says more than that it is a meeting. Of a sensitive activity there is no
    description and no place either: `url`, its page, is all.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Leernetwerk//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(activity, url))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(activity: Activity, url: str) -> Event:
    event = Event()
    event.add("uid", f"{activity.uuid}@leernetwerk")
    event.add("dtstamp", clock.now())
    event.add("dtstart", _local(activity.starts_at))
    event.add("dtend", _local(activity.ends_at))
    event.add("last-modified", activity.updated_at)
    event.add("sequence", int(activity.updated_at.timestamp()) % 2**31)
    event.add("summary", _("Leernetwerk: meeting"))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if activity.is_cancelled else "CONFIRMED")
    event.add("url", url)
    if not activity.is_sensitive:
        event.add("description", activity.title)
        event["location"] = vText(activity.place or activity.online_url)
    return event


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment, timezone.get_default_timezone())
