#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whether `lodestar serve` stays small and answers honest people while others hold connections and
send a byte now and then, or send what is no request.

    slow_connections.py PROGRAM [SLOW [GARBAGE [SECONDS]]]     50000, 2000 a second, 30

The service runs as it would, with --most-connections raised; slow ones come from several loopback
addresses, 800 from each, and begin again when they are hung up on. Every 20 ms somebody asks
/health on a new connection. Prints one JSON object: memory, and how many were answered."""
import json
import os
import random
import resource
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

OF_ADDRESS = 800
HONEST_PAUSE_S = 0.02
DRIP_S = 8  # between bytes of a slow one


def memory_of(process, what):
    for line in open(f"/proc/{process}/status"):
        if line.startswith(what):
            return int(line.split()[1]) / 1024


class Slow(threading.Thread):
    """So many connections, each of which sends a byte of a header that never ends."""

    def __init__(self, port, count, stop):
        super().__init__(daemon=True)
        self.port, self.count, self.stop, self.open, self.again = port, count, stop, {}, 0
        self.all_there = threading.Event()

    def connect(self, number):
        one = socket.socket()
        one.setblocking(False)
        address = number // OF_ADDRESS
        one.setsockopt(socket.IPPROTO_IP, 24, 1)  # IP_BIND_ADDRESS_NO_PORT
        one.bind((f"127.0.{1 + address // 250}.{1 + address % 250}", 0))
        one.connect_ex(("127.0.0.1", self.port))
        self.open[number] = one

    def run(self):
        head = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + b"x" * 1000
        turn = 0
        for number in range(self.count):
            self.connect(number)
            if number % 200 == 199:
                time.sleep(0.02)
        self.all_there.set()
        while not self.stop.is_set():
            for number, one in list(self.open.items()):
                if self.stop.is_set():
                    return
                turn += 1
                if turn % 500 == 0:
                    time.sleep(DRIP_S * 500 / self.count)
                try:
                    at = turn // max(1, self.count) % len(head)
                    one.send(head[at:at + 1])
                except BlockingIOError:
                    pass
                except OSError:
                    one.close()
                    self.again += 1
                    self.connect(number)


class Garbage(threading.Thread):
    """Connections whose bytes are no request, so many a second."""

    def __init__(self, port, a_second, stop):
        super().__init__(daemon=True)
        self.port, self.a_second, self.stop, self.sent = port, a_second, stop, 0

    def run(self):
        dice = random.Random(2)
        begun = time.monotonic()
        while not self.stop.is_set():
            if self.sent > (time.monotonic() - begun) * self.a_second:
                time.sleep(0.002)
                continue
            self.sent += 1
            with socket.socket() as one:
                one.settimeout(5)
                try:
                    one.bind((f"127.1.{self.sent % 50}.{1 + self.sent // 50 % 200}", 0))
                    one.connect(("127.0.0.1", self.port))
                    one.sendall(dice.randbytes(dice.randrange(1, 2000)))
                except OSError:
                    pass


def ask_honestly(port, stop, outcome):
    while not stop.is_set():
        begun = time.monotonic()
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as one:
                one.sendall(f"GET /health HTTP/1.1\r\nHost: localhost:{port}\r\n"
                            "Connection: close\r\n\r\n".encode())
                answer = b""
                while some := one.recv(4096):
                    answer += some
            outcome["served" if b'"ready"' in answer else "refused"] += 1
        except OSError:
            outcome["failed"] += 1
        outcome["times"].append(time.monotonic() - begun)
        time.sleep(HONEST_PAUSE_S)


def main():
    program, (slow, garbage, seconds) = sys.argv[1], [50_000, 2_000, 30]
    given = [int(one) for one in sys.argv[2:5]]
    slow, garbage, seconds = given + [slow, garbage, seconds][len(given):]
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < slow + 1000:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (slow + 10_000, slow + 10_000))
            hard = slow + 10_000
        except (ValueError, PermissionError):
            print(f"at most {hard} files may be open: {hard - 2000} slow ones", file=sys.stderr)
            slow = min(slow, hard - 2000)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [program, "serve", "--data", folder + "/data", "--listen", "127.0.0.1:0",
             "--demonstration", "--most-connections", str(slow + 5000)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = int(server.stdout.readline().strip().rsplit(":", 1)[1])
        before = memory_of(server.pid, "VmRSS")
        stop = threading.Event()
        outcome = {"served": 0, "refused": 0, "failed": 0, "times": []}
        holding, shouting = Slow(port, slow, stop), Garbage(port, garbage, stop)
        holding.start()
        holding.all_there.wait(600)
        shouting.start()
        asking = threading.Thread(target=ask_honestly, args=(port, stop, outcome), daemon=True)
        asking.start()
        time.sleep(seconds)
        stop.set()
        asking.join(20)
        times = sorted(outcome.pop("times"))
        print(json.dumps({
            "slow": slow, "hung_up_on": holding.again, "garbage": shouting.sent,
            "honest": outcome, "p50_ms": round(1000 * times[len(times) // 2], 1),
            "p99_ms": round(1000 * times[int(len(times) * .99)], 1),
            "idle_mb": round(before), "peak_mb": round(memory_of(server.pid, "VmHWM"))}))
        server.send_signal(signal.SIGTERM)
        server.wait(60)
        is_good = outcome["served"] >= .999 * sum(outcome.values())
    sys.exit(0 if is_good else 1)


main()
