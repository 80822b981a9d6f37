"""All screens of the console under one router."""

from fastapi import APIRouter

from api.web.console import (
    admin,
    bulk,
    declaration,
    duty,
    emergencies,
    emergency_photos,
    emergency_under,
    exports,
    figures,
    funds,
    intake,
    lists,
    login,
    monitoring,
    overview,
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
    intake,
    declaration,
    versions,
    viewer,
    duty,
    emergencies,
    emergency_photos,
    emergency_under,
    funds,
    figures,
    printing,
    exports,
    rechecks,
    lists,
    monitoring,
    overview,
    admin,
):
    router.include_router(screen.router)
