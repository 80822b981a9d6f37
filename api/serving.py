"""A web server that stops when it is told to: open event streams are ended first, or it would wait for them."""

from types import FrameType

import uvicorn
from fastapi import FastAPI


class Server(uvicorn.Server):
    """Uvicorn around one application of ours."""

    def __init__(self, app: FastAPI, host: str, port: int, trusted_proxies: str = "127.0.0.1,::1") -> None:
        """`trusted_proxies`: addresses or networks whose word on who asks is believed, with commas between."""
        # Our own logging; no access lines, which would carry what staff searched for.
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            forwarded_allow_ips=trusted_proxies,
        )
        super().__init__(config)
        self._app = app

    def run_until_stopped(self) -> int:
        """Serve until a signal comes; the exit status: 1 when it could not start (the port is taken)."""
        try:
            self.run()
        except KeyboardInterrupt:
            # Uvicorn has stopped in order and raises the signal again for whoever else may want it.
            return 0
        return 0 if self.started else 1

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal to stop; a second one does not wait for what is being answered."""
        self._app.state.streams.close()
        super().handle_exit(sig, frame)

    def stop(self) -> None:
        """Stop soon: readers are let go, what is being answered is answered. From any thread."""
        self._app.state.streams.close()
        self.should_exit = True
