"""The case engine: plain data and plain functions, without a database or a page.

`definition` says what a case is, `engine` plays it, `routes` walks all of it, `checks` finds what is
broken and `profile` looks back. A case is data written by an author (brief, 3.3); nothing here
knows one case from another.
"""
