#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A disk that is full: writes are refused, the service goes on, and with room again so do writes;
nothing that was acknowledged is lost, and the ledger has all of it.

    full_disk_test.py PROGRAM        77: no file system of its own can be made here
"""

import contextlib
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

from service import Person, Service

SIZE_MB = 24
MOST = 4000  # requests until it must have been noticed


def fill(path):
    with open(path, "wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(4096))
        except OSError:
            pass


def post(person, number):
    answer, said = person.ask("POST", "/api/tasks", {"title": f"to do {number}" + "." * 400})
    return answer.status, said


def until(person, wanted, acknowledged):
    for number in range(MOST):
        status, said = post(person, number)
        if status == 201:
            acknowledged.append(said["id"])
        if status == wanted:
            return said
        assert status in (201, 503), (status, said)
    raise SystemExit(f"{MOST} requests, and none was answered with {wanted}")


def main(program, folder):
    os.chdir(folder)
    service = Service(program, "desk")
    ana = Person(service, "demo-ana")
    acknowledged = []
    until(ana, 201, acknowledged)
    for _ in range(3):
        fill("filler")
        refused = until(ana, 503, acknowledged)
        assert refused["status"] == 503, refused
        assert ana.ask("GET", "/health")[0].status == 200
        assert ana.ask("GET", "/api/session")[0].status == 200
        os.remove("filler")
        until(ana, 201, acknowledged)
    assert service.end() == 0
    Service(program, "desk").end()
    with contextlib.closing(sqlite3.connect("desk/store.sqlite")) as store:
        kept = {row[0] for row in store.execute("select id from task")}
        rows, = store.execute("select count(*) from outbox").fetchone()
    checked = subprocess.run([program, "ledger", "fsck", "desk/ledger"], check=True,
                             capture_output=True, text=True).stdout
    leaves = int(re.search(r"(\d+) kept elsewhere", checked)[1])
    lost = set(acknowledged) - kept
    print(f"{len(acknowledged)} writes acknowledged: {len(lost)} lost, {leaves - rows} leaves too "
          f"many")
    os.chdir("/")
    return 1 if lost or leaves != rows else 0


if os.environ.get("LODESTAR_OWN_MOUNTS") != "yes":
    if subprocess.run(["unshare", "-rm", "true"], check=False, capture_output=True).returncode:
        sys.exit(77)
    os.environ["LODESTAR_OWN_MOUNTS"] = "yes"
    os.execvp("unshare", ["unshare", "-rm", sys.executable, *sys.argv])
with tempfile.TemporaryDirectory() as place:
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "none", place],
                      check=False, capture_output=True).returncode:
        sys.exit(77)
    outcome = main(str(pathlib.Path(sys.argv[1]).resolve()), place)
    subprocess.run(["umount", place], check=True)
sys.exit(outcome)
