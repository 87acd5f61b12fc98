#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What audits of systems like this one found elsewhere, asked of a running service: twenty classes
of findings, a check each. Where a class has nothing here to be found in yet, its check says so.

    audit_test.py PROGRAM
"""

import base64
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import re
import socket
import struct
import subprocess
import sys
import tempfile
import time

from service import SOURCE, Service

PASSWORD = "gravel onion lantern ferry"
MARK = "Zq7markQx"  # stands where a person's words would
PHONE = "+447700900123"
POSTINGS = (f"id,text,phone,date\n"
            f"1,\"Ask for Mara {MARK} <img src=x onerror=alert(1)> {{{{7*7}}}} ${{7*7}}\","
            f"{PHONE},2026-11-01\n").encode()


class Browser:
    """Keeps its cookies, as browsers do; says which answer it got, in its headers and bytes."""

    def __init__(self, service, agent="A browser"):
        self.service, self.agent, self.cookies, self.csrf = service, agent, {}, ""

    def raw(self, method, path, body=None, **more):
        headers = {"Host": f"localhost:{self.service.port}", "User-Agent": self.agent,
                   "Content-Type": "application/json", "X-Lodestar-CSRF": self.csrf,
                   "Cookie": "; ".join(f"{key}={kept}" for key, kept in self.cookies.items())}
        headers |= {name.replace("_", "-"): value for name, value in more.items()}
        link = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=60)
        link.request(method, path, body,
                     {name: value for name, value in headers.items() if value})
        answer = link.getresponse()
        said = answer.read()
        link.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, kept = value.split(";")[0].split("=", 1)
                self.cookies[key] = kept
        return answer, said

    def ask(self, method, path, body=None, **more):
        answer, said = self.raw(method, path, None if body is None else json.dumps(body), **more)
        said = json.loads(said) if said else {}
        self.csrf = said.get("csrf", self.csrf) if isinstance(said, dict) else self.csrf
        return answer.status, said

    def must(self, status, method, path, body=None):
        got, said = self.ask(method, path, body)
        assert got == status, (method, path, got, said)
        return said


def entered(service, who):
    browser = Browser(service)
    browser.must(200, "POST", "/api/demonstration/session", {"person": who})
    return browser


def code(secret, ahead=0):
    """RFC 6238, of the half minute that is so many ahead."""
    step = int(time.time()) // 30 + ahead
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1000000:06}"


def import_postings(browser, name="postings.csv", postings=POSTINGS):
    answer, said = browser.raw("POST", "/api/imports", postings,
                               Content_Type="application/octet-stream",
                               Content_Disposition=f"attachment; filename*=UTF-8''{name}")
    assert answer.status == 202, said
    found = json.loads(said)["id"]
    while True:
        one = next(one for one in browser.must(200, "GET", "/api/imports")["items"]
                   if one["id"] == found)
        if one["state"] not in ("queued", "running"):
            return one
        time.sleep(0.02)


def operations():
    """(method, path) of docs/spec/openapi.yaml, each parameter x."""
    path = None
    for line in (SOURCE / "docs/spec/openapi.yaml").read_text(encoding="utf-8").split("\n"):
        if named := re.fullmatch(r'  "(/.*)":', line):
            path = named[1]
        elif (method := re.fullmatch(r"    (get|post|put|delete|patch):", line)) and path:
            yield method[1].upper(), re.sub(r"\{\w+\}", "x", path)


def files_of(*folders):
    for folder in folders:
        for path in sorted(pathlib.Path(folder).rglob("*")):
            if path.is_file():
                yield path


class Scene:
    """A demonstration with leads and a file, and a service of somebody's own."""

    def __init__(self, program):
        subprocess.run([program, "simulate", "1500", "--out", "corpus", "--seed", "5"], check=True,
                       stdout=subprocess.DEVNULL)
        self.program = program
        self.desk = Service(program, "desk", "--load", "corpus/postings.csv", "--log", "json")
        self.ana, self.noor = entered(self.desk, "demo-ana"), entered(self.desk, "demo-noor")
        self.lena = entered(self.desk, "demo-lena")
        self.leads = self.ana.must(200, "GET", "/api/leads")["items"]
        self.lead = self.ana.must(200, "GET", f"/api/leads/{self.leads[0]['id']}")
        self.task = self.ana.must(201, "POST", "/api/tasks", {"title": f"Call {MARK}"})["id"]
        self.imported = import_postings(self.ana)
        assert self.imported["state"] == "done", self.imported
        self.own = Service(program, "own", "--log", "json", demonstration=False)
        self.token = self.own.process.stdout.readline().strip().rsplit("#", 1)[1]

    def join(self):
        """The first administrator; (browser, TOTP secret, recovery codes)."""
        browser = Browser(self.own)
        said = browser.must(201, "POST", "/api/invitation/set_up", {
            "token": self.token, "login": "lena.virta", "password": PASSWORD, "name": "Lena Virta",
            "organisation": "Harbour", "kind": "hotline"})
        browser.must(200, "POST", "/api/invitation/account",
                     {"token": self.token, "set_up": said["set_up"],
                      "code": code(said["totp"]["secret"])})
        return browser, said["totp"]["secret"], said["recovery_codes"]

    def sign_in(self, typed, password=PASSWORD, login="lena.virta"):
        browser = Browser(self.own)
        return browser.ask("POST", "/api/session",
                           {"login": login, "password": password, "code": typed})[0], browser

    def end(self):
        assert self.desk.end() == 0 and self.own.end() == 0


