from django.urls import path

from modules.views import overview, places, search

urlpatterns = [
    path("mijn-overzicht/", overview.overview, name="my_overview"),
    path("zoeken/", search.search, name="search"),
    path("leren/plek/", places.place, name="lesson_place"),
]
