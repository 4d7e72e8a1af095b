"""Why a paper was not made, in sentences that an officer can read."""

from danvan.cases.errors import StepRefused


class PaperRefused(StepRefused):
    """A paper that may not be drafted, issued or cancelled now; nothing was changed."""


class PreviewOutdated(PaperRefused):
    """The paper would not be the one that was previewed: its number, or what it says, has changed since."""


class TemplateRefused(PaperRefused):
    """A Word template that an office cannot use; `problems` says why, each in a sentence."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems
