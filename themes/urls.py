from django.conf import settings
from django.urls import path

from themes import views

urlpatterns = [
    path("verlaten/", views.way_out_help, name="way_out_help"),
]

if settings.GALLERY:
    urlpatterns += [path("stijl/", views.gallery, name="gallery")]
