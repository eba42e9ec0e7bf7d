"""A StreamField whose block definitions stay out of migrations (ADR 0006)."""

from typing import Any

from wagtail.fields import StreamField


class ContentField(StreamField):
    """Blocks are code and change often; a migration holds only that there is a stream here."""

    def __init__(self, block_types: Any = (), *args: Any, **kwargs: Any) -> None:
        super().__init__(block_types or [], *args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
