"""Where OpenBLAS is: called by binding.gyp, in gyp's own Python, as `<!pymod_do_main(blas QUESTION)`.

TSGRAD_OPENBLAS says which one: unset, the pinned wheel scipy-openblas32 of the Python that runs this; `system`, the one
that pkg-config knows, else -lopenblas (on macOS: Homebrew's, else Accelerate).
"""
import os
import shutil
import subprocess
import sys

WHEEL_LIBRARIES = {
    "linux": "libscipy_openblas.so",
    "darwin": "libscipy_openblas.dylib",
    "win32": "libscipy_openblas.dll",
}


def answers(include, libraries, define, copies=()):
    return {"include": include, "libraries": list(libraries), "define": define, "copies": list(copies)}


def wheel():
    try:
        import scipy_openblas32
    except ImportError:
        raise SystemExit(
            "native/blas.py: no OpenBLAS: %s has no package scipy-openblas32. Install it (pip install -r "
            "requirements-openblas.txt), or set TSGRAD_OPENBLAS=system to use the system's." % sys.executable
        )
    lib = scipy_openblas32.get_lib_dir()
    include = scipy_openblas32.get_include_dir()
    copies = [os.path.join(lib, WHEEL_LIBRARIES[sys.platform])]
    if sys.platform == "win32":
        return answers(include, [os.path.join(lib, "libscipy_openblas.lib")], "TSGRAD_BLAS_WHEEL", copies)
    if " " in lib:
        # gyp's makefiles quote no flags. Seen from here, and from build/ where make runs, .venv has no space in its path.
        include, lib = os.path.relpath(include), os.path.relpath(lib, "build")
    return answers(include, ["-L" + lib, "-lscipy_openblas"], "TSGRAD_BLAS_WHEEL", copies)


def pkg_config(prefix_path=None):
    if not shutil.which("pkg-config"):
        return None
    env = dict(os.environ)
    if prefix_path:
        env["PKG_CONFIG_PATH"] = prefix_path + os.pathsep + env.get("PKG_CONFIG_PATH", "")

    def ask(option):
        done = subprocess.run(["pkg-config", option, "openblas"], env=env, capture_output=True, text=True)
        return done.stdout.split() if done.returncode == 0 else None

    libraries = ask("--libs")
    if libraries is None:
        return None
    include = [flag[2:] for flag in ask("--cflags-only-I") or []]
    return answers(include[0] if include else ".", libraries, "TSGRAD_BLAS_OPENBLAS")


def system():
    if sys.platform == "darwin":
        for prefix in ("/opt/homebrew/opt/openblas", "/usr/local/opt/openblas"):
            found = pkg_config(prefix + "/lib/pkgconfig")
            if found:
                return found
            if os.path.exists(prefix + "/lib"):
                libraries = ["-L%s/lib" % prefix, "-lopenblas", "-Wl,-rpath,%s/lib" % prefix]
                return answers(prefix + "/include", libraries, "TSGRAD_BLAS_OPENBLAS")
        return answers(".", ["-framework Accelerate"], "TSGRAD_BLAS_ACCELERATE")
    # Fedora's openblas-devel ships no .pc file, and keeps the header in a folder of its own.
    return pkg_config() or answers("/usr/include/openblas", ["-lopenblas"], "TSGRAD_BLAS_OPENBLAS")


def DoMain(args):
    choice = os.environ.get("TSGRAD_OPENBLAS", "")
    if choice not in ("", "wheel", "system"):
        raise SystemExit("native/blas.py: TSGRAD_OPENBLAS=%s: expected `wheel` or `system`" % choice)
    answer = (system() if choice == "system" else wheel())[args[0]]
    if isinstance(answer, str):
        return answer
    # A list is read back by gyp with shell quoting.
    return "\n".join('"%s"' % item if args[0] == "copies" else item for item in answer)
