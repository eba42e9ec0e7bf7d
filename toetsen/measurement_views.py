"""Where am I? Sixteen statements about one's own work, for oneself, whenever one wants."""

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from elearning.accounts.models import User
from elearning.accounts.requests import UserRequest
from elearning.core.exceptions import InvalidRequest, NotFound
from toetsen import actions, judged, measured
from toetsen.measurement.figures import Moment
from toetsen.measurement.instrument import Instrument, instrument, read_answers
from toetsen.measurement.study import Study, newest, studies
from toetsen.measurement_words import (
    SLUGS,
    moment_of,
    name_of,
    own_lines,
    point_lines,
)
from toetsen.models import Measurement
from toetsen.rules import check_may_go_on, check_may_measure, own_measurement_of


@never_cache
@login_required
def home(request: UserRequest) -> HttpResponse:
    """What is open, what one filled in, and the studies one takes part in."""
    user = request.user
    used = measured.instrument_for(user)
    scores = measured.own_scores(user)
    opened = measured.all_open_to(user)
    context = {
        "instrument": used,
        "open": [(name_of(moment), SLUGS[moment]) for moment in opened.moments],
        "tests": [(name_of(moment), SLUGS[moment]) for moment in opened.tests],
        "scales": own_lines(used, scores),
        "points": point_lines(judged.own_points(user)),
        "afterwards": judged.situations_for(user).afterwards,
        "has_begun": user.measurements.exists(),
        "studies": _studies(user),
    }
    return render(request, "toetsen/measurement/home.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def start(request: UserRequest, when: str) -> HttpResponse:
    """What it is, that it is voluntary, and whether a study may use it; a POST begins."""
    moment = moment_of(when)
    own = measured.own_measurement(request.user, moment)
    if own is not None and own.is_done:
        return redirect("measurement:home")
    check_may_measure(request.user, moment)
    undecided = _undecided(request.user)
    if request.method == "POST":
        for study in undecided:
            if request.POST.get(f"onderzoek_{study.code}") == "ja":
                actions.give_consent(by=request.user, study=study)
        actions.start_measurement(by=request.user, moment=moment)
        return redirect("measurement:questions", when)
    context = {
        **_about(measured.instrument_for(request.user), moment),
        "begun": own is not None,
        "studies": undecided,
        "answers": [
            {"value": "ja", "label": _("Yes, I take part")},
            {"value": "nee", "label": _("No, I fill it in for myself alone")},
        ],
    }
    return render(request, "toetsen/measurement/start.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def questions(request: UserRequest, when: str) -> HttpResponse:
    """The statements on one page. What is chosen is kept by every POST, finished or not."""
    moment = moment_of(when)
    own = own_measurement_of(
        request.user, measured.own_measurement(request.user, moment)
    )
    used = instrument(own.instrument, own.version)
    if request.method == "POST":
        return _keep(request, own, used, moment)
    if own.is_done:
        return redirect("measurement:home")
    check_may_go_on(request.user, own)
    return _page(request, own, used, moment)


def _keep(
    request: UserRequest, own: Measurement, used: Instrument, moment: Moment
) -> HttpResponse:
    # What the page sends by itself gets the action's own words: no other page fits in its place.
    if own.is_done and "HX-Request" not in request.headers:
        return redirect("measurement:home")
    try:
        given = read_answers(used, request.POST)
    except ValueError:
        raise InvalidRequest(_("That answer does not belong here.")) from None
    own = actions.keep_answers(by=request.user, measurement=own, answers=given)
    if "HX-Request" in request.headers:
        return render(request, "toetsen/measurement/_saved.html")
    if "klaar" not in request.POST:
        messages.success(request, _("What you filled in is kept. Go on when you want."))
        return redirect("measurement:home")
    left = _open_statements(own, used)
    if left and "zeker" not in request.POST:
        return _page(request, own, used, moment, left=left)
    return _finish(request, own, moment)


def _finish(request: UserRequest, own: Measurement, moment: Moment) -> HttpResponse:
    actions.finish_measurement(by=request.user, measurement=own)
    messages.success(request, _("Done. What you filled in is kept, for you."))
    opened = measured.all_open_to(request.user)
    if Moment.THEN in opened.moments and moment == Moment.AFTER:
        return redirect("measurement:start", SLUGS[Moment.THEN])
    if opened.tests:
        return redirect("measurement:situations", SLUGS[opened.tests[-1]])
    return redirect("measurement:home")


def _page(
    request: HttpRequest,
    own: Measurement,
    used: Instrument,
    moment: Moment,
    left: int = 0,
) -> HttpResponse:
    answers = measured.answers_in(own)
    numbered = {item.code: n for n, item in enumerate(used.items, start=1)}
    context = {
        **_about(used, moment),
        "left": left,
        "kept": own.sealed is not None,
        "scales": [
            [
                {
                    "code": item.code,
                    "number": numbered[item.code],
                    "text": item.text,
                    "options": _options(used, item.code, answers),
                }
                for item in scale.items
            ]
            for scale in used.scales
        ],
    }
    return render(request, "toetsen/measurement/questions.html", context)


def _options(
    used: Instrument, code: str, answers: Mapping[str, int | None]
) -> list[dict[str, object]]:
    chosen = answers.get(code, "")
    options: list[dict[str, object]] = [
        {"value": str(value), "label": word, "chosen": chosen == value}
        for value, word in enumerate(used.answers, start=used.lowest)
    ]
    return [
        *options,
        {"value": "-", "label": _("I skip this one"), "chosen": chosen is None},
    ]


def _open_statements(own: Measurement, used: Instrument) -> int:
    """How many were neither answered nor skipped."""
    return len({item.code for item in used.items} - measured.answers_in(own).keys())


@login_required
@require_POST
def decide(request: UserRequest, code: str) -> HttpResponse:
    """Say yes to a study, or stop; stopping is as easy as beginning."""
    try:
        study = newest(code)
    except LookupError:
        raise NotFound(_("This study does not run now.")) from None
    if request.POST.get("meedoen") == "ja":
        actions.give_consent(by=request.user, study=study)
        messages.success(request, _("You take part. You can stop here at any moment."))
    elif request.POST.get("meedoen") == "nee":
        actions.withdraw_consent(by=request.user, study=study)
        messages.success(
            request, _("You no longer take part. What you filled in stays yours.")
        )
    else:
        raise InvalidRequest(_("That is not one of the choices."))
    return redirect("measurement:home")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def forget(request: UserRequest) -> HttpResponse:
    if request.method == "POST":
        actions.forget_measurements(by=request.user)
        messages.success(request, _("Everything you filled in here is deleted."))
        return redirect("measurement:home")
    return render(request, "toetsen/measurement/forget.html")


def _about(used: Instrument, moment: Moment) -> dict[str, object]:
    return {
        "instrument": used,
        "intro": used.then_intro if moment == Moment.THEN else used.intro,
        "moment": name_of(moment),
        "when": SLUGS[moment],
    }


def _studies(user: User) -> list[tuple[Study, bool, bool]]:
    """Each with whether one takes part, and whether it is no longer offered: what runs now, and what
    one still says yes to.
    """
    mine = measured.consents_of(user)
    offered = measured.offered_studies()
    over = [s for s in studies() if (s.code, s.version) in mine and s not in offered]
    return [
        *((one, (one.code, one.version) in mine, False) for one in offered),
        *((one, True, True) for one in over),
    ]


def _undecided(user: User) -> list[Study]:
    return [study for study, takes_part, _over in _studies(user) if not takes_part]
