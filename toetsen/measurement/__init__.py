"""Measuring before and after: instruments as data, and what a report says. Pure: no database.

What stays out of it: judging a person, splitting by background, and how answers to attitude
questions are distributed (product rules 1 and 2; brief, 4.3).
"""
