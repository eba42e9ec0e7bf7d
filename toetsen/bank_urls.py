"""Addresses below /cms/vragenbank/, for authors of questions."""

from django.urls import path

from toetsen.bank_views import BankExportView, BankImportView
from toetsen.correction_views import CorrectView

urlpatterns = [
    path("vragenbank/<int:pk>/uitslagen/", CorrectView.as_view(), name="bank_correct"),
    path("vragenbank/uit-bestand/", BankImportView.as_view(), name="bank_import"),
    path("vragenbank/naar-bestand/", BankExportView.as_view(), name="bank_export"),
]
