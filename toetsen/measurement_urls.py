from django.urls import path

from toetsen import measurement_views as views
from toetsen import situation_views

app_name = "measurement"
urlpatterns = [
    path("", views.home, name="home"),
    path("wissen/", views.forget, name="forget"),
    path("onderzoek/<slug:code>/", views.decide, name="decide"),
    path("<slug:when>/", views.start, name="start"),
    path("<slug:when>/vragen/", views.questions, name="questions"),
    path("<slug:when>/situaties/", situation_views.start, name="situations"),
    path("<slug:when>/situaties/kiezen/", situation_views.judge, name="judge"),
]
