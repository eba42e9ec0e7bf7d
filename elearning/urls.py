"""All addresses of the site. Public paths are Dutch and never name a sensitive topic."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from elearning.accounts.views import logged_in_again
from modules.views import pages
from modules.views.editing import edit_page


class OneDoor(RedirectView):
    """Wagtail's own login forms let in by password alone somebody who has a second step.

    Whom Wagtail sends here although she is in may not be where she wanted to be: another login
    would send her back there, without end.
    """

    pattern_name = "account_login"
    query_string = True

    def get(
        self, request: HttpRequest, *args: object, **kwargs: object
    ) -> HttpResponse:
        if request.user.is_authenticated:
            raise PermissionDenied
        return super().get(request, *args, **kwargs)


login = OneDoor.as_view()

urlpatterns = [
    path("cms/login/", login),
    path("_util/login/", login),
    path("cms/pages/<int:page_id>/edit/", edit_page),  # before Wagtail's own
    path("cms/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("account/weer-ingelogd/", logged_in_again, name="logged_in_again"),
    path("account/", include("allauth.urls")),
    path("toetsen/", include("toetsen.urls")),
    path("meting/", include("toetsen.measurement_urls")),
    path("xapi/", include("elearning.xapi.urls")),
    path("netwerk/", include("elearning.network.urls")),
    path("dashboard/", include("elearning.dashboard.urls")),
    path("", include("elearning.enrolment.urls")),
    path("", include("themes.urls")),
    path("kennisbank/", include("elearning.knowledge.urls")),
    path("", include("modules.urls")),
    # Wagtail makes the addresses of pages by this name.
    re_path(serve_pattern, pages.page, name="wagtail_serve"),
]

handler400 = "themes.views.bad_request"
handler403 = "themes.views.permission_denied"
handler404 = "themes.views.page_not_found"
handler500 = "themes.views.server_error"
