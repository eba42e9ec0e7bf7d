from elearning.network.forms.activities import ActivityForm
from elearning.network.forms.cases import (
    CaseTextForm,
    DangerForm,
    KeepLessonForm,
    ReviewForm,
)
from elearning.network.forms.small import (
    AgreementForm,
    AttendanceForm,
    CalendarForm,
    HeadCountForm,
    JoinForm,
    PaymentForm,
)

__all__ = [
    "ActivityForm",
    "AgreementForm",
    "AttendanceForm",
    "CalendarForm",
    "CaseTextForm",
    "DangerForm",
    "HeadCountForm",
    "JoinForm",
    "KeepLessonForm",
    "PaymentForm",
    "ReviewForm",
]
