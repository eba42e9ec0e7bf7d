"""What the types share whose answer is one or more of the question's own options."""

from abc import abstractmethod
from collections.abc import Sequence

from elearning.xapi.statements import Interaction
from toetsen.question_types.base import (
    JSON,
    C,
    Choice,
    Option,
    QuestionType,
    Review,
    joined,
)


class OfOptions(QuestionType[C]):
    """A type says where its options are and which keys were chosen; the rest follows from that."""

    @abstractmethod
    def options(self, content: C) -> Sequence[Option]:
        """What can be chosen; each carries whether it is right, and its feedback."""

    def choices(self, data: JSON) -> list[Choice]:
        options = self.options(self.content(data))
        share = 1 / sum(option.right for option in options)
        return [Choice(o.key, o.text, share if o.right else 0.0) for o in options]

    def review(self, data: JSON, response: JSON | None) -> Review:
        content = self.content(data)
        options, chosen = self.options(content), self.chosen(data, response)
        given = [option for option in options if option.key in chosen]
        return Review(
            text=content.text,
            given=[option.text for option in given],
            right=[option.text for option in options if option.right],
            feedback=joined(*(option.feedback for option in given), content.feedback),
            sources=content.sources,
            review_lesson=content.review_lesson,
        )

    def interaction(self, data: JSON) -> Interaction:
        options = self.options(self.content(data))
        return Interaction(
            type="choice",
            right=["[,]".join(option.key for option in options if option.right)],
            choices=[option.key for option in options],
        )

    def xapi_response(self, data: JSON, response: JSON | None) -> str:
        return "[,]".join(self.chosen(data, response))
