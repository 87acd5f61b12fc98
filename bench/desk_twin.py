# SPDX-License-Identifier: Apache-2.0
"""What peers_desk.py measures our service beside: `desk_twin.py FOLDER PORT
PROCESSES`. One lead is read by
who is signed in, after a decision and a durable record of it. Processes of uvicorn on one SQLite
file, which wait for each other's commits; each commits at once for all that wait in it."""

import asyncio
import contextlib
import hashlib
import json
import multiprocessing
import os
import signal
import socket
import sqlite3
import sys
import time
from pathlib import Path

import nacl.bindings as sodium
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

RULES = {(role, space, action, purpose, field)
         for role, purpose in (("analyst", "find_networks"), ("labour_inspector", "inspection"))
         for space in ("detection",) for action in ("read", "reveal")
         for field in ("lead_evidence", "posting_text", "contact_value")}
KEY = hashlib.sha256(b"invented").digest()


def seal(plain, context):
    nonce = os.urandom(24)
    return nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, context, nonce, KEY)


def unseal(sealed, context):
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[24:], context, sealed[:24], KEY)


def make(path, pages):
    base = sqlite3.connect(path, isolation_level=None)
    base.executescript("""
      pragma journal_mode = wal; pragma synchronous = full;
      create table session (hash blob primary key, account text, roles text, ends integer);
      create table lead (id text primary key, organisation text, line blob, page blob);
      create table contact (lead text, number integer, kind text, value blob,
                            primary key (lead, number)) without rowid;
      create table decision (lead text, at integer, kind text, words blob);
      create table outbox (sequence integer primary key, leaf blob, opening blob);""")
    for name, text in pages.items():
        page = json.loads(text)
        contacts = page.get("contacts", [])
        line = json.dumps({k: v for k, v in page.items() if isinstance(v, (str, int))}).encode()
        base.execute("insert into lead values (?, 'demo', ?, ?)",
                     (name, seal(line, b"line"), seal(text.encode(), b"page")))
        for number, contact in enumerate(contacts):
            base.execute("insert into contact values (?, ?, ?, ?)",
                         (name, number, contact.get("kind", ""), seal(b"+44 7700 900123", b"c")))
    base.close()


class Twin:
    def __init__(self, folder):
        path = folder / "twin.sqlite"
        self.base = sqlite3.connect(path, isolation_level=None)
        self.writer = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.writer.execute("pragma synchronous = full")
        self.writer.execute("pragma busy_timeout = 10000")
        self.waiting = []
        self.wake = asyncio.Event()

    def session(self, token):
        row = self.base.execute("select account, roles, ends from session where hash = ?",
                                (hashlib.sha256(token.encode()).digest(),)).fetchone()
        return row or ("demo-ana", "analyst", 2**40)

    def decide(self, roles, action, field, tlp):
        return tlp != "red" and any((role, "detection", action, "find_networks", field) in RULES
                                    for role in roles.split())

    def commit(self, rows):
        self.writer.execute("begin immediate")
        self.writer.executemany("insert into outbox (leaf, opening) values (?, ?)", rows)
        self.writer.execute("commit")

    async def keep_committing(self):
        loop = asyncio.get_running_loop()
        while True:
            await self.wake.wait()
            self.wake.clear()
            batch, self.waiting = self.waiting, []
            rows = [row for written, _ in batch for row in written]
            await loop.run_in_executor(None, self.commit, rows)
            for _, over in batch:
                over.set_result(None)

    async def record(self, rows):
        over = asyncio.get_running_loop().create_future()
        self.waiting.append((rows, over))
        self.wake.set()
        await over

    async def read(self, name, token):
        account, roles, ends = self.session(token)
        if ends < time.time():
            return JSONResponse({"status": 401}, 401)
        lead = self.base.execute(
            "select line, page from lead where id = ? and organisation = 'demo'",
            (name,)).fetchone()
        if lead is None:
            return JSONResponse({"status": 404}, 404)
        line, page = json.loads(unseal(lead[0], b"line")), unseal(lead[1], b"page")
        for (value,) in self.base.execute("select value from contact where lead = ?", (name,)):
            unseal(value, b"c")
        self.base.execute("select * from decision where lead = ?", (name,)).fetchall()
        rows = []
        for field in ("lead_evidence", "posting_text"):
            if not self.decide(roles, "read", field, "amber"):
                return JSONResponse({"status": 403}, 403)
            opening = json.dumps({"at": time.time(), "account": account, "lead": name,
                                  "field": field, "action": "read", "salt": os.urandom(32).hex()})
            rows.append((hashlib.sha256(opening.encode()).digest(),
                         seal(opening.encode(), b"outbox")))
        await self.record(rows)
        return JSONResponse({"line": line, "page": page.decode()})


def run(folder, port, shared):
    twin = Twin(folder)

    @contextlib.asynccontextmanager
    async def living(app):
        app.state.task = asyncio.create_task(twin.keep_committing())
        yield

    app = FastAPI(lifespan=living)

    @app.get("/health")
    async def health():
        return {"status": "ready"}

    @app.get("/api/leads/{name}")
    async def lead(name: str, request: Request):
        return await twin.read(name, request.headers.get("cookie", ""))

    uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", access_log=False)).run(
        sockets=[shared])


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    folder, port, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    make(folder / "twin.sqlite", json.loads((folder / "pages.json").read_text()))
    shared = socket.socket()
    shared.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    shared.bind(("127.0.0.1", port))
    shared.listen(512)
    shared.set_inheritable(True)
    multiprocessing.set_start_method("fork")
    workers = [multiprocessing.Process(target=run, args=(folder, port, shared), daemon=True)
               for _ in range(count)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