def objects_of_others(scene):
    """1. An id of somebody else's opens nothing, and is told from none that never was."""
    lead, contact = scene.lead["id"], str(scene.lead["contacts"][0]["index"])
    decision = {"kind": "accept", "reason": "for a test"}
    tried = [("GET", "/api/leads/{}", lead, None), ("GET", "/api/leads/{}/network", lead, None),
             ("POST", "/api/leads/{}/contacts/" + contact + "/reveal", lead, {}),
             ("POST", "/api/leads/{}/decisions", lead, decision),
             ("PUT", "/api/leads/{}/assignment", lead, {"account": "demo-noor"}),
             ("PUT", "/api/tasks/{}", scene.task, {"done": True}),
             ("DELETE", "/api/imports/{}", scene.imported["id"], None)]
    for method, path, one, body in tried:
        theirs = scene.noor.ask(method, path.format(one), body, If_Match='"1"')
        never = scene.noor.ask(method, path.format("0" * len(one)), body, If_Match='"1"')
        assert theirs[0] == 404, (path, theirs)
        assert re.sub(one, "0" * len(one), json.dumps(theirs)) == json.dumps(never), (theirs, never)
    # Second factors, sessions and members of another are nobody's to change.
    other = entered(scene.desk, "demo-ana")
    session = scene.ana.must(200, "GET", "/api/sessions")["items"][0]["id"]
    for path in (f"/api/sessions/{session}", "/api/passkeys/" + session):
        assert scene.noor.ask("DELETE", path)[0] in (403, 404), path
    other.must(200, "GET", "/api/session")
    # Nor is what a role of one's own organisation does not open: care reads no decision, and who
    # brings in no file cancels none.
    karim = entered(scene.desk, "demo-karim")
    for method, path in (("DELETE", "/api/imports/" + scene.imported["id"]),
                         ("GET", "/api/weights"),
                         ("GET", "/api/leads?state=decided"), ("GET", "/api/leads?state=mine")):
        for browser in (karim, scene.lena):
            assert browser.ask(method, path)[0] == 403, path


def forged_requests(scene):
    """2. Nothing changes without the token of the session, signing out included."""
    changing = [one for one in operations() if one[0] != "GET"]
    assert len(changing) > 20
    foreign = scene.noor.csrf
    for method, path in changing:
        for csrf in ("", foreign, "0" * 64):
            victim = Browser(scene.desk)
            victim.cookies, victim.csrf = dict(scene.ana.cookies), csrf
            answer, said = victim.raw(method, path, "{}", Origin="https://example.org")
            assert answer.status in (400, 403, 404), (method, path, answer.status, said)
            if re.search("demonstration|/invitation(/|$)|/passkey|/api/session/provider", path):
                continue  # asked at the door, without a session: Origin alone speaks
            answer, said = victim.raw(method, path, "{}")
            assert answer.status in (401, 403) or path == "/api/session", (method, path, said)
    scene.ana.must(200, "GET", "/api/session")


