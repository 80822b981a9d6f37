"""All that running the place takes, put together on one database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from api.services.administration.accounts import Accounts
from api.services.administration.auditing import Auditing
from api.services.administration.own_account import OwnAccount
from api.services.administration.packs import Packs
from api.services.administration.recusing import Recusing
from api.services.administration.sentences import Sentences
from api.services.administration.townships import Townships
from api.services.administration.wording import TextDesk
from api.services.local_figures.book import FigureBook
from api.services.staffing.staff import StaffDesk
from api.services.texts import Texts
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Administration:
    """`house.administration`. `folder` is the data folder of this process."""

    database: Database
    desk: StaffDesk
    book: FigureBook
    texts: Texts
    clock: Callable[[], datetime]
    folder: Path

    @property
    def accounts(self) -> Accounts:
        """Accounts of staff."""
        return Accounts(self.database, self.desk, self.book.codes, self.clock)

    @property
    def own_account(self) -> OwnAccount:
        """One's own account."""
        return OwnAccount(self.database, self.desk, self.clock)

    @property
    def auditing(self) -> Auditing:
        """What staff did."""
        return Auditing(self.database, self.clock, self.folder)

    @property
    def recusing(self) -> Recusing:
        """Who is kept from cases of their own family."""
        return Recusing(self.database, self.clock)

    @property
    def text_desk(self) -> TextDesk:
        """The texts that residents sign."""
        return TextDesk(self.database, self.texts, self.clock)

    @property
    def sentences(self) -> Sentences:
        """What staff often say."""
        return Sentences(self.database)

    @property
    def packs(self) -> Packs:
        """The rules in force."""
        return Packs(self.book, self.clock)

    @property
    def townships(self) -> Townships:
        """How townships are reached."""
        return Townships(self.database, self.book)
