"""`python tests/oracle` makes every fixture anew. It needs PyTorch (the stored ones are of 2.13, CPU, x86-64)."""

import runpy
from pathlib import Path

here = Path(__file__).parent
for script in sorted(here.glob("*.py")):
    if script.stem not in ("__main__", "fixture", "table", "translate", "nn_more"):
        runpy.run_path(str(script), run_name="__main__")
