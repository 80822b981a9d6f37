"""Processes of tests that are ended in the middle: forked from a clean one that has imported everything once.

A life so begins at once and shares no thread. There is one such process for a run, whoever asks first, and what it
imports is settled when it starts: so all that is lived in it stands here.
"""

import multiprocessing

LIVES = (
    "tests.bot.dying", "tests.fakes.serving", "tests.ocr.dying", "tests.services.dying",
    "tests.services.dying_in_need", "tests.services.rechecking",
)  # fmt: skip
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(list(LIVES))
