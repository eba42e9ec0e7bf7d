"""The form of a question in the CMS: blocks made from what each question type says its data is."""

from toetsen.blocks.body import QuestionBody, content_of, normal, raw_of, write_keys

__all__ = ["QuestionBody", "content_of", "normal", "raw_of", "write_keys"]
