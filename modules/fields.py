"""A StreamField whose block definitions stay out of migrations (ADR 0006)."""

from elearning.core.fields import BlocksOutsideMigrations


class ContentField(BlocksOutsideMigrations):
    """Named here, because migrations call it by this name."""