def local_services(scene):
    """3. The service listens where it says, and nowhere beside."""
    process = scene.desk.process.pid
    own = set()
    for file in pathlib.Path(f"/proc/{process}/fd").iterdir():
        try:
            own.add(os.readlink(file))
        except FileNotFoundError:
            pass
    listening = []
    for table, state in (("tcp", "0A"), ("tcp6", "0A"), ("udp", "07"), ("udp6", "07")):
        for line in pathlib.Path(f"/proc/{process}/net/{table}").read_text().split("\n")[1:-1]:
            parts = line.split()
            if parts[3] == state and f"socket:[{parts[9]}]" in own:
                listening.append(parts[1])
    assert listening == [f"0100007F:{scene.desk.port:04X}"], listening
    named = pathlib.Path(f"/proc/{process}/net/unix").read_text().split("\n")[1:-1]
    assert not [line for line in named if f"socket:[{line.split()[6]}]" in own]


def weak_secrets(scene):
    """4. A secret that is guessed is refused, and what can be drawn is drawn, not chosen."""
    path = "/api/invitation/set_up"
    form = {"token": scene.token, "login": "lena.virta", "name": "Lena Virta",
            "organisation": "Harbour", "kind": "hotline"}
    for weak in ("", "short", "a" * 11, "password1234", "qwertyuiop12", "123456789012",
                 "lena.virta.1", "a" * 5000):
        status, said = Browser(scene.own).ask("POST", path, form | {"password": weak})
        assert status == 400 and said["field"] == "password", (weak, status, said)
    status, said = Browser(scene.own).ask("POST", path, form | {
        "password": PASSWORD, "secret": "A" * 32, "recovery_codes": ["1"] * 10})
    assert status == 400, said
    said = Browser(scene.own).must(201, "POST", path, form | {"password": PASSWORD})
    assert len(base64.b32decode(said["totp"]["secret"])) >= 20
    assert len(set(said["recovery_codes"])) == 10
    assert min(len(one.replace("-", "")) for one in said["recovery_codes"]) >= 10


def talkative_errors(scene):
    """5. What is refused tells nothing of inside, and does not repeat what was sent."""
    sent = [("GET", f"/api/leads/{MARK}", None), ("GET", f"/api/{MARK}", None),
            ("GET", f"/api/leads?after={MARK}", None), ("GET", f"/api/leads?{MARK}=1", None),
            ("POST", "/api/tasks", json.dumps({"title": "x", MARK: MARK})),
            ("POST", "/api/tasks", '{"title": "' + MARK), ("POST", "/api/tasks", MARK),
            ("POST", "/api/tasks", json.dumps({"title": [MARK]})),
            ("POST", f"/api/leads/{scene.lead['id']}/decisions", json.dumps({"kind": MARK}))]
    for method, path, body in sent:
        answer, said = scene.ana.raw(method, path, body)
        assert 400 <= answer.status < 500, (path, answer.status)
        lowered = said.decode().lower()
        inside = [word for word in ("sqlite", "select ", "exception", ".cc:", "/home", "/tmp",
                                    "std::", "backtrace") if word in lowered]
        assert not inside and MARK.lower() not in lowered, (method, path, said)
    assert "Server" not in answer.headers and "X-Powered-By" not in answer.headers


def plain_digests(scene):
    """6. What is kept holds no digest that somebody with a guess could compare."""
    guesses = [PHONE, PHONE[1:], "07700900123", MARK, "Mara", scene.ana.cookies["lodestar"]]
    looked_for = []
    for guess in guesses:
        looked_for.append(guess.encode())
        for name in ("md5", "sha1", "sha256", "sha512", "blake2b"):
            digest = hashlib.new(name, guess.encode()).digest()
            if guess in guesses[:5]:  # a session's token is drawn: nobody can guess it
                looked_for += [digest, digest.hex().encode(), base64.b64encode(digest)]
    for path in files_of("desk"):
        kept = path.read_bytes()
        for one in looked_for:
            assert one not in kept or one == b"Mara" and path.suffix == "", (path, one)


def timing(scene):
    """7. A token is looked up by its digest, so that time tells nothing of how much was right."""
    token = scene.ana.cookies["lodestar"]
    for half in (token[:-1] + ("A" if token[-1] != "A" else "B"), token[:20], "A" * len(token)):
        thief = Browser(scene.desk)
        thief.cookies = {"lodestar": half}
        assert thief.ask("GET", "/api/session")[0] == 401
    for path in files_of("desk"):
        assert token.encode() not in path.read_bytes(), path
    # The answers to a wrong password and to a login that is nobody's are one.
    wrong = [scene.sign_in("123456", "a wrong password")[0],
             scene.sign_in("123456", PASSWORD, "nobody.here")[0]]
    assert wrong == [401, 401], wrong


