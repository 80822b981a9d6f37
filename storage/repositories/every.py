"""Every repository of one transaction, each made when first used."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection

from storage.crypto import Keyring
from storage.repositories.addresses import Addresses
from storage.repositories.area_details import AreaDetails
from storage.repositories.audit import Audit
from storage.repositories.bots import Bots
from storage.repositories.case_notes import CaseNotes
from storage.repositories.cases import Cases
from storage.repositories.checked import Checked
from storage.repositories.consents import Consents
from storage.repositories.conversations import Conversations
from storage.repositories.deadlines import Deadlines
from storage.repositories.declarations import Declarations
from storage.repositories.duty_chats import DutyChats
from storage.repositories.duty_pushes import DutyPushes
from storage.repositories.emergencies import Emergencies
from storage.repositories.emergency_neighbours import EmergencyNeighbours
from storage.repositories.emergency_numbers import EmergencyNumbers
from storage.repositories.emergency_recusals import EmergencyRecusals
from storage.repositories.erasing import Erasing
from storage.repositories.exports import Exports
from storage.repositories.figures import Figures
from storage.repositories.forgetting import Forgetting
from storage.repositories.funds import Funds
from storage.repositories.guesses import Guesses
from storage.repositories.handovers import Handovers
from storage.repositories.holidays import Holidays
from storage.repositories.households import Households
from storage.repositories.imports import Imports
from storage.repositories.intake_drafts import IntakeDrafts
from storage.repositories.leases import Leases
from storage.repositories.locks import Locks
from storage.repositories.outbox import Outbox
from storage.repositories.paper_jobs import PaperJobs
from storage.repositories.papers import Papers
from storage.repositories.readings import Readings
from storage.repositories.recheck_changes import RecheckChanges
from storage.repositories.rechecks import Rechecks
from storage.repositories.recusals import Recusals
from storage.repositories.reminders import Reminders
from storage.repositories.second_factors import SecondFactors
from storage.repositories.staff import Staff
from storage.repositories.tallies import Tallies
from storage.repositories.timeline import Timeline
from storage.repositories.turns import Turns
from storage.repositories.visits import Visits
from storage.repositories.wording import Wording


class Repositories:
    """What a unit of work reads and writes through."""

    connection: Connection
    keyring: Keyring
    clock: Callable[[], datetime]
    audit: Audit

    @cached_property
    def conversations(self) -> Conversations:
        """Conversations, their sessions and claimed inputs."""
        return Conversations(self.connection, self.keyring, self.clock)

    @cached_property
    def addresses(self) -> Addresses:
        """Which conversation a chat belongs to."""
        return Addresses(self.connection, self.keyring, self.clock)

    @cached_property
    def turns(self) -> Turns:
        """What was said."""
        return Turns(self.connection, self.keyring, self.clock)

    @cached_property
    def outbox(self) -> Outbox:
        """What must still be told."""
        return Outbox(self.connection, self.keyring, self.clock)

    @cached_property
    def declarations(self) -> Declarations:
        """What was filed."""
        return Declarations(self.connection, self.keyring, self.clock)

    @cached_property
    def timeline(self) -> Timeline:
        """What happened to what was filed."""
        return Timeline(self.connection, self.keyring, self.clock, self.audit)

    @cached_property
    def staff(self) -> Staff:
        """Who works here."""
        return Staff(self.connection, self.keyring, self.clock)

    @cached_property
    def wording(self) -> Wording:
        """What administrators word."""
        return Wording(self.connection, self.keyring, self.clock)

    @cached_property
    def area_details(self) -> AreaDetails:
        """How townships are reached."""
        return AreaDetails(self.connection, self.keyring, self.clock)

    @cached_property
    def second_factors(self) -> SecondFactors:
        """What staff prove themselves with beside the password."""
        return SecondFactors(self.connection, self.keyring, self.clock)

    @cached_property
    def emergency_recusals(self) -> EmergencyRecusals:
        """Who is kept from which emergency."""
        return EmergencyRecusals(self.connection, self.keyring, self.clock)

    @cached_property
    def recusals(self) -> Recusals:
        """Who is kept from what."""
        return Recusals(self.connection, self.keyring, self.clock)

    @cached_property
    def readings(self) -> Readings:
        """How much staff read."""
        return Readings(self.connection, self.keyring, self.clock)

    @cached_property
    def papers(self) -> Papers:
        """Photos and PDFs."""
        return Papers(self.connection, self.keyring, self.clock)

    @cached_property
    def paper_jobs(self) -> PaperJobs:
        """What is still to be done with papers."""
        return PaperJobs(self.connection, self.keyring, self.clock)

    @cached_property
    def handovers(self) -> Handovers:
        """One-use links."""
        return Handovers(self.connection, self.keyring, self.clock)

    @cached_property
    def forgetting(self) -> Forgetting:
        """Deleting what was taken back."""
        return Forgetting(self.connection, self.keyring, self.clock)

    @cached_property
    def erasing(self) -> Erasing:
        """Deleting what was filed."""
        return Erasing(self.connection, self.keyring, self.clock)

    @cached_property
    def consents(self) -> Consents:
        """What people of a household said by links of their own."""
        return Consents(self.connection, self.keyring, self.clock)

    @cached_property
    def locks(self) -> Locks:
        """Sessions that ask for a short number."""
        return Locks(self.connection, self.keyring, self.clock)

    @cached_property
    def households(self) -> Households:
        """The conversations of doors that have several."""
        return Households(self.connection, self.keyring, self.clock)

    @cached_property
    def emergencies(self) -> Emergencies:
        """Emergencies and what was done about them."""
        return Emergencies(self.connection, self.keyring, self.clock)

    @cached_property
    def emergency_neighbours(self) -> EmergencyNeighbours:
        """Emergencies that others told about the same time."""
        return EmergencyNeighbours(self.connection, self.keyring, self.clock)

    @cached_property
    def emergency_numbers(self) -> EmergencyNumbers:
        """Emergencies counted."""
        return EmergencyNumbers(self.connection, self.keyring, self.clock)

    @cached_property
    def funds(self) -> Funds:
        """The reserve funds of the townships."""
        return Funds(self.connection, self.keyring, self.clock)

    @cached_property
    def duty_chats(self) -> DutyChats:
        """The chats of staff."""
        return DutyChats(self.connection, self.keyring, self.clock)

    @cached_property
    def duty_pushes(self) -> DutyPushes:
        """Calls to officers on duty."""
        return DutyPushes(self.connection, self.keyring, self.clock)

    @cached_property
    def leases(self) -> Leases:
        """What only one process may do."""
        return Leases(self.connection, self.keyring, self.clock)

    @cached_property
    def guesses(self) -> Guesses:
        """Wrong codes."""
        return Guesses(self.connection, self.keyring, self.clock)

    @cached_property
    def bots(self) -> Bots:
        """What the bots are called."""
        return Bots(self.connection, self.keyring, self.clock)

    @cached_property
    def reminders(self) -> Reminders:
        """Whom to remind of an unfinished draft."""
        return Reminders(self.connection, self.keyring, self.clock)

    @cached_property
    def checked(self) -> Checked:
        """What was checked, as plain numbers."""
        return Checked(self.connection, self.keyring, self.clock)

    @cached_property
    def rechecks(self) -> Rechecks:
        """Runs of judging again."""
        return Rechecks(self.connection, self.keyring, self.clock)

    @cached_property
    def recheck_changes(self) -> RecheckChanges:
        """Whose result they change."""
        return RecheckChanges(self.connection, self.keyring, self.clock)

    @cached_property
    def tallies(self) -> Tallies:
        """What is counted as it happens."""
        return Tallies(self.connection, self.keyring, self.clock)

    @cached_property
    def cases(self) -> Cases:
        """What monitoring found."""
        return Cases(self.connection, self.keyring, self.clock)

    @cached_property
    def imports(self) -> Imports:
        """Lists of other departments."""
        return Imports(self.connection, self.keyring, self.clock)

    @cached_property
    def figures(self) -> Figures:
        """Local figures."""
        return Figures(self.connection, self.keyring, self.clock)

    @cached_property
    def deadlines(self) -> Deadlines:
        """What is due when."""
        return Deadlines(self.connection, self.keyring, self.clock)

    @cached_property
    def holidays(self) -> Holidays:
        """Which days are worked."""
        return Holidays(self.connection, self.keyring, self.clock)

    @cached_property
    def visits(self) -> Visits:
        """Photos of visits."""
        return Visits(self.connection, self.keyring, self.clock)

    @cached_property
    def case_notes(self) -> CaseNotes:
        """What staff write for each other about a case."""
        return CaseNotes(self.connection, self.keyring, self.clock)

    @cached_property
    def intake_drafts(self) -> IntakeDrafts:
        """Paper forms that staff have typed in part."""
        return IntakeDrafts(self.connection, self.keyring, self.clock)

    @cached_property
    def exports(self) -> Exports:
        """Workbooks that staff asked for."""
        return Exports(self.connection, self.keyring, self.clock)
