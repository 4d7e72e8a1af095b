"""What the key desk cannot do, in one sentence of each language; the command and the page say the same."""


class Refused(Exception):
    """It cannot be done; `vi` and `en` say why and what to do."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi}\n{en}")
        self.vi = vi
        self.en = en

    def said(self, language: str | None) -> str:
        """The sentence for a reader of this language."""
        return self.en if language == "en" else self.vi
