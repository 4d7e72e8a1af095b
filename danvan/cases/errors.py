"""Why a step on a case was not taken, in sentences that an officer or a citizen can read."""


class StepRefused(Exception):
    """A step that the workflow, the roles or the day do not allow; nothing was changed."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class MovedMeanwhile(StepRefused):
    """Somebody else took a step since the page was shown; the sentence says who and what."""


class FileRefused(StepRefused):
    """A file that is too large, too many, or not of an accepted type."""
