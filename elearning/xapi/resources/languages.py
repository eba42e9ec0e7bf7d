"""Choosing one language of a language map (Communication 2.1.3, format=canonical)."""

from django.utils.translation.trans_real import parse_accept_lang_header


def preferences(header: str) -> list[str]:
    """The languages of an Accept-Language header, most wanted first."""
    return [language for language, _ in parse_accept_lang_header(header)]


def chosen(texts: dict[str, str], languages: list[str]) -> dict[str, str]:
    """One language of `texts`: what is wanted most, else the first that is there."""
    for wanted in languages:
        for language, text in texts.items():
            low = language.lower()
            if wanted == "*" or low == wanted or low.startswith(f"{wanted}-"):
                return {language: text}
    for wanted in languages:
        for language, text in texts.items():
            if wanted.startswith(f"{language.lower()}-"):
                return {language: text}
    return dict(list(texts.items())[:1])
