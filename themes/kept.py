"""HTML that follows from a few values alone is rendered once per process (ADR 0039)."""

from collections.abc import Callable, Hashable

from django.utils.safestring import SafeString
from django.utils.translation import get_language

Key = tuple[Hashable, ...]


class KeptHtml:
    """What was rendered before, by language and the values it was made of; never older than they are.

    At most `entries`: after that it begins anew. Threads may share it.
    """

    def __init__(self, entries: int = 500) -> None:
        self.entries = entries
        self._kept: dict[Key, SafeString] = {}

    def __call__(
        self, values: dict[str, Hashable], render: Callable[[], SafeString]
    ) -> SafeString:
        """The HTML for `values`, made by `render` when it is not there. TypeError for a list."""
        # Text that is escaped already equals text that is not, and becomes other HTML.
        key = (get_language(), *((n, type(v), v) for n, v in values.items()))
        html = self._kept.get(key)
        if html is None:
            html = render()
            if len(self._kept) >= self.entries:
                self._kept.clear()
            self._kept[key] = html
        return html
