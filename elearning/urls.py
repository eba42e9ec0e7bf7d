"""All addresses of the site. Public paths are Dutch and never name a sensitive topic."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("cms/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("account/", include("allauth.urls")),
    path("xapi/", include("elearning.xapi.urls")),
    path("", include(wagtail_urls)),
]
