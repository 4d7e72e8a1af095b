"""What an action on units, posts or accounts may be refused for."""


class Refused(Exception):
    """The step is not allowed or not possible; the message says why, for the officer. Nothing was changed."""
