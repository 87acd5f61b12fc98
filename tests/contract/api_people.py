# SPDX-License-Identifier: Apache-2.0
"""What schemathesis is told of the demonstration it asks: it enters as PERSON anew before each ask,
as some of what it asks ends sessions, and half of the time it names what there is."""
import json
import os
import random
import urllib.request

import schemathesis

BASE, PERSON = os.environ["BASE"], os.environ["PERSON"]
random.seed(1)


def ask(method, path, body=None, headers=None):
    request = urllib.request.Request(BASE + path, method=method, headers=headers or {},
                                     data=None if body is None else json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    request.add_header("User-Agent", "check")
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.headers, json.loads(answer.read())


def enter(person):
    headers, session = ask("POST", "/api/demonstration/session", {"person": person})
    return {"Cookie": headers["Set-Cookie"].split(";")[0], "X-Lodestar-CSRF": session["csrf"],
            "User-Agent": "check"}


analyst = enter("demo-ana")
leads = [one["id"] for one in ask("GET", "/api/leads?state=all", headers=analyst)[1]["items"]]
task = ask("POST", "/api/tasks", {"title": "Read it again", "lead": leads[0]}, analyst)[1]["id"]
lead = ask("GET", "/api/leads/" + leads[0], headers=analyst)[1]
known = {"lead": leads, "task": [task], "member": ["demo-noor", "demo-ana", "demo-lena"],
         "contact": [str(one["index"]) for one in lead["contacts"]]}


@schemathesis.hook
def map_path_parameters(context, parameters):
    for name in parameters or {}:
        if name in known and random.random() < 0.7:
            parameters[name] = random.choice(known[name])
    return parameters


@schemathesis.hook
def before_call(context, case, kwargs):
    case.headers = case.headers or {}
    case.headers.update(enter(PERSON))
    case.cookies = {}
    if "If-Match" in case.headers and random.random() < 0.7:
        path = "/api/leads/" + str((case.path_parameters or {}).get("lead"))
        try:
            case.headers["If-Match"] = ask("GET", path, headers=analyst)[0]["ETag"]
        except OSError:
            pass  # there is no such lead
