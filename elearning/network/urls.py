from django.urls import path

from elearning.network import views

app_name = "network"

urlpatterns = [
    path("", views.home, name="home"),
    path("activiteiten/<uuid:uuid>/", views.activity, name="activity"),
    path("inbreng/<uuid:uuid>/", views.case_form, name="case_form"),
]
