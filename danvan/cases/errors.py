"""Why a step on a case was not taken, in sentences that an officer or a citizen can read."""


class StepRefused(Exception):
    """A step that the workflow, the roles or the day do not allow; nothing was changed.

    `field` is what of the step is refused, where it is one thing: `on` for its day, else by the name in
    `cases.actions.Step`; empty when it is the step itself.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.field = sentence, field


class MovedMeanwhile(StepRefused):
    """Somebody else took a step since the page was shown; the sentence says who and what."""


class FileRefused(StepRefused):
    """A file that is too large, too many, or not of an accepted type."""
