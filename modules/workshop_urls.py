"""Addresses below /cms/casus/, for the author of a case."""

from django.urls import path

from modules.views import workshop

urlpatterns = [
    path("casus/<int:pk>/kaart/", workshop.CaseMapView.as_view(), name="case_map"),
    path("casus/<int:pk>/proberen/", workshop.CaseTryView.as_view(), name="case_try"),
]
