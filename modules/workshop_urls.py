"""Addresses below /cms/ of the author's workshop."""

from django.urls import path

from modules.views import (
    reuse,
    workshop,
    workshop_choices,
    workshop_files,
    workshop_scenes,
)

urlpatterns = [
    path("hergebruik/<int:pk>/", reuse.ReuseView.as_view(), name="page_reuse"),
    path("casus/<int:pk>/kaart/", workshop.CaseMapView.as_view(), name="case_map"),
    path("casus/<int:pk>/proberen/", workshop.CaseTryView.as_view(), name="case_try"),
    path(
        "casus/<int:pk>/scene/nieuw/",
        workshop_scenes.CaseSceneView.as_view(),
        name="case_scene_new",
    ),
    path(
        "casus/<int:pk>/scene/<uuid:scene>/",
        workshop_scenes.CaseSceneView.as_view(),
        name="case_scene",
    ),
    path(
        "casus/<int:pk>/keuzes/",
        workshop_choices.CaseChoicesView.as_view(),
        name="case_choices",
    ),
    path(
        "casus/<int:pk>/vergelijken/",
        workshop_files.CaseCompareView.as_view(),
        name="case_compare",
    ),
    path(
        "casus/<int:pk>/bestand/",
        workshop_files.CaseExportView.as_view(),
        name="case_export",
    ),
    path(
        "casus/<int:pk>/uit-bestand/",
        workshop_files.CaseImportView.as_view(),
        name="case_import",
    ),
    path(
        "casus/<int:pk>/spiegel/",
        workshop_files.CaseMirrorView.as_view(),
        name="case_mirror",
    ),
]
