"""Where somebody is in a lesson, so that going on starts there, on another device too."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from elearning.core.exceptions import InvalidRequest, NotFound
from modules.actions import touch_page
from modules.models import LessonPage


@login_required
@require_POST
def place(request: HttpRequest) -> HttpResponse:
    """Note the block in `plek` of the lesson with id `les`."""
    number = request.POST.get("les", "")
    if not number.isdecimal():
        raise InvalidRequest(_("That is not a place in this lesson."))
    page = (
        LessonPage.objects.live().filter(pk=int(number), refresher_after=None).first()
    )
    if page is None:
        raise NotFound(_("This page is no longer online. What you did is kept."))
    block = request.POST.get("plek", "")
    if block not in _block_ids(page):
        raise InvalidRequest(_("That is not a place in this lesson."))
    touch_page(by=request.user, page=page, place=block)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _block_ids(page: LessonPage) -> set[str]:
    streams = (page.body.raw_data, page.alternative.raw_data)
    return {block["id"] for stream in streams for block in stream if block.get("id")}
