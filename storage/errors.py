"""What can go wrong in storage, each with a name of its own."""


class StorageError(Exception):
    """The base of all errors that storage raises itself."""


class DatabaseBusy(StorageError):
    """Another process already writes to this SQLite file; the message says what to do."""


class DatabaseClosed(StorageError):
    """Work was handed over after `close()`."""


class StaleConversation(StorageError):
    """The conversation moved on between reading and saving: read it again and repeat the step."""


class UnknownDeclaration(StorageError):
    """No declaration has this number; the caller read it in another transaction, or made it up."""


class SealBroken(StorageError):
    """A sealed value does not open: it was changed, moved to another row, or sealed with a lost key."""


class KeyFileBroken(StorageError):
    """The key file is missing, unreadable or not a key file; the message says which."""


class NaiveTime(StorageError, ValueError):
    """A time without a zone was given where an instant is meant."""
