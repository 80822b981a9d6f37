"""All screens of the console under one router."""

from fastapi import APIRouter

<<<<<<< HEAD
from api.web.console import declaration, figures, lists, login, monitoring, printing, queue, rechecks, viewer

router = APIRouter(include_in_schema=False)
for screen in (login, queue, declaration, viewer, figures, printing, rechecks, lists, monitoring):
=======
from api.web.console import declaration, figures, login, printing, queue, rechecks, versions, viewer

router = APIRouter(include_in_schema=False)
for screen in (login, queue, declaration, versions, viewer, figures, printing, rechecks):
>>>>>>> main
    router.include_router(screen.router)
