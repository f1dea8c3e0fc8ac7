"""What the clients' tests share: notebooks, and servers that are asked over HTTP and a websocket."""

import json
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import nbformat
import pytest
import websocket

PATIENCE = 60
# As JupyterLab writes them into what it saves.
METADATA = {
    "kernelspec": {"name": "tsgrad", "display_name": "TypeScript (tsgrad)", "language": "typescript"},
    "language_info": {
        "name": "typescript", "file_extension": ".ts", "mimetype": "application/typescript", "pygments_lexer": "typescript",
        "nbconvert_exporter": "script",
    },
}  # fmt: skip


def notebook(*sources, tags=None):
    """A notebook of the kernel; `tags` names those of a cell by its index."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    for index, names in (tags or {}).items():
        cells[index].metadata["tags"] = names
    return nbformat.v4.new_notebook(cells=cells, metadata=METADATA)


@pytest.fixture
def write(tmp_path):
    def written(*sources, name="notebook.ipynb", tags=None) -> Path:
        path = tmp_path / name
        nbformat.write(notebook(*sources, tags=tags), path)
        return path

    return written


class Server:
    """A Jupyter server of one kind or another, with a kernel in it."""

    def __init__(self, program, options, folder):
        self.port = free_port()
        self.token = secrets.token_hex(16)
        log = folder / "server.log"
        arguments = [option.format(port=self.port, token=self.token, folder=folder) for option in options]
        with log.open("wb") as output:
            self.process = subprocess.Popen([sys.executable, "-m", program, *arguments], cwd=folder, stdout=output, stderr=output)
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self.get("/api")
                return
            except (urllib.error.URLError, ConnectionError):
                if time.monotonic() > end or self.process.poll() is not None:
                    self.close()
                    raise AssertionError(f"{program} does not answer:\n{log.read_text()}") from None
                time.sleep(0.1)

    def request(self, method, path, body=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", method=method)
        request.add_header("Authorization", f"token {self.token}")
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(request, data, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def get(self, path):
        return self.request("GET", path)

    def start_kernel(self):
        return json.loads(self.request("POST", "/api/kernels", {"name": "tsgrad"}))["id"]

    def run(self, kernel, code):
        """What a cell shows: (type, content) of every message on iopub until it is idle."""
        url = f"ws://127.0.0.1:{self.port}/api/kernels/{kernel}/channels?token={self.token}"
        channel = websocket.create_connection(url, timeout=PATIENCE)
        try:
            asked = str(uuid.uuid4())
            header = {"msg_id": asked, "msg_type": "execute_request", "username": "", "session": asked, "version": "5.3", "date": ""}
            content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
            channel.send(json.dumps({"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []}))
            shown = []
            while True:
                message = json.loads(channel.recv())
                if message["parent_header"].get("msg_id") != asked or message["channel"] != "iopub":
                    continue
                kind, content = message["header"]["msg_type"], message["content"]
                if kind == "status" and content["execution_state"] == "idle":
                    return shown
                if kind not in ("status", "execute_input"):
                    shown.append((kind, content))
        finally:
            channel.close()

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def serve(tmp_path):
    servers = []

    def started(program, *options):
        servers.append(Server(program, options, tmp_path))
        return servers[-1]

    yield started
    for server in servers:
        server.close()
