"""The preliminary check of filed answers: read, judged by the area's figures, put into a letter."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from api.eligibility.assess import assess
from api.eligibility.output import to_json
from api.eligibility.packs import PackMissing, pack_for
from api.eligibility.phrases import Phrase
from api.eligibility.reasons import Assessment
from api.eligibility.sensitivity import Sensitive, sensitivity
from api.eligibility.values import Fault
from api.services.checking.filed_household import read_filed
from api.services.checking.judged import Judged
from api.services.checking.letters import Office, letter, letter_without_check
from api.services.checking.sensitivity_words import sensitivity_json
from api.services.local_figures.figures import InForce, Standards
from api.services.phrasing import as_message
from conversations.answers import Json
from conversations.messages import Message

NO_PACK = "none"
"""The pack version of a declaration from an area whose rules are not entered: the township judges."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The assessment, None where no rules hold for the region and day; `unread`: answers taken as unanswered;
    `sensitive`: what a little more or less of the approximate answers would change.
    """

    assessment: Assessment | None
    unread: tuple[Fault, ...] = ()
    sensitive: tuple[Sensitive, ...] = ()


def judge(
    answers: Mapping[str, object],
    region: str,
    in_force: InForce,
    on: date,
    passed_over: Collection[str] = (),
    approximate: Collection[str] = (),
) -> Judgement:
    """Judge filed answers (flat or nested, by boundary key) by a region's rules on a day. Never refuses."""
    read = read_filed(answers, passed_over)
    try:
        assessment = assess(read.household, in_force.figures, region, on, figures_version=in_force.version)
    except PackMissing:
        return Judgement(None, read.unread)
    sensitive = sensitivity(read.household, in_force.figures, pack_for(region, on), approximate, on)
    return Judgement(assessment, read.unread, sensitive)


class Judging:
    """What filing calls. `render` writes the Chinese that is kept with the declaration; `take_up_by` gives
    the last day on which the township takes up what is filed on a day.
    """

    def __init__(
        self,
        figures: Standards,
        render: Callable[[Phrase], str],
        take_up_by: Callable[[date], date | None],
    ) -> None:
        self._figures = figures
        self._render = render
        self._take_up_by = take_up_by

    def __call__(
        self,
        answers: Mapping[str, Json],
        area_code: str,
        on: date,
        flags: tuple[tuple[str, str], ...] = (),
    ) -> Judged:
        """Judge and write the letter. `flags` as filed: keys skipped or unsure are not read as "none".

        Raises `UnknownArea` for an area that is not served.
        """
        settlement = answers.get("settlement")
        in_force = self._figures.for_area(area_code, settlement if isinstance(settlement, str) else None, on)
        passed_over = tuple(key for key, flag in flags if flag in {"skipped", "unsure"})
        approximate = tuple(key for key, flag in flags if flag == "approximate")
        judgement = judge(answers, self._figures.region(area_code), in_force, on, passed_over, approximate)
        assessment = judgement.assessment
        office = self._office(area_code, on)
        if assessment is None:
            words = letter_without_check(office)
            return Judged("none", "undetermined", None, NO_PACK, in_force.version, (), _messages(words))
        return Judged(
            category=assessment.category,
            outcome=assessment.outcome,
            assessment={
                **to_json(assessment, self._render),
                "sensitivity": sensitivity_json(judgement.sensitive, self._render),
            },
            pack=assessment.pack,
            figures=assessment.figures,
            flags=tuple(dict.fromkeys(flag.flag for flag in assessment.flags)),
            letter=_messages(letter(assessment, office)),
        )

    def _office(self, area_code: str, on: date) -> Office:
        area = self._figures.area(area_code)
        if area is None:
            return Office(name=area_code, phone="12345", by=self._take_up_by(on))
        return Office(area.name, area.phone, self._take_up_by(on))


def _messages(phrases: tuple[Phrase, ...]) -> tuple[Message, ...]:
    return tuple(as_message(each) for each in phrases)
