# SPDX-License-Identifier: Apache-2.0
"""What the tests of this folder do with a running service, and with a PostgreSQL of their own."""

import ctypes
import http.client
import json
import pathlib
import signal
import subprocess

SOURCE = pathlib.Path(__file__).resolve().parents[2]


def end_with_this():
    """The service does not outlive a test that fails (prctl(2), PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Service:
    """`lodestar serve`, in its demonstration where nothing else is said, until end() or kill()."""

    def __init__(self, program, data, *options, wait=True, demonstration=True):
        self.said = open(f"{data}.said", "a", encoding="utf-8")
        self.process = subprocess.Popen(
            [program, "serve", "--data", data, "--listen", "127.0.0.1:0",
             *(["--demonstration"] if demonstration else []), *options], stdout=subprocess.PIPE,
            stderr=self.said, text=True, preexec_fn=end_with_this)
        if wait:
            self.await_ready()

    def await_ready(self):
        origin = self.process.stdout.readline().strip()
        if not origin:
            raise SystemExit(f"the service ended with {self.process.wait()}: see {self.said.name}")
        self.port = int(origin.rsplit(":", 1)[1])

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        return self._gone()

    def kill(self):
        self.process.kill()
        return self._gone()

    def _gone(self):
        status = self.process.wait()
        self.process.stdout.close()
        self.said.close()
        return status


class Person:
    """Somebody of the demonstration, on one connection."""

    def __init__(self, service, who):
        self.link = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
        self.headers = {"Host": f"localhost:{service.port}", "Content-Type": "application/json"}
        answer, said = self.ask("POST", "/api/demonstration/session", {"person": who})
        assert answer.status == 200, said
        self.headers["Cookie"] = answer.headers["Set-Cookie"].split(";")[0]
        self.headers["X-Lodestar-CSRF"] = said["csrf"]

    def ask(self, method, path, body=None):
        self.link.request(method, path, None if body is None else json.dumps(body), self.headers)
        answer = self.link.getresponse()
        said = answer.read()
        return answer, json.loads(said) if said else None


class Postgres:
    """A server of one's own (tests/support/postgres.sh); None where there is none."""

    @staticmethod
    def start():
        script = subprocess.Popen([SOURCE / "tests/support/postgres.sh"], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, text=True)
        folder = script.stdout.readline().strip()
        return Postgres(script, folder) if folder else None

    def __init__(self, script, folder):
        self.script, self.folder = script, folder
        self.database = f"host={folder} user=lodestar dbname=postgres"

    def ask(self, statement):
        """The rows, each a list of texts."""
        programs = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/psql"))
        said = subprocess.run([programs[-1], "-XAt", self.database, "-c", statement], check=True,
                              capture_output=True, text=True)
        return [line.split("|") for line in said.stdout.splitlines()]

    def kill(self):
        """All its processes at once; it is there again when this returns."""
        self.script.stdin.write("kill\n")
        self.script.stdin.flush()
        assert self.script.stdout.readline().strip() == self.folder

    def end(self):
        self.script.stdin.close()
        self.script.wait()
        self.script.stdout.close()
