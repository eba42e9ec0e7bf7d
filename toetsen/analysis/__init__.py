"""Statistics of tests: pure functions over arrays. They know no database and no person.

The definitions are Moodle's, so that a figure here is the figure a lecturer knows from there:
"Quiz statistics calculations", https://docs.moodle.org/dev/Quiz_statistics_calculations, and what
Moodle's calculators do where that page leaves room (ADR 0031).
"""
