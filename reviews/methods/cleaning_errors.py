"""Why a file could not be cleaned."""


class CleaningFailed(Exception):
    """The file cannot be cleaned; ``why`` is one of broken, encrypted, too_large, unknown_kind, no_reader."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
