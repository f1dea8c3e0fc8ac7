"""What the oracle scripts share. A fixture is a JSON list with one row a line, so that a change reads as a diff."""

import json
import math
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def plain(value):
    """Numbers that JSON cannot say become their names; the suites read them back."""
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    if isinstance(value, int) and abs(value) > 2**53:
        return str(value)
    if isinstance(value, (list, tuple)):
        return [plain(x) for x in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return value


def write(name, rows):
    lines = [json.dumps(plain(row), allow_nan=False, separators=(",", ":"), ensure_ascii=False) for row in rows]
    path = FIXTURES / f"{name}.json"
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size // 1024} KB")
