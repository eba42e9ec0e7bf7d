from django.conf import settings
from django.urls import path

from themes import views

urlpatterns = [
    path("favicon.ico", views.favicon),
    path("verlaten/", views.way_out_help, name="way_out_help"),
]

if settings.GALLERY:
    urlpatterns += [
        path("stijl/", views.gallery, name="gallery"),
        path("stijl/<slug:name>/", views.gallery_component, name="gallery_component"),
    ]
