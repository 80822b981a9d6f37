"""All screens of the console under one router."""

from fastapi import APIRouter

from api.web.console import declaration, figures, login, printing, queue, rechecks, versions, viewer

router = APIRouter(include_in_schema=False)
for screen in (login, queue, declaration, versions, viewer, figures, printing, rechecks):
    router.include_router(screen.router)