def sealed_or_not_at_all(scene):
    """8. Without its key the service does not begin, rather than keep anything in the clear."""
    data = pathlib.Path("without")
    Service(scene.program, str(data)).end()
    pathlib.Path("without.key").rename("elsewhere")
    asked = subprocess.run([scene.program, "serve", "--data", data, "--listen", "127.0.0.1:0"],
                           capture_output=True, text=True)
    assert asked.returncode != 0 and "without.key" in asked.stderr, asked


def guessable_ids(scene):
    """9. Ids are drawn: they neither count nor tell when."""
    ids = [scene.ana.must(201, "POST", "/api/tasks", {"title": "a thing"})["id"]
           for _ in range(24)]
    assert len(set(ids)) == 24 and min(map(len, ids)) >= 20, ids
    assert len({one[:4] for one in ids}) == 24 and ids != sorted(ids), ids
    assert all(len(one["id"]) >= 20 for one in scene.leads)


def foreign_addresses(scene):
    """10. The service is asked by its name alone, and fetches nothing that somebody names."""
    for host in ("example.org", f"localhost.example.org:{scene.desk.port}",
                 f"127.0.0.1.example.org:{scene.desk.port}", f"169.254.169.254:{scene.desk.port}"):
        assert scene.ana.raw("GET", "/api/leads", None, Host=host)[0].status == 403, host
    for target in ("http://169.254.169.254/latest", "http://example.org/"):
        assert scene.ana.raw("GET", target)[0].status in (400, 403, 404), target
    imported = import_postings(scene.ana, "http%3A%2F%2F127.0.0.1%2Fx.csv")
    assert imported["state"] == "done"  # a name, and what was sent is what is read


def scripts_in_content(scene):
    """11. What a posting says is data: of a type no browser runs, under a policy without
    exceptions; and no page makes HTML of a string."""
    page = scene.ana.raw("GET", "/")[1]
    for path in ("/", "/api/leads", "/api/imports", "/api/nowhere", f"/<script>{MARK}"):
        answer, said = scene.ana.raw("GET", path)
        policy = answer.headers["Content-Security-Policy"]
        assert "'unsafe" not in policy and "default-src 'none'" in policy, (path, policy)
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert said == page or "json" in answer.headers["Content-Type"], path
    for path in files_of(SOURCE / "web/desk", SOURCE / "web/shared"):
        words = path.read_text(encoding="utf-8")
        makes = re.search(r"\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write|"
                          r"\beval\(|new Function", words)
        assert not makes, (path, makes)


def templates_and_paths(scene):
    """12. A name is no path, and braces are no template."""
    before = {path for path in files_of(".") if "desk" not in path.parts[0]}
    for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd",
                 "/assets/../../desk.key", "/%00", "/index.html%00.js", "/./desk.key",
                 "/\\..\\desk.key"):
        answer, said = Browser(scene.desk).raw("GET", path)
        assert answer.status in (400, 404) or b"<html" in said, (path, answer.status)
        assert b"root:" not in said and b"payload-key" not in said, path
    for name in ("..%2F..%2Fout.csv", "%2Fetc%2Fpasswd", "a%2Fb%5Cc.csv"):
        import_postings(scene.ana, name)
    scene.ana.must(201, "POST", "/api/tasks", {"title": "{{7*7}} ${7*7} <%= 7*7 %> %s%n"})
    titles = [one["title"] for one in scene.ana.must(200, "GET", "/api/tasks")["items"]]
    assert "{{7*7}} ${7*7} <%= 7*7 %> %s%n" in titles
    assert {path for path in files_of(".") if "desk" not in path.parts[0]} == before


def codes_again(scene):
    """13. A code opens once: of the clock, and of recovery. Also what was half right stays shut."""
    _, secret, recovery = scene.join()
    ahead = code(secret, 1)
    assert scene.sign_in(ahead)[0] == 200 and scene.sign_in(ahead)[0] == 401
    assert scene.sign_in(code(secret))[0] == 401  # of a half minute before one that was used
    assert scene.sign_in(recovery[0])[0] == 200 and scene.sign_in(recovery[0])[0] == 401
    assert scene.sign_in("")[0] in (400, 401)


