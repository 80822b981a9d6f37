"""All screens of the console under one router."""

from fastapi import APIRouter

<<<<<<< HEAD
from api.web.console import declaration, figures, login, printing, queue

router = APIRouter(include_in_schema=False)
for screen in (login, queue, declaration, figures, printing):
=======
from api.web.console import declaration, figures, login, queue, viewer

router = APIRouter(include_in_schema=False)
for screen in (login, queue, declaration, viewer, figures):
>>>>>>> main
    router.include_router(screen.router)
