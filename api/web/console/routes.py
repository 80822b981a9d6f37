"""All screens of the console under one router."""

from fastapi import APIRouter

from api.web.console import (
    admin,
    bulk,
    declaration,
    emergencies,
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
    emergencies,
    figures,
    printing,
    rechecks,
    lists,
    monitoring,
    admin,
):
    router.include_router(screen.router)
