from django.urls import path

from elearning.enrolment.views import (
    account,
    certificates,
    cohorts,
    joining,
    recorded,
)
from elearning.enrolment.views.help import help_page

urlpatterns = [
    path("meedoen/", joining.join, name="join"),
    path("meedoen/zelf/", joining.begin_path, name="begin_path"),
    path("hulp/", help_page, name="help"),
    path("mijn-account/", account.my_account, name="my_account"),
    path("mijn-account/naam/", account.name, name="my_name"),
    path("mijn-account/gegevens/", account.download, name="my_data"),
    path("mijn-account/leergegevens/", recorded.recorded, name="my_recorded"),
    path("mijn-account/verwijderen/", account.delete, name="delete_account"),
    path(
        "mijn-account/stoppen/<uuid:enrolment_uuid>/",
        account.leave,
        name="leave_enrolment",
    ),
    path("bewijs/", certificates.check, name="check_certificate"),
    path(
        "mijn-bewijzen/<uuid:certificate_uuid>/",
        certificates.certificate,
        name="certificate",
    ),
    path(
        "mijn-bewijzen/<uuid:certificate_uuid>/intrekken/",
        certificates.withdraw,
        name="withdraw_certificate",
    ),
    path("groepen/", cohorts.cohorts, name="cohorts"),
    path("groepen/nieuw/", cohorts.new_cohort, name="new_cohort"),
    path("groepen/<uuid:cohort_uuid>/", cohorts.cohort, name="cohort"),
    path("groepen/<uuid:cohort_uuid>/code/", cohorts.new_code, name="new_code"),
    path(
        "groepen/<uuid:cohort_uuid>/code/intrekken/",
        cohorts.revoke_code,
        name="revoke_code",
    ),
    path("groepen/<uuid:cohort_uuid>/blad/", cohorts.class_sheet, name="class_sheet"),
    path(
        "groepen/<uuid:cohort_uuid>/deelnemers/<uuid:enrolment_uuid>/",
        cohorts.remove,
        name="remove_member",
    ),
]
