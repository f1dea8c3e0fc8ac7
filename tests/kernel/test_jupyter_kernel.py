"""jupyter_kernel_test against the installed kernel: every attribute is set, nothing is skipped."""
import unittest

import jupyter_kernel_test as suite


class KernelTests(suite.KernelTests):
    kernel_name = "tsgrad"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    code_page_something = "console.log?"
    code_generate_error = "throw new Error('boom')"
    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "[1, 2].map(x => x * 2)", "result": "[ 2, 4 ]"},
        {"code": "'a'.repeat(3)", "result": "'aaa'"},
        {"code": "({ a: 1, b: [true, null] })", "result": "{ a: 1, b: [ true, null ] }"},
        {"code": "await Promise.resolve(7)", "result": "7"},
        {"code": "null", "result": "null"},
        {"code": "html`<b>x</b>`", "mime": "text/html", "result": "<b>x</b>"},
        {"code": "tensor([1, 2])", "result": "tensor([1., 2.])"},
    ]
    code_display_data = [
        {"code": "display(html('<b>x</b>'))", "mime": "text/html"},
        {"code": "display(svg('<svg xmlns=\"http://www.w3.org/2000/svg\"/>'))", "mime": "image/svg+xml"},
        {"code": "display(markdown('**x**'))", "mime": "text/markdown"},
        {"code": "display(latex('$x$'))", "mime": "text/latex"},
        {"code": "display(json({ a: 1 }))", "mime": "application/json"},
        {"code": "display({ a: 1 })", "mime": "text/plain"},
        {
            "code": "display({ $schema: 'https://vega.github.io/schema/vega-lite/v5.json', "
            "data: { values: [{ a: 1 }] }, mark: 'point', encoding: { x: { field: 'a', type: 'quantitative' } } })",
            "mime": "application/vnd.vegalite.v5+json",
        },
    ]
    code_clear_output = "clearOutput()"

    # The suite compares the whole set of matches.
    completion_samples = [
        {"text": "encodeURICom", "matches": {"encodeURIComponent"}},
        {"text": "[1].findLastInd", "matches": {"findLastIndex"}},
        {"text": "Math.hyp", "matches": {"hypot"}},
        {"text": "'😀'; Number.isSafe", "matches": {"isSafeInteger"}},
    ]
    complete_code_samples = [
        "1 + 1",
        "const a = 1",
        "for (const x of [1, 2]) {\n  console.log(x)\n}",
        "function f(x: number): number { return x }",
        "await Promise.resolve(1)",
        "`a\nb`",
        "%time 1 + 1",
        "console.log?",
        "const wrong: number = 'a'",
    ]
    incomplete_code_samples = [
        "function f(x: number) {",
        "const a = [1,",
        "if (true)",
        "`abc",
        "/* comment",
        "Math.max(1,",
        "1 +",
    ]
    invalid_code_samples = ["const s = 'abc", ")", "}", "1 + )", "const const = 1"]

    code_inspect_sample = "console.log"

    supported_history_operations = ("tail", "range", "search")
    # Every execution is one entry: the first sample runs before each kind of search.
    code_history_pattern = "1?+?2*"


class IopubWelcomeTests(suite.IopubWelcomeTests):
    kernel_name = "tsgrad"
    support_iopub_welcome = True


# What the suite offers is what is tested: an attribute that a later version adds must be set here as well.
class CompletenessTests(unittest.TestCase):
    def test_every_attribute_is_set(self):
        for ours, theirs in [(KernelTests, suite.KernelTests), (IopubWelcomeTests, suite.IopubWelcomeTests)]:
            for name, default in vars(theirs).items():
                if name.startswith("_") or callable(default) or isinstance(default, classmethod):
                    continue
                with self.subTest(name):
                    self.assertTrue(getattr(ours, name), f"{name} is not set")


if __name__ == "__main__":
    unittest.main()
