"""Addresses under /netwerk/: Dutch, and every id in them a random UUID."""

from django.urls import path

from elearning.network.views import activities, cases, members, records

app_name = "network"

urlpatterns = [
    path("", members.home, name="home"),
    path("meedoen/", members.ask, name="ask"),
    path("stoppen/", members.leave, name="leave"),
    path("leden/", members.members, name="members"),
    path("leden/<uuid:uuid>/", members.decide, name="decide"),
    path("beheer/", records.manage, name="manage"),
    path("plannen/", activities.types, name="types"),
    path("plannen/<slug:code>/", activities.plan, name="plan"),
    path("activiteiten/<uuid:uuid>/", activities.activity, name="activity"),
    path("activiteiten/<uuid:uuid>/wijzigen/", activities.change, name="change"),
    path("activiteiten/<uuid:uuid>/afzeggen/", activities.cancel, name="cancel"),
    path("activiteiten/<uuid:uuid>/gehouden/", activities.finish, name="finish"),
    path("activiteiten/<uuid:uuid>/aanmelden/", activities.sign_up, name="sign_up"),
    path(
        "activiteiten/<uuid:uuid>/afmelden/",
        activities.cancel_sign_up,
        name="cancel_sign_up",
    ),
    path(
        "activiteiten/<uuid:uuid>/bijeenkomst.ics",
        activities.calendar_file,
        name="calendar_file",
    ),
    path("activiteiten/<uuid:uuid>/aanwezig/", records.attendance, name="attendance"),
    path(
        "activiteiten/<uuid:uuid>/afspraken/",
        records.add_agreement,
        name="add_agreement",
    ),
    path("activiteiten/<uuid:uuid>/vergoeding/", records.payment, name="payment"),
    path("afspraken/<uuid:uuid>/", records.close_agreement, name="close_agreement"),
    path("activiteiten/<uuid:uuid>/inbreng/", cases.bring_in, name="bring_in"),
    path("inbreng/<uuid:uuid>/", cases.case_form, name="case_form"),
    path("inbreng/<uuid:uuid>/wijzigen/", cases.mend, name="mend"),
    path("inbreng/<uuid:uuid>/gelezen/", cases.review, name="review"),
    path("inbreng/<uuid:uuid>/les/", cases.keep_lesson, name="keep_lesson"),
    path("inbreng/<uuid:uuid>/verwijderen/", cases.withdraw, name="withdraw"),
]
