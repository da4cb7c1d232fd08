"""Input that cannot be used: one clear line, exit code 2."""

from kbapp.model.text import Text


class UnusableInputError(Exception):
    """What is wrong, naming the file and the reason."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message
