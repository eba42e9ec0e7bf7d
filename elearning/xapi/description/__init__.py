"""The record store described for machines (OpenAPI 3.1)."""

from elearning.xapi.description.openapi import document

__all__ = ["document"]
