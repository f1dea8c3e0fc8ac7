"""The same expression in TypeScript: camelCase, options, slices and constants. For tables whose rows are plain calls."""

import re


def camel(name):
    return re.sub(r"(?<=[a-zA-Z0-9])_([a-z0-9])", lambda m: m.group(1).upper(), name)


CONSTANTS = {"inf": "Infinity", "nan": "NaN", "True": "true", "False": "false", "None": "null"}


def typescript(py):
    """Strings stay; `f(a, dim=0, keepdim=True)` becomes `f(a, {dim: 0, keepdim: true})`; tuples become arrays."""
    parts = re.split(r"('[^']*')", py)
    for i in range(0, len(parts), 2):
        text = parts[i]
        text = re.sub(r"\b[a-zA-Z][a-zA-Z0-9]*(?:_[a-z0-9]+)+_?(?=\()", lambda m: camel(m.group()), text)
        text = re.sub(r"\b(inf|nan|True|False|None)\b(?!=|_)", lambda m: CONSTANTS[m.group()], text)
        text = re.sub(r"torch\.(float32|float64|int64|int32|uint8|bool)", r"'\1'", text)
        text = re.sub(r"(?<![\w.])(\d+)\.(?!\d)", r"\1", text)
        parts[i] = text
    return options("".join(parts))


def options(text):
    """Keyword arguments, which stand last, as one object; tuples as arrays."""
    out, stack = "", []
    for c in text:
        if c in "([{":
            stack.append([c, len(out), None])
            out += c
        elif c in ")]}":
            opened, start, keywords = stack.pop()
            if keywords is not None:
                out = out[:keywords] + "{" + re.sub(r"\b(\w+)=", lambda m: camel(m.group(1)) + ": ", out[keywords:]) + "}"
            if opened == "(" and not re.search(r"[\w\])]$", out[:start]) and "," in out[start:]:
                out = out[:start] + "[" + out[start + 1 :].rstrip(", ") + "]"
            else:
                out += c
        else:
            if c == "=" and stack and stack[-1][2] is None and stack[-1][0] == "(":
                stack[-1][2] = re.search(r"\w+$", out).start()
            out += c
    return out
