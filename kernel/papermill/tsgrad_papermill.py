"""Parameters of papermill as TypeScript.

papermill has no entry point for translators, but one for engines, which it loads when it is imported. Loading this module
registers the translator; the engine itself is papermill's own under another name.
"""

import json
import math
import re

from papermill.engines import NBClientEngine
from papermill.exceptions import PapermillException
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

NAME = re.compile(r"[^\W\d][\w$]*|[$_][\w$]*")
# `let lr: number = 0.1 // the learning rate`, alone on its line
DECLARATION = re.compile(
    r"^\s*(?:let|const|var)\s+(?P<name>[\w$]+)\s*(?::\s*(?P<type>[^=]+?))?\s*=\s*(?P<value>.+?)\s*;?\s*(?://\s*(?P<help>.*))?$"
)


class TypeScriptTranslator(Translator):
    """Values as JSON has them, declared by `let`: a later cell may assign to them, and their types are not literals."""

    @classmethod
    def translate_str(cls, val):
        return json.dumps(val, ensure_ascii=False)

    @classmethod
    def translate_none(cls, val):
        return "null"

    @classmethod
    def translate_int(cls, val):
        # A number holds whole numbers up to 2 ** 53 exactly.
        return str(val) if abs(val) <= 2**53 else f"{val}n"

    @classmethod
    def translate_float(cls, val):
        if math.isnan(val):
            return "Number.NaN"
        if math.isinf(val):
            return "Infinity" if val > 0 else "-Infinity"
        return repr(val)

    @classmethod
    def translate_list(cls, val):
        return f"[{', '.join(cls.translate(item) for item in val)}]"

    @classmethod
    def translate_dict(cls, val):
        pairs = (f"{json.dumps(str(key), ensure_ascii=False)}: {cls.translate(item)}" for key, item in val.items())
        return f"{{ {', '.join(pairs)} }}" if val else "{}"

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}".strip()

    @classmethod
    def assign(cls, name, str_val):
        if not NAME.fullmatch(name):
            raise PapermillException(f"'{name}' cannot be a parameter: it is no name in TypeScript")
        return f"let {name} = {str_val}"

    @classmethod
    def inspect(cls, parameters_cell):
        parameters = []
        for line in parameters_cell["source"].splitlines():
            if found := DECLARATION.match(line):
                name, kind, value, text = found.group("name", "type", "value", "help")
                parameters.append(Parameter(name, (kind or "None").strip(), value, text or ""))
        return parameters


for known in ("tsgrad", "typescript"):
    papermill_translators.register(known, TypeScriptTranslator)


class TypeScriptEngine(NBClientEngine):
    """papermill's own way of running a notebook; it needs none of ours."""
