"""What the calendar refuses, in the officer's words."""

from danvan.people import errors


class Refused(errors.Refused):
    """The change is not possible; the text is a sentence for the screen."""