def uploads(scene):
    """14. Too large, of another type, or two things at once: refused, or read as what it is."""
    link = http.client.HTTPConnection("127.0.0.1", scene.desk.port, timeout=60)
    link.putrequest("POST", "/api/imports", skip_host=True)
    for name, value in (("Host", f"localhost:{scene.desk.port}"),
                        ("Cookie", f"lodestar={scene.ana.cookies['lodestar']}"),
                        ("X-Lodestar-CSRF", scene.ana.csrf),
                        ("Content-Type", "application/octet-stream"),
                        ("Content-Length", str(1 << 40))):
        link.putheader(name, value)
    link.endheaders()
    assert link.getresponse().status == 413
    link.close()
    link = http.client.HTTPConnection("127.0.0.1", scene.desk.port, timeout=60)
    link.putrequest("POST", "/api/imports", skip_host=True)
    link.putheader("Host", f"localhost:{scene.desk.port}")
    link.putheader("Content-Length", str(300 << 20))
    link.endheaders()
    assert link.getresponse().status == 401  # before a byte of it was sent
    link.close()
    answer, _ = scene.ana.raw("POST", "/api/tasks", json.dumps({"title": "x" * (1 << 21)}))
    assert answer.status in (400, 413), answer.status
    answer, _ = scene.ana.raw("POST", "/api/tasks", '{"title": "x"}', Content_Type="text/plain")
    assert answer.status == 415, answer.status
    for odd in (b"%PDF-1.7\n1 0 obj\n" + POSTINGS, b"GIF89a" + bytes(40),
                b"PK\x03\x04" + bytes(99)):
        imported = import_postings(scene.ana, "postings.csv", odd)
        assert imported["state"] in ("done", "failed"), imported


def left_in_the_browser(scene):
    """15. No answer is kept, signing out clears, and pages keep language and theme alone."""
    for method, path in operations():
        if method == "GET" and path not in ("/api/events",):
            answer, _ = scene.ana.raw("GET", path)
            assert answer.headers["Cache-Control"] == "no-store", path
    leaving = entered(scene.desk, "demo-karim")
    answer, _ = leaving.raw("DELETE", "/api/session")
    assert '"storage"' in answer.headers["Clear-Site-Data"]
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    assert Browser(scene.desk).ask("GET", "/api/session")[0] == 401
    kept = set()
    for path in files_of(SOURCE / "web/desk", SOURCE / "web/shared"):
        words = path.read_text(encoding="utf-8")
        assert not re.search(r"sessionStorage|indexedDB|serviceWorker|caches\.open", words), path
        kept |= {path.name} if "localStorage" in words else set()
    assert kept == {"theme.ts", "words.svelte.ts"}, kept


def logs(scene):
    """16. What the service says of requests names no person, no word of theirs and no secret."""
    scene.ana.ask("POST", "/api/linked", {"value": PHONE})
    scene.ana.ask("POST", "/api/leads/search", {"q": MARK})
    said = pathlib.Path("desk.said").read_text() + pathlib.Path("own.said").read_text()
    assert '"path"' in said or '"route"' in said, said[:300]
    secrets = [scene.ana.cookies["lodestar"], scene.ana.csrf, scene.token,
               PASSWORD, MARK, "7700900123", "lena.virta", "Virta", "demo-ana", scene.lead["id"],
               scene.task, "127.0.0.1:" + str(0), "A browser"]
    told = [one for one in secrets if one in said]
    assert not told, told


def names_of_files(scene):
    """17. Who runs the service sees neither leads nor what files are called, and no address says
    it."""
    for path in ("/api/imports", "/api/leads", "/api/tasks", f"/api/leads/{scene.lead['id']}"):
        status, said = scene.lena.ask("GET", path)
        assert status in (403, 404) or not said.get("items"), (path, said)
        assert "postings.csv" not in json.dumps(said), path
    assert scene.imported["name"] == "postings.csv", scene.imported
    in_address = scene.ana.raw("POST", "/api/imports?name=Mara.csv", POSTINGS,
                               Content_Type="application/octet-stream")
    assert in_address[0].status == 400, in_address


def other_tenants(scene):
    """18. Lists hold what is the organisation's own."""
    own = {one["id"] for one in scene.leads}
    for path in ("/api/leads", "/api/imports", "/api/tasks", "/api/activity"):
        listed = json.dumps(scene.noor.must(200, "GET", path))
        assert scene.lead["id"] not in listed and scene.task not in listed, path
        assert scene.imported["id"] not in listed and not own & set(re.findall(r"[\w-]{20,}",
                                                                              listed)), path
    members = scene.lena.must(200, "GET", "/api/members")["items"]
    assert {one["id"] for one in members} == {"demo-ana", "demo-karim", "demo-lena"}, members


