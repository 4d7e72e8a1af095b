"""Why an import is refused, in a sentence."""


class Refused(Exception):
    """The import may not be done so; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
