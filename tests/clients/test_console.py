"""jupyter console, as somebody types into it."""

import re
import sys

import pexpect
import pytest

PATIENCE = 60
COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Console:
    def __init__(self, folder):
        arguments = ["-m", "jupyter_console", "--kernel", "tsgrad", "--simple-prompt", "--no-confirm-exit"]
        self.child = pexpect.spawn(sys.executable, arguments, cwd=str(folder), encoding="utf8", timeout=PATIENCE, dimensions=(40, 120))
        self.child.delaybeforesend = None
        self.count = 0
        self.prompt()

    def prompt(self):
        """The text before the next prompt."""
        self.count += 1
        self.child.expect(rf"In \[{self.count}\]: ")
        return COLOURS.sub("", self.child.before)

    def run(self, code):
        self.child.sendline(code)
        return self.prompt()

    def close(self):
        self.child.close(force=True)


@pytest.fixture
def console(tmp_path):
    made = Console(tmp_path)
    yield made
    made.close()


def test_console(console):
    assert "Out[1]: 2" in console.run("1 + 1")
    assert "tensor([2., 4.])" in console.run("tensor([1, 2]).mul(2)")
    assert "hello" in console.run("console.log('hello')")
    failed = console.run("tensor([1]).nope")
    assert "TS2339" in failed and "nope" in failed
    # A question goes to whoever sits here.
    console.child.sendline("const name = prompt('who? ')")
    console.child.expect(r"who\? ")
    console.child.sendline("Ada")
    console.prompt()
    assert "'Ada'" in console.run("name")
    # A loop that never ends is stopped by Ctrl-C, and the session goes on.
    console.child.sendline("console.log('begun'); while (true) {}")
    console.child.expect("begun\r?\n")
    console.child.sendintr()
    assert "KeyboardInterrupt" in console.prompt()
    assert "'Ada'" in console.run("name")
    console.child.sendeof()
    console.child.expect(pexpect.EOF)
