"""The record store described for machines (OpenAPI 3.1), and what we record in it (xAPI Profile)."""

from elearning.xapi.description.openapi import document
from elearning.xapi.description.profile import profile

__all__ = ["document", "profile"]
