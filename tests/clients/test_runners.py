"""Programs that run a notebook and write it: nbclient, nbconvert, papermill."""

import re
import subprocess
import sys

import jupyter_client
import nbformat
import papermill
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from papermill.exceptions import PapermillException, PapermillExecutionError

from conftest import notebook

CHART = "plot.line([1, 2, 3])"


def run(*arguments):
    return subprocess.run([sys.executable, "-m", *map(str, arguments)], check=True, capture_output=True, text=True)


def outputs(node):
    return [[output for output in cell.outputs] for cell in node.cells]


def test_language_info():
    """What VS Code and others choose the editor's language, the file's ending and the highlighting by."""
    manager, client = jupyter_client.manager.start_new_kernel(kernel_name="tsgrad")
    try:
        info = client.kernel_info(reply=True, timeout=60)["content"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    language = {name: info["language_info"][name] for name in ("name", "mimetype", "file_extension", "codemirror_mode", "pygments_lexer")}
    assert language == {
        "name": "typescript", "mimetype": "application/typescript", "file_extension": ".ts", "codemirror_mode": "typescript",
        "pygments_lexer": "typescript",
    }  # fmt: skip
    assert re.fullmatch(r"5\.\d+", info["protocol_version"])
    spec = jupyter_client.kernelspec.get_kernel_spec("tsgrad")
    assert (spec.language, spec.interrupt_mode) == ("typescript", "message")


def test_nbclient():
    ran = notebook(
        "const x = tensor([1, 2])\nx", "console.log('a'); console.error('b'); display(html('<b>c</b>'))", "throw new Error('meant')",
        "x.sum().item()", "for (const i of progress(3));", tags={2: ["raises-exception"]},
    )  # fmt: skip
    NotebookClient(ran, kernel_name="tsgrad", timeout=60).execute()
    shown = outputs(ran)
    assert shown[0][0].data["text/plain"] == "tensor([1., 2.])"
    assert [output.output_type for output in shown[1]] == ["stream", "stream", "display_data"]
    assert (shown[2][0].ename, shown[2][0].evalue) == ("Error", "meant")
    assert shown[3][0].data["text/plain"] == "3"
    assert shown[4] == []  # nobody watches
    with pytest.raises(CellExecutionError, match="nope"):
        NotebookClient(notebook("nope"), kernel_name="tsgrad", timeout=60).execute()


def test_nbconvert(write):
    path = write("const answer: number = 42\nanswer", CHART)
    run("nbconvert", "--execute", "--to", "html", path)
    page = path.with_suffix(".html").read_text()
    assert "data:image/png;base64" in page
    assert "hl-typescript" in page
    run("nbconvert", "--to", "script", path)
    assert "const answer: number = 42" in path.with_suffix(".ts").read_text()


def test_papermill(write, tmp_path):
    path = write("let rate = 0.1 // how fast\nlet name: string = 'none'", "[rate * 2, name.length, sizes, options, off, best, none]", tags={0: ["parameters"]})
    given = {"rate": 0.25, "name": 'a "b"\n', "sizes": [1, 2], "options": {"deep": {"x y": None}}, "off": False, "best": float("inf"), "none": None}
    done = papermill.execute_notebook(path, tmp_path / "out.ipynb", given, progress_bar=False)
    injected = next(cell for cell in done.cells if "injected-parameters" in cell.metadata.get("tags", []))
    assert injected.source.splitlines()[:3] == ["// Parameters", "let rate = 0.25", 'let name = "a \\"b\\"\\n"']
    [result] = done.cells[-1].outputs
    assert " ".join(result.data["text/plain"].split()) == "[ 0.5, 6, [ 1, 2 ], { deep: { 'x y': null } }, false, Infinity, null ]"
    known = papermill.inspect_notebook(path)
    assert (known["rate"]["default"], known["rate"]["help"]) == ("0.1", "how fast")
    assert (known["name"]["inferred_type_name"], known["name"]["default"]) == ("string", "'none'")
    with pytest.raises(PapermillException, match="no name in TypeScript"):
        papermill.execute_notebook(path, tmp_path / "bad.ipynb", {"a-b": 1}, progress_bar=False)
    with pytest.raises(PapermillExecutionError, match="TS2"):
        papermill.execute_notebook(path, tmp_path / "failed.ipynb", {"name": 5}, progress_bar=False)


def test_papermill_of_the_command_line(write, tmp_path):
    path, out = write("let n = 1", "n * 2", tags={0: ["parameters"]}), tmp_path / "out.ipynb"
    run("papermill", path, out, "-p", "n", "21", "--no-progress-bar")
    assert nbformat.read(out, 4).cells[-1].outputs[0].data["text/plain"] == "42"
