#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Kills the service (SIGKILL) while people write, and starts it again: what was acknowledged is
there, and the ledger has a leaf of it, once.

    kill_test.py PROGRAM [--rounds 50] [--postgres] [--seed 1]
"""

import argparse
import contextlib
import json
import os
import pathlib
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading

from service import Person, Postgres, Service

WRITERS = 4


class Load:
    """Writers until the service is gone: the ids of what was acknowledged."""

    def __init__(self, service, enough):
        self.service, self.enough = service, enough
        self.acknowledged, self.lock, self.reached = [], threading.Lock(), threading.Event()
        self.threads = [threading.Thread(target=self.write, args=(number,))
                        for number in range(WRITERS)]
        for thread in self.threads:
            thread.start()

    def write(self, number):
        try:
            ana = Person(self.service, "demo-ana")
            while True:
                answer, said = ana.ask("POST", "/api/tasks", {"title": f"to do {number}"})
                assert answer.status == 201, (answer.status, said)
                with self.lock:
                    self.acknowledged.append(said["id"])
                    if len(self.acknowledged) >= self.enough:
                        self.reached.set()
        except (OSError, ConnectionError, EOFError, ValueError) as gone:
            if isinstance(gone, ValueError) and self.service.process.poll() is None:
                raise
        except Exception as gone:  # http.client's own, of an answer that was cut off
            if not type(gone).__module__.startswith("http"):
                raise
        finally:
            self.reached.set()

    def await_enough(self):
        self.reached.wait()

    def join(self):
        for thread in self.threads:
            thread.join()
        return self.acknowledged


def kept_tasks(data, postgres, ids):
    if not ids:
        return set()
    marks = ",".join("'" + one + "'" for one in ids)
    statement = f"select id from task where id in ({marks})"
    if postgres:
        return {row[0] for row in postgres.ask(statement)}
    with contextlib.closing(sqlite3.connect(f"{data}/store.sqlite")) as store:
        return {row[0] for row in store.execute(statement)}


def count(data, postgres, statement):
    if postgres:
        return int(postgres.ask(statement)[0][0])
    with contextlib.closing(sqlite3.connect(f"{data}/store.sqlite")) as store:
        return store.execute(statement).fetchone()[0]


def check_leaves(program, data, options, acknowledged, postgres):
    """Opened by the key, each task has its record; and the ledger has as many leaves as records."""
    subprocess.run([program, "export", "--data", data, "--organisation", "demo-hotline",
                    "--out", "exported", *options], check=True, stdout=subprocess.DEVNULL)
    with open("exported/record.jsonl", encoding="utf-8") as record:
        on_record = {json.loads(line)["of"] for line in record}
    missing = [one for one in acknowledged if f"task/{one}" not in on_record]
    Service(program, data, *options).end()  # the export is on record too, and handed over
    checked = subprocess.run([program, "ledger", "fsck", f"{data}/ledger"], check=True,
                             capture_output=True, text=True).stdout
    leaves = int(re.search(r"(\d+) kept elsewhere", checked)[1])
    rows = count(data, postgres, "select count(*) from outbox")
    return missing, leaves - rows


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program")
    arguments.add_argument("--rounds", type=int, default=50)
    arguments.add_argument("--postgres", action="store_true")
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    program = str(pathlib.Path(asked.program).resolve())
    postgres = Postgres.start() if asked.postgres else None
    if asked.postgres and not postgres:
        sys.exit(77)
    dice = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        data, options = "desk", ["--database", postgres.database] if postgres else []
        acknowledged, lost = [], []
        for number in range(asked.rounds):
            if number % 7 == 6:  # while it begins, or finds what was left behind
                Service(program, data, *options, wait=False).kill()
            service = Service(program, data, *options)
            load = Load(service, dice.randint(1, 120))
            load.await_enough()
            service.kill()
            ids = load.join()
            lost += set(ids) - kept_tasks(data, postgres, ids)
            acknowledged += ids
        Service(program, data, *options).end()
        waiting = count(data, postgres, "select count(*) from outbox where sequence > "
                        "(select coalesce(max(last_sequence), 0) from handed_over)")
        missing, surplus = check_leaves(program, data, options, acknowledged, postgres)
        os.chdir("/")
    if postgres:
        postgres.end()
    print(f"{asked.rounds} kills, {len(acknowledged)} writes acknowledged: {len(lost)} lost, "
          f"{len(missing)} without a record, {surplus} leaves too many, {waiting} not handed over")
    sys.exit(1 if lost or missing or surplus or waiting or not acknowledged else 0)


main()
