"""A web server that stops when it is told to: open event streams are ended first, or it would wait for them."""

from types import FrameType

import uvicorn
from fastapi import FastAPI


class Server(uvicorn.Server):
    """Uvicorn around one application of ours."""

    def __init__(self, app: FastAPI, host: str, port: int) -> None:
        # Our own logging; no access lines, which would carry what staff searched for.
        super().__init__(
            uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False, server_header=False)
        )
        self._app = app

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal to stop."""
        self.stop()
        super().handle_exit(sig, frame)

    def stop(self) -> None:
        """Stop soon: readers are let go, what is being answered is answered. From any thread."""
        self._app.state.streams.close()
        self.should_exit = True
