from elearning.xapi.queries.activities import activity
from elearning.xapi.queries.agents import person
from elearning.xapi.queries.documents import document, document_names
from elearning.xapi.queries.parameters import StatementQuery, parse_query
from elearning.xapi.queries.readers import Reader, reader_of
from elearning.xapi.queries.statements import StatementPage, statement, statements

__all__ = [
    "Reader",
    "StatementPage",
    "StatementQuery",
    "activity",
    "document",
    "document_names",
    "parse_query",
    "person",
    "reader_of",
    "statement",
    "statements",
]
