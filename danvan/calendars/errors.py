"""What the calendar refuses, in the officer's words."""


class Refused(Exception):
    """The change is not possible; the text is a sentence for the screen."""
