"""Runs notebooks afresh and rewrites them: `python execute.py [--keep NOTEBOOK] NOTEBOOK …`, one JSON object per line on
stdout. What is kept runs all the same.

{"event": "begin", "notebook", "cells"} · {"event": "cell", "notebook", "cell", "seconds"} ·
{"event": "end", "notebook", "seconds", "error"}; a notebook whose cell fails stays as it was.
"""
import argparse
import json
import os
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

CELL_TIMEOUT = 600
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def tell(event, **fields):
    print(json.dumps({"event": event, **fields}), flush=True)


def execute(path, keep):
    """Runs the notebook in its own folder: how long, and the reason if a cell failed that may not."""
    notebook = nbformat.read(path, as_version=4)
    code_cells = sum(cell.cell_type == "code" for cell in notebook.cells)
    tell("begin", notebook=path.name, cells=code_cells)
    begun = {}
    start = time.perf_counter()

    def on_start(cell, cell_index):
        begun[cell_index] = time.perf_counter()

    def on_end(cell, cell_index, execute_reply):
        tell("cell", notebook=path.name, cell=cell_index, seconds=time.perf_counter() - begun.get(cell_index, start))

    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="tsgrad",
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,  # wall-clock times in every cell's metadata would make every diff large
        on_cell_execute=on_start,
        on_cell_executed=on_end,
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        return time.perf_counter() - start, ANSI.sub("", str(error))
    seconds = time.perf_counter() - start
    if not keep:
        normalise(notebook)
        # The index shows it; whole seconds, so that it seldom changes.
        notebook.metadata["tsgrad"] = {"seconds": round(seconds)}
        write_whole(path, notebook)
    return seconds, None


def normalise(notebook):
    """What differs between two runs and says nothing: versions, timings, how a stream was cut into messages."""
    notebook.metadata.get("language_info", {}).pop("version", None)
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = merged(cell.outputs)


def merged(outputs):
    result = []
    for output in outputs:
        last = result[-1] if result else None
        if output.output_type == "stream" and last and last.output_type == "stream" and last.name == output.name:
            last.text += output.text
        else:
            output.pop("transient", None)
            result.append(output)
    return result


def write_whole(path, notebook):
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        nbformat.write(notebook, temporary)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


arguments = argparse.ArgumentParser()
arguments.add_argument("--keep", action="append", default=[])
arguments.add_argument("notebooks", nargs="+")
given = arguments.parse_args()
kept = {Path(name).resolve() for name in given.keep}
failed = False
for name in given.notebooks:
    path = Path(name).resolve()
    seconds, error = execute(path, path in kept)
    failed = failed or error is not None
    tell("end", notebook=path.name, seconds=seconds, error=error)
sys.exit(1 if failed else 0)
