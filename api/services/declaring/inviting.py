"""Links by which people of a household answer for themselves: confirm what was declared for them, or authorize.

A link opens no chat and shows no answer: a masked name, who declared, the texts, and where one stands.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from api.errors import BadInput, Gone
from api.services.papers.sealing import Papers
from api.services.review.authorizations import Household, Standing, household_of, refresh_flags
from api.services.review.masks import mask_name
from api.services.secrets import new_token, token_hash
from conversations.effects import OfferLinks, RevokeLinks, WithdrawAuthorization
from conversations.inputs import Input
from conversations.messages import Message, say
from conversations.signatures import own_name
from conversations.signing import digest_of
from conversations.world import TextVersion
from storage.database import Database
from storage.rows import DeclarationRow, InvitationRow
from storage.unit import Unit

LIVES = timedelta(days=7)
RESIDENT = "resident"
Kind = Literal["confirm", "authorize"]
CLOSED = ("withdrawn",)


@dataclass(frozen=True, slots=True)
class Invited:
    """What the page of a link shows. `state`: `wanted`, `given`, `withdrawn`, `by_hand`, `confirm`, `disown`;
    `expected` is the full name that signs, never shown; `proxy` is "" where nobody declared for them.
    """

    kind: Kind
    applicant: str
    proxy: str
    relation: str
    state: str
    texts: tuple[TextVersion, ...]
    expected: str
    declaration_id: int
    conversation_id: str | None


class Inviting:
    """Makes links, and takes what is said by them."""

    def __init__(
        self,
        database: Database,
        papers: Papers,
        texts: Callable[[], Mapping[str, TextVersion]],
        public_url: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._papers = papers
        self._texts = texts
        self._public_url = public_url
        self._clock = clock

    # --- within a turn of the resident -----------------------------------------------------------------------

    def carry(
        self, unit: Unit, heard: Input, effect: OfferLinks | RevokeLinks | WithdrawAuthorization
    ) -> tuple[Message, ...]:
        """What the resident wants done with links and the own authorization; what is then said."""
        match effect:
            case OfferLinks(receipt):
                return self.offer(unit, receipt) or (say("这份申报不用家里别的人签名。"),)
            case RevokeLinks(receipt):
                return self.revoke(unit, receipt)
            case WithdrawAuthorization(receipt):
                return self.withdraw_own(unit, heard, receipt)

    def offer(self, unit: Unit, receipt: str) -> tuple[Message, ...]:
        """Who has signed, and a fresh link for each who has not; nothing where there is nobody to ask."""
        row = unit.declarations.by_receipt(receipt)
        household = household_of(unit, row) if row is not None else None
        if household is None:
            return ()
        confirming = self._confirming(unit, household)
        # By the link that confirms, the declared person signs both texts: a second link would only puzzle.
        confirms = household.by_proxy and household.confirmation is None
        lines = [
            self._line(unit, household, one)
            for one in household.standings
            if not (confirms and one.member == 0 and one.state == "by_hand")
        ]
        alone = len(lines) == 1 and household.standings[0].state == "given"
        if not lines or alone:
            return confirming
        head = say("家里成年人的授权，各签各的。链接只给他本人，7 天内有效；发错了，发“作废链接”：")
        return (*confirming, head, *lines)

    def revoke(self, unit: Unit, receipt: str) -> tuple[Message, ...]:
        """No link given out so far can be signed by any more."""
        row = unit.declarations.by_receipt(receipt)
        if row is not None:
            unit.consents.revoke(row.id)
        return (say("好，以前的链接都作废了。要新的，发“授权链接”。已经签好的不受影响。"),)

    def withdraw_own(self, unit: Unit, heard: Input, receipt: str) -> tuple[Message, ...]:
        """The applicant takes the own authorization back in the chat."""
        row = unit.declarations.by_receipt(receipt, for_update=True)
        household = household_of(unit, row) if row is not None else None
        own = household.of(household.applicant) if household is not None else None
        if row is None or own is None or own.state != "given":
            return (say("您现在没有生效的核查授权，不用撤回。要授权，发“授权链接”。"),)
        body = {"by": heard.by, "version": row.version}
        self._write(unit, row, own.person, "withdraw", heard.at, heard.channel, body)
        return (say("授权撤回了，已经告诉镇里。申报还在。想接着办，随时发“重新授权”。"),)

    def _confirming(self, unit: Unit, household: Household) -> tuple[Message, ...]:
        if not household.by_proxy:
            return ()
        done = household.confirmation
        if done is not None:
            return (
                (say("申报人已经在自己手机上确认了。"),)
                if done.act == "confirm"
                else (say("申报人回答说，这不是他要申报的。请和他家再说一说，镇里也会问。"),)
            )
        link = self._link(unit, household, "confirm", household.applicant)
        return (say("申报人要是有手机，请把这个链接发给他，让他自己看一下、签个名（7 天内有效）：\n{link}", link=link),)

    def _line(self, unit: Unit, household: Household, one: Standing) -> Message:
        name = mask_name(one.name)
        if one.state == "given":
            return say("{name}：签好了", name=name)
        link = self._link(unit, household, "authorize", one.person)
        if one.state == "withdrawn":
            return say("{name}：撤回了。要重新签：\n{link}", name=name, link=link)
        if one.state == "by_hand":
            return say("{name}：等着在纸上签。也可以在这里签：\n{link}", name=name, link=link)
        return say("{name}：还没签\n{link}", name=name, link=link)

    def _link(self, unit: Unit, household: Household, kind: Kind, person: bytes) -> str:
        token = new_token()
        unit.consents.invite(token_hash(token), household.row.id, kind, person, self._clock() + LIVES)
        return f"{self._public_url}/{kind}/{token}"

    # --- by the link -----------------------------------------------------------------------------------------

    async def look(self, kind: Kind, token: str) -> Invited:
        """What the page shows. Raises `Gone` for a link that opens nothing any more."""
        return _or_gone(await self._database.read(lambda unit: self._invited(unit, kind, token)))

    async def sign(self, kind: Kind, token: str, name: str, drawn: str, locale: str, id: str) -> None:
        """Sign with the full name, or with a drawing (a PNG data URL). Signed already: nothing more is written.

        Raises `Gone`, and `BadInput` for another name or an empty drawing.
        """
        invited = await self.look(kind, token)
        typed, paper = name.strip(), None
        if typed:
            if own_name(typed, (invited.expected,)) is None:
                raise BadInput(
                    "text",
                    say("请打上您身份证上的全名。您打的和申报表里写的不一样；要是表里写错了，请告诉替您填的人。"),
                )
        elif drawn and invited.conversation_id is not None:
            paper = (await self._papers.keep_signature(invited.conversation_id, drawn, id)).paper
        else:
            raise BadInput("text", say("请打上您的全名，就算签名。"))
        signature: dict[str, object] = {
            "name": invited.expected if typed else None, "drawn": paper, "language": locale,
        }  # fmt: skip
        await self._say(kind, token, kind, signature)

    async def refuse(self, token: str) -> None:
        """This was declared against, or without, their wish: told to the township, and stops nothing by itself."""
        await self._say("confirm", token, "disown", {})

    async def withdraw(self, token: str) -> None:
        """Take the own authorization back."""
        await self._say("authorize", token, "withdraw", {})

    async def _say(self, kind: Kind, token: str, act: str, signature: dict[str, object]) -> None:
        def work(unit: Unit) -> Invited | None:
            invited = self._invited(unit, kind, token)
            row = unit.consents.invitation(token_hash(token))
            if invited is None or row is None:
                return None
            declared = unit.declarations.by_id(row.declaration_id, for_update=True)
            # Looked at again under the lock: of two taps one is written.
            invited = self._invited(unit, kind, token)
            if declared is not None and invited is not None and _changes(invited, act):
                self._take(unit, declared, row, act, signature)
            return invited

        _or_gone(await self._database.run(work))

    def _take(
        self, unit: Unit, row: DeclarationRow, invitation: InvitationRow, act: str, signature: dict[str, object]
    ) -> None:
        household = household_of(unit, row)
        now = self._clock()
        if household is None:
            return
        signing = act in ("confirm", "authorize")
        if not signing:
            self._write(unit, row, invitation.person, act, now, "web", {"version": row.version})
            return
        applies = household.answers.get("applies_for_aid") is True
        acts = ("confirm", *(("authorize",) if applies else ())) if act == "confirm" else (act,)
        for one in acts:
            text = self._texts()["pledge" if one == "confirm" else "authorization"]
            body = {
                **signature, "text": text.name, "text_version": text.version,
                "digest": digest_of(text, household.answers), "version": row.version,
            }  # fmt: skip
            self._write(unit, row, invitation.person, one, now, "web", body, told=one == act)

    def _write(
        self, unit: Unit, row: DeclarationRow, person: bytes, act: str, at: datetime, channel: str,
        body: dict[str, object], *, told: bool = True,
    ) -> None:  # fmt: skip
        unit.consents.say(row.id, person, act, at, channel, json.dumps(body, ensure_ascii=False))
        if told:
            action = "withdraw_authorization" if act == "withdraw" else act
            unit.timeline.append(row.id, at, actor=RESIDENT, action=action, status=row.status)
        refresh_flags(unit, row.receipt)

    def _invited(self, unit: Unit, kind: Kind, token: str) -> Invited | None:
        invitation = unit.consents.invitation(token_hash(token))
        row = unit.declarations.by_id(invitation.declaration_id) if invitation is not None else None
        household = household_of(unit, row) if row is not None else None
        if invitation is None or row is None or household is None or invitation.kind != kind:
            return None
        state = _state(household, invitation)
        over = invitation.revoked_at is not None or invitation.expires_at <= self._clock() or row.status in CLOSED
        # Whoever signed may always come back by the own link, to take it back.
        if state is None or (over and state not in ("given", "confirm")):
            return None
        return self._shown(household, invitation, kind, state)

    def _shown(self, household: Household, invitation: InvitationRow, kind: Kind, state: str) -> Invited:
        answers, texts = household.answers, self._texts()
        own = household.of(invitation.person)
        wanted = ("authorization",) if kind == "authorize" else ("pledge", "authorization")
        if answers.get("applies_for_aid") is not True:
            wanted = ("pledge",)
        applicant = str(answers.get("members.0.name", ""))
        return Invited(
            kind=kind,
            applicant=mask_name(applicant),
            proxy=mask_name(str(answers.get("proxy.name", ""))) if household.by_proxy else "",
            relation=str(answers.get("proxy.relation", "")) if household.by_proxy else "",
            state=state,
            texts=tuple(texts[name] for name in wanted),
            expected=own.name if own is not None else applicant,
            declaration_id=household.row.id,
            conversation_id=household.row.conversation_id,
        )


def _state(household: Household, invitation: InvitationRow) -> str | None:
    if invitation.kind == "confirm":
        if invitation.person != household.applicant:
            return None
        return household.confirmation.act if household.confirmation is not None else "wanted"
    own = household.of(invitation.person)
    return own.state if own is not None else None


def _changes(invited: Invited, act: str) -> bool:
    """Whether saying this changes anything: twice the same is once."""
    return {"confirm": "confirm", "disown": "disown", "authorize": "given", "withdraw": "withdrawn"}[
        act
    ] != invited.state and not (act == "withdraw" and invited.state != "given")


def _or_gone(invited: Invited | None) -> Invited:
    if invited is None:
        raise Gone("token", say("请向发给您的人再要一个链接：这个过了 7 天，或者已经作废了。"))
    return invited
