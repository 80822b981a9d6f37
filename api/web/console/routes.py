"""All screens of the console under one router."""

from fastapi import APIRouter

from api.web.console import (
    admin,
    bulk,
    declaration,
    exports,
    figures,
    lists,
    login,
    monitoring,
    printing,
    queue,
    rechecks,
    versions,
    viewer,
)

router = APIRouter(include_in_schema=False)
for screen in (
    login,
    queue,
    bulk,
    declaration,
    versions,
    viewer,
    figures,
    printing,
    exports,
    rechecks,
    lists,
    monitoring,
    admin,
):
    router.include_router(screen.router)
