"""Make `.venv` ready for `run`, `dev` or `ocr`, or `lock`, and do nothing when it already is. Standard library only.

Written so that a Python too old for the project can still read it far enough to say so.
"""

import hashlib
import os
import re
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
LOCKS = {"run": "requirements.txt", "dev": "requirements-dev.txt", "ocr": "requirements-ocr.txt"}
# The locks were resolved for these systems' wheels; an older interpreter has none.
OLDEST = (3, 11)
LAUNCHER = """#!/bin/sh
exec "{python}" -m api.cli "$@"
"""


def say(words: str) -> None:
    print("· " + words, flush=True)


def check_version() -> None:
    if sys.version_info[:2] < OLDEST:
        sys.exit(
            "Shenbao needs Python 3.11 or newer, and this is {}.{} ({}).\n"
            "Name a newer one:  make run PYTHON=python3.12".format(
                sys.version_info[0], sys.version_info[1], sys.executable
            )
        )


def content_of(lock: str) -> str:
    with open(os.path.join(ROOT, lock), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def stamp_of(what: str) -> str:
    return os.path.join(VENV, ".installed-" + what)


def is_installed(what: str) -> bool:
    try:
        with open(stamp_of(what)) as file:
            return os.path.exists(PYTHON) and file.read() == content_of(LOCKS[what])
    except OSError:
        return False


def make_venv() -> None:
    if os.path.exists(PYTHON):
        return
    say("making .venv with Python {}.{}".format(*sys.version_info[:2]))
    made = subprocess.run(
        [sys.executable, "-m", "venv", VENV], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if made.returncode:
        sys.exit(
            made.stdout
            + "\nPython's venv module could not make .venv (the reason is above)."
            + "\nOn Debian or Ubuntu:  apt-get install python3-venv"
        )


def make_importable() -> None:
    """Let `.venv/bin/python` import the checkout from anywhere, and put `shenbao` beside it."""
    where = subprocess.check_output(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    ).strip()
    with open(os.path.join(where, "shenbao.pth"), "w") as file:
        file.write(ROOT + "\n")
    launcher = os.path.join(VENV, "bin", "shenbao")
    with open(launcher, "w") as file:
        file.write(LAUNCHER.format(python=PYTHON))
    os.chmod(launcher, 0o755)


def packages_in(lock: str) -> int:
    with open(os.path.join(ROOT, lock)) as file:
        return len(re.findall(r"^\S+==", file.read(), re.MULTILINE))


def install(lock: str) -> None:
    """Run pip on `lock`, a line now and then; pip's own words only when it fails."""
    count = packages_in(lock)
    say("installing {} packages from {}, each checked against its hash".format(count, lock))
    began = time.monotonic()
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--no-input", "--progress-bar=off"]
    command += ["--disable-pip-version-check", "-r", lock]
    pip = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    heard, seen = [], 0
    for line in pip.stdout or ():
        heard.append(line)
        if line.startswith(("Collecting", "Processing", "Requirement already")):
            seen += 1
            if seen % 10 == 0:
                say("  {} of {}".format(seen, count))
        elif line.startswith("Installing collected"):
            say("  fetched; putting them in place")
    if pip.wait():
        sys.exit("".join(heard[-40:]) + "\npip could not install {} (the reason is above).".format(lock))
    say("installed in {:.0f} s".format(time.monotonic() - began))


def write_stamp(what: str) -> None:
    with open(stamp_of(what), "w") as file:
        file.write(content_of(LOCKS[what]))


def prepare(what: str) -> None:
    # What the checks need, and the extra, contain what a run needs (a test holds the locks to that).
    if is_installed(what):
        return
    make_venv()
    install(LOCKS[what])
    make_importable()
    write_stamp(what)
    if what != "run":
        write_stamp("run")


def lock(options: "list[str]") -> None:
    """Resolve both locks anew, keeping every pin that still fits (`--upgrade` lets them move)."""
    make_venv()
    if subprocess.run([PYTHON, "-m", "uv", "--version"], stdout=subprocess.PIPE, stderr=subprocess.PIPE).returncode:
        say("installing uv, which resolves the locks")
        subprocess.check_call([PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "uv"])
    for target in LOCKS.values():
        source = target.replace(".txt", ".in")
        say("resolving {} into {}".format(source, target))
        command = [PYTHON, "-m", "uv", "pip", "compile", "-q", "--generate-hashes", "--no-emit-index-url"]
        command += ["--universal", "--python-version", "3.11", source, "-o", target]
        command += ["--custom-compile-command", "make lock", *options]
        subprocess.check_call(command, cwd=ROOT)


def main() -> None:
    check_version()
    what = sys.argv[1] if len(sys.argv) > 1 else ""
    if what == "lock":
        lock(sys.argv[2:])
    elif what in LOCKS:
        prepare(what)
    else:
        sys.exit("usage: install.py run|dev|ocr|lock")


if __name__ == "__main__":
    main()
