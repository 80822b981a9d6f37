"""All screens of the console under one router."""

from fastapi import APIRouter

from api.web.console import (
    account,
    accounts,
    admin,
    auditing,
    declaration,
    figures,
    login,
    printing,
    queue,
    rechecks,
    viewer,
)

router = APIRouter(include_in_schema=False)
for screen in (
    login, queue, declaration, viewer, figures, printing, rechecks, admin, account, accounts, auditing,
):  # fmt: skip
    router.include_router(screen.router)
