from django.urls import path

from modules.views import overview, places, portfolio, search

urlpatterns = [
    path("mijn-overzicht/", overview.overview, name="my_overview"),
    path("mijn-portfolio/", portfolio.portfolio, name="portfolio"),
    path("mijn-portfolio/nieuw/", portfolio.new_text, name="portfolio_new"),
    path("mijn-portfolio/<uuid:key>/", portfolio.show_text, name="portfolio_text"),
    path(
        "mijn-portfolio/<uuid:key>/wijzig/", portfolio.edit_text, name="portfolio_edit"
    ),
    path(
        "mijn-portfolio/<uuid:key>/weg/", portfolio.delete_text, name="portfolio_delete"
    ),
    path("zoeken/", search.search, name="search"),
    path("leren/plek/", places.place, name="lesson_place"),
]
