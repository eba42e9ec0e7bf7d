"""Model fields that every app may build on."""

from typing import Any

from wagtail.fields import StreamField


class BlocksOutsideMigrations(StreamField):  # type: ignore[misc]
    """A stream whose block definitions are code alone: migrations only know that it is there.

    Blocks change often and change nothing in the database (ADR 0006).
    """

    def __init__(self, block_types: Any = (), *args: Any, **kwargs: Any) -> None:
        super().__init__(block_types or [], *args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
