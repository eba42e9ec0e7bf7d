from django.urls import path

from modules.views import (
    handing_in,
    overview,
    places,
    portfolio,
    records,
    refreshers,
    search,
)

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
    path("mijn-portfolio/<uuid:key>/inleveren/", handing_in.hand_in, name="hand_in"),
    path(
        "mijn-portfolio/<uuid:key>/terughalen/<uuid:work>/",
        handing_in.take_back,
        name="take_back",
    ),
    path("ingeleverd/<uuid:work>/", handing_in.handed_in, name="handed_in"),
    path("mijn-bewijzen/", records.proofs, name="my_proofs"),
    path("mijn-bewijzen/leeroverzicht.pdf", records.record_pdf, name="my_record_pdf"),
    path(
        "mijn-bewijzen/leeroverzicht.json", records.record_json, name="my_record_json"
    ),
    path("opfrissen/", refreshers.refreshers, name="refreshers"),
    path("zoeken/", search.search, name="search"),
    path("leren/plek/", places.place, name="lesson_place"),
]
