"""What an action on units, posts, accounts and other things that are no cases may be refused for."""

from collections.abc import Sequence


class Refused(Exception):
    """The step was not taken and nothing was changed; `sentence` says why, `field` what of a form it is about.

    `problems`: every reason one by one, where there are several.
    """

    def __init__(self, sentence: str, *, field: str = "", problems: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.sentence, self.field, self.problems = sentence, field, list(problems)


class MovedMeanwhile(Refused):
    """Somebody else has written to it since the page was shown; the sentence says who and what."""
