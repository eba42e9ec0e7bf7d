"""Files that somebody takes along: under a neutral name, and kept by no cache on the way."""

from django.http import HttpResponse


def download(content: bytes | str, *, name: str, content_type: str) -> HttpResponse:
    """`content` as a file called `name`, which never names a topic (product rule 5)."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response


def pdf_download(content: bytes, *, name: str) -> HttpResponse:
    return download(content, name=f"{name}.pdf", content_type="application/pdf")
