from django.urls import path

from toetsen import views

app_name = "toetsen"
urlpatterns = [
    path("<uuid:key>/", views.attempt, name="attempt"),
    path("<uuid:key>/<int:position>/", views.question, name="question"),
    path("<uuid:key>/inleveren/", views.submit, name="submit"),
    path("<uuid:key>/uitslag/", views.outcome, name="outcome"),
]
