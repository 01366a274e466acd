"""What was asked of a release was not done (未执行), and why: the text is a sentence for people."""

from childcare.catalog import label


class NotDoneError(Exception):
    """What was asked was not done, and nothing changed; the text says why and what to do."""


class UnknownReleaseError(NotDoneError):
    """There is no release of this name."""

    def __init__(self, release: str) -> None:
        """Say which."""
        super().__init__(label("releases.unknown", release=release[:80]))
        self.release = release


class NotWrittenError(NotDoneError):
    """The disk did not take it, for want of room or of permission."""

    def __init__(self, error: Exception) -> None:
        """Say why, as far as the operating system does."""
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        super().__init__(label("releases.not_written", reason=reason))