def floods_and_replays(scene):
    """19. Guesses are slowed, a session that ended is over, and a request sent twice is one."""
    gone = entered(scene.desk, "demo-karim")
    kept = dict(gone.cookies)
    assert gone.ask("DELETE", "/api/session")[0] == 204
    gone.cookies = kept
    assert gone.ask("GET", "/api/session")[0] == 401
    decision = {"kind": "unclear", "reason": "for a test"}
    path = "/api/leads/{}/decisions"

    def decide(lead, body):
        return scene.ana.ask("POST", path.format(lead["id"]), body, Idempotency_Key="k" * 24,
                             If_Match=f'"{lead["version"]}"')
    made = [decide(scene.lead, decision) for _ in range(2)]
    assert made[0] == made[1] and made[0][0] == 201, made
    lead = scene.ana.must(200, "GET", f"/api/leads/{scene.lead['id']}")
    assert len(lead["decisions"]) == 1, lead["decisions"]
    # Of a key that has named something, nothing else is done, and nothing of inside is told.
    task = {"title": "Call", "lead": scene.lead["id"]}
    refused = [decide(scene.lead, decision | {"reason": "another"}),
               decide(scene.leads[1], decision)]
    for body in (task, task, task | {"title": "Write"}):
        refused.append(scene.ana.ask("POST", "/api/tasks", body, Idempotency_Key="t" * 24))
    assert refused[2][0] == 201 and refused[2:3] == refused[3:4], refused
    for status, said in refused[:2] + refused[4:]:
        assert status == 422 and "insert" not in json.dumps(said), (status, said)
    # Who may not decide hears that, whatever the version.
    karim = entered(scene.desk, "demo-karim")
    for tag in ('"77"', "x"):
        status, said = karim.ask("POST", path.format(scene.lead["id"]), decision, If_Match=tag)
        assert status == 403, (status, said)
    statuses = {scene.sign_in("123456", "a wrong password")[0] for _ in range(15)}
    assert statuses == {401, 429}, statuses
    # More than the service holds of bodies that stop on their way.
    head = (f"POST /api/session HTTP/1.1\r\nHost: localhost:{scene.desk.port}\r\n"
            f"Content-Length: {256 << 10}\r\n\r\n").encode()
    stalled = []
    for _ in range(700):
        one = socket.create_connection(("127.0.0.1", scene.desk.port), timeout=60)
        one.sendall(head + bytes(250_000))
        stalled.append(one)
    for number in range(50):
        assert scene.ana.ask("POST", "/api/tasks", {"title": f"among many {number}"})[0] == 201
    for one in stalled:
        one.close()


def supply_chain(_):
    """20. What is built from elsewhere is named to the digit, and nothing of a change is run as a
    command's words."""
    for lock in files_of(SOURCE / "web", SOURCE / "tests"):
        if lock.name != "package-lock.json" or "node_modules" in lock.parts:
            continue
        for name, package in json.loads(lock.read_text())["packages"].items():
            assert not name or package["integrity"].startswith("sha512-"), (lock, name)
    listed = subprocess.run(["git", "-C", SOURCE, "ls-files"], capture_output=True, text=True)
    for name in listed.stdout.split("\n")[:-1]:
        path = SOURCE / name
        if not (name.endswith((".sh", ".yml", ".yaml")) or name in ("Makefile", ".ci/run")):
            continue
        words = path.read_text(encoding="utf-8")
        assert not re.search(r"(curl|wget)[^\n|]*\|\s*(ba)?sh", words), name
        assert not re.search(r"npm (install|i)\b(?! -g)", words), name
        assert "${{ github.event" not in words, name
        for package in re.findall(r"pip\"? install -q ([^\n]+)", words):
            assert "==" in package or "-r" in package, (name, package)


CHECKS = [objects_of_others, forged_requests, local_services, weak_secrets, talkative_errors,
          plain_digests, timing, sealed_or_not_at_all, guessable_ids, foreign_addresses,
          scripts_in_content, templates_and_paths, codes_again, uploads, left_in_the_browser, logs,
          names_of_files, other_tenants, floods_and_replays, supply_chain]


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        scene = Scene(program)
        for check in CHECKS:
            try:
                check(scene)
                print("holds:", check.__doc__.split("\n")[0])
            except AssertionError as fault:
                failed += 1
                line = fault.__traceback__.tb_next.tb_lineno
                print(f"FAILS: {check.__doc__.split(chr(10))[0]} (line {line})\n  {fault}")
        scene.end()
        os.chdir("/")
    assert len(CHECKS) == 20
    sys.exit(1 if failed else 0)


main()
