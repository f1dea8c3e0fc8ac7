"""Starts the kernel that Jupyter finds and prints, as JSON, what it says of itself and what a cell gives."""
import json
import sys

from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel(kernel_name="tsgrad", startup_timeout=60)
try:
    outputs = []
    reply = client.execute_interactive(
        sys.argv[1],
        timeout=60,
        output_hook=lambda message: outputs.append((message["msg_type"], message["content"])),
    )
    results = [content["data"]["text/plain"] for kind, content in outputs if kind == "execute_result"]
    errors = [content for kind, content in outputs if kind == "error"]
    print(json.dumps({"status": reply["content"]["status"], "result": "".join(results), "errors": errors}))
finally:
    client.stop_channels()
    manager.shutdown_kernel()
