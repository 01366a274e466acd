"""A counter of the bytes that an application sends and receives (传输字节)."""

import socket
import threading


class CountedWire:
    """Passes every byte on between browser and server, and counts them as they are on the wire."""

    def __init__(self, port: int) -> None:
        """Listen on a port of its own for the server on another."""
        self.down = self.up = 0
        self.server_port = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            browser, _ = self.listener.accept()
            server = socket.create_connection(("127.0.0.1", self.server_port))
            for source, target, name in ((browser, server, "up"), (server, browser, "down")):
                threading.Thread(
                    target=self._pass_on, args=(source, target, name), daemon=True
                ).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, name: str) -> None:
        try:
            while data := source.recv(65536):
                setattr(self, name, getattr(self, name) + len(data))
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the other side has gone; nothing is left to count
