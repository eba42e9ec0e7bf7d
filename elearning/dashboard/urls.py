from django.urls import path

from elearning.dashboard import views

app_name = "dashboard"

urlpatterns = [
    path("", views.home, name="home"),
    path("groepen/<uuid:cohort>/", views.cohort, name="cohort"),
    path(
        "groepen/<uuid:cohort>/toetsen/<slug:code>/", views.questions, name="questions"
    ),
    path("organisaties/<uuid:organisation>/", views.organisation, name="organisation"),
    path("onderzoek/<slug:code>/", views.study, name="study"),
    path("onderzoek/<slug:code>/bestand/", views.study_file, name="study_file"),
    path("bijgewerkt/", views.progress_of_rollups, name="lag"),
]
