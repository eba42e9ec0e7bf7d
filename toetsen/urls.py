from django.urls import path

from toetsen import extra_time_views, repair_views, views

app_name = "toetsen"
urlpatterns = [
    path(
        "extra-tijd/<uuid:cohort_uuid>/",
        extra_time_views.extra_time,
        name="extra_time",
    ),
    path("<uuid:key>/", views.attempt, name="attempt"),
    path("<uuid:key>/<int:position>/", views.question, name="question"),
    path("<uuid:key>/inleveren/", views.submit, name="submit"),
    path("<uuid:key>/herstel/<int:position>/", repair_views.repair, name="repair"),
    path("<uuid:key>/uitslag/", views.outcome, name="outcome"),
]
