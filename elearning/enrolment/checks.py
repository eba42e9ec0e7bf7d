"""A start with keys that are no keys would lose learners' records: refuse it."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from elearning.enrolment.sealing import master_keys


@register
def check_learner_store_keys(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    """Error enrolment.E001 unless every key of LEARNER_STORE_KEYS is base64 of 32 bytes."""
    try:
        master_keys()
    except ValueError as error:
        return [Error(str(error), id="enrolment.E001")]
    return []
