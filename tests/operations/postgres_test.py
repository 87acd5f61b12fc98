#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The desk on a PostgreSQL: two services of which one works, a backup that comes back into another
database and into SQLite, and a server that is killed.

    postgres_test.py PROGRAM        77: there is no PostgreSQL
"""

import http.client
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from service import Person, Postgres, Service


def run(*command, status=0):
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == status, (command, ended.returncode, ended.stderr)
    return ended


def titles(person):
    return {one["title"] for one in person.ask("GET", "/api/tasks")[1]["items"]}


def add(person, title):
    answer, said = person.ask("POST", "/api/tasks", {"title": title})
    assert answer.status == 201, said


def leaves_of(program, folder):
    checked = run(program, "ledger", "fsck", folder).stdout
    return int(re.search(r"(\d+) kept elsewhere", checked)[1])


def two_services(program, on):
    first = Service(program, "desk", *on)
    add(Person(first, "demo-ana"), "of the first")
    second = Service(program, "desk", *on, "--standby", wait=False)
    while "waiting for its end" not in pathlib.Path("desk.said").read_text(encoding="utf-8"):
        assert second.process.poll() is None
    first.kill()
    second.await_ready()
    ana = Person(second, "demo-ana")
    assert titles(ana) == {"of the first"}
    add(ana, "of the second")
    return second, ana


def other_ledgers(program, on):
    """On another machine, without the ledger's folder or with one of its own."""
    shutil.copy("desk.key", "elsewhere.key")
    refused = run(program, "serve", "--data", "elsewhere", "--listen", "127.0.0.1:0", *on, status=6)
    assert "the ledger is not here, and the database has one" in refused.stderr, refused.stderr
    assert not pathlib.Path("elsewhere/ledger").exists()
    Service(program, "other").end()
    shutil.copytree("other/ledger", "elsewhere/ledger")
    refused = run(program, "serve", "--data", "elsewhere", "--listen", "127.0.0.1:0", *on, status=6)
    assert "a database has one ledger, in one folder" in refused.stderr, refused.stderr


def backups(program, on, postgres):
    run(program, "backup", "--data", "desk", *on, "--out", "made.tar")
    postgres.ask("create database other")
    other = postgres.database.replace("dbname=postgres", "dbname=other")
    for folder, where in (("in-sqlite", []), ("in-postgres", ["--database", other])):
        run(program, "restore", "made.tar", "--data", folder, "--key-file", "desk.key",
            "--no-erasures", *where)
        service = Service(program, folder, "--key-file", "desk.key", *where)
        ana = Person(service, "demo-ana")
        assert titles(ana) == {"of the first", "of the second"}, titles(ana)
        add(ana, "of a copy")
        assert service.end() == 0
        leaves_of(program, f"{folder}/ledger")
    refused = run(program, "restore", "made.tar", "--data", "third", "--key-file", "desk.key",
                  "--no-erasures", "--database", other, status=6)
    assert "name an empty one" in refused.stderr, refused.stderr


def add_somehow(person, title):
    """Once, whoever answers or does not."""
    try:
        return person.ask("POST", "/api/tasks", {"title": title})[0].status
    except (OSError, http.client.HTTPException, ValueError):
        person.link.close()
        return None


def server_killed_beside_two(program, on, postgres):
    """Whoever is quicker goes on; the other waits, or ends."""
    first = Service(program, "desk", *on)
    ana = Person(first, "demo-ana")
    second = Service(program, "desk", *on, "--standby", wait=False)
    kept = []
    for number in range(3):
        postgres.kill()
        for again in range(10):
            title = f"killed {number} {again}"
            if add_somehow(ana, title) == 201:
                kept.append(title)
        if first.process.poll() is not None:
            break
    status = first.end()
    assert status in (0, 6), status
    if second.process.poll() is not None:  # its connection was lost while it waited
        second = Service(program, "desk", *on)
    else:
        second.await_ready()
    assert set(kept) <= titles(Person(second, "demo-ana")), kept
    assert second.end() == 0


def main(program, postgres):
    on = ["--database", postgres.database]
    service, ana = two_services(program, on)
    backups(program, on, postgres)
    said = run(program, "doctor", "--data", "desk", "--listen", f"127.0.0.1:{service.port}", *on)
    assert "BAD" not in said.stdout.replace("BAD   the disk", ""), said.stdout
    postgres.kill()
    answers = {ana.ask("GET", "/api/tasks")[0].status for _ in range(20)}
    assert answers <= {200, 503} and 200 in answers, answers
    add(ana, "behind a killed server")
    assert service.end() == 0
    server_killed_beside_two(program, on, postgres)
    other_ledgers(program, on)
    Service(program, "desk", *on).end()
    rows = int(postgres.ask("select count(*) from outbox")[0][0])
    assert leaves_of(program, "desk/ledger") == rows, rows
    print(f"{rows} records, each in the ledger once")


with tempfile.TemporaryDirectory() as place:
    server = Postgres.start()
    if not server:
        sys.exit(77)
    the_program = str(pathlib.Path(sys.argv[1]).resolve())
    os.chdir(place)
    try:
        main(the_program, server)
    finally:
        os.chdir("/")
        server.end()
