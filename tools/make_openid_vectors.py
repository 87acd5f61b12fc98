#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/vectors/openid/tokens.json: ID tokens, right and wrong, made by PyPI's jwcrypto 1.6.

    make_openid_vectors.py FILE

Keys are new each time and their private halves are kept nowhere, so every run writes another file;
what each case is about stays. The two of RFC 7515 (A.2, A.3) are checked in web_signature_test.cc.
"""

import base64
import hashlib
import hmac
import json
import sys

from jwcrypto import jwk, jws

NOW_S = 1_800_000_000
ISSUER, CLIENT, NONCE = "https://login.agency.example", "lodestar-desk", "n-0S6_WzA2Mj"
CLAIMS = {"iss": ISSUER, "aud": CLIENT, "sub": "24400320", "nonce": NONCE, "iat": NOW_S - 5,
          "exp": NOW_S + 300, "auth_time": NOW_S - 30, "amr": ["pwd", "otp"],
          "acr": "https://refeds.org/profile/mfa", "email": "someone@agency.example"}
SINCE_S = NOW_S - 120


def url64(value):
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


class Maker:
    def __init__(self):
        self.rsa = jwk.JWK.generate(kty="RSA", size=2048, kid="rsa-1", use="sig", alg="RS256")
        self.ec = jwk.JWK.generate(kty="EC", crv="P-256", kid="ec-1", use="sig")
        self.small = jwk.JWK.generate(kty="RSA", size=1024, kid="small", use="sig")
        self.strange = jwk.JWK.generate(kty="RSA", size=2048, kid="rsa-1")
        self.cases = []

    def sign(self, claims, key, **header):
        signing = jws.JWS(claims if isinstance(claims, str) else json.dumps(claims))
        signing.allowed_algs = ["RS256", "RS512", "PS256", "ES256"]
        algorithm = "RS256" if key["kty"] == "RSA" else "ES256"
        protected = {"alg": algorithm, "kid": key["kid"], **header}
        protected = {name: value for name, value in protected.items() if value is not None}
        signing.add_signature(key, None, json.dumps(protected))
        return signing.serialize(compact=True)

    def add(self, name, outcome, token, subject=""):
        self.cases.append({"name": name, "outcome": outcome, "token": token, "subject": subject})

    def good(self, name, key=None, header=None, **changes):
        claims = {**CLAIMS, **changes}
        claims = {member: value for member, value in claims.items() if value is not None}
        self.add(name, "good", self.sign(claims, key or self.rsa, **(header or {})), claims["sub"])

    def bad(self, name, outcome="forbidden", key=None, header=None, **changes):
        claims = {**CLAIMS, **changes}
        claims = {member: value for member, value in claims.items() if value is not None}
        self.add(name, outcome, self.sign(claims, key or self.rsa, **(header or {})))

    def public(self):
        keys = [json.loads(key.export_public()) for key in (self.rsa, self.ec, self.small)]
        keys.append({"kty": "OKP", "crv": "Ed25519", "kid": "ed-1", "x": url64(bytes(32))})
        keys.append({**keys[0], "kid": "for-secrets", "use": "enc"})
        return {"keys": keys}


def add_good(make):
    make.good("RS256")
    make.good("ES256", make.ec)
    make.good("an audience in a list of one", aud=[CLIENT])
    make.good("given to us by name", azp=CLIENT)
    make.good("times with parts of a second", exp=NOW_S + 300.5, iat=NOW_S - 5.25)
    make.good("over for less than the leeway", exp=NOW_S - 59)
    make.good("made within the leeway ahead", iat=NOW_S + 60)
    make.good("holds from now on", nbf=NOW_S)
    make.good("no name of a key where one fits", make.ec, {"kid": None})


def add_wrong_claims(make):
    make.bad("foreign issuer", iss="https://login.other.example")
    make.bad("issuer with a slash", iss=ISSUER + "/")
    make.bad("no issuer", iss=None)
    make.bad("other audience", aud="another-client")
    make.bad("two audiences", aud=[CLIENT, "another-client"])
    make.bad("twice the same audience", aud=[CLIENT, CLIENT])
    make.bad("no audience", aud=None)
    make.bad("an empty audience", aud=[])
    make.bad("given to another", azp="another-client")
    make.bad("expired", exp=NOW_S - 60)
    make.bad("no end", exp=None)
    make.bad("an end in words", exp="tomorrow")
    make.bad("an end before all time", exp=-1)
    make.bad("made later", iat=NOW_S + 61)
    make.bad("made long ago", iat=NOW_S - 3601)
    make.bad("no making", iat=None)
    make.bad("not yet", nbf=NOW_S + 61)
    make.bad("a beginning in words", nbf="now")
    make.bad("wrong nonce", nonce="n-another")
    make.bad("no nonce", nonce=None)
    make.bad("proved before", auth_time=SINCE_S - 61)
    make.bad("proved later than now", auth_time=NOW_S + 61)
    make.bad("no time of proof", auth_time=None)
    make.bad("nobody", sub="")
    make.bad("no subject", sub=None)
    make.bad("a number for a subject", sub=24400320)
    make.bad("a subject too long", sub="a" * 256)


def add_wrong_signatures(make):
    right = make.sign(CLAIMS, make.rsa)
    header, claims, signature = right.split(".")
    other = url64(json.dumps({**CLAIMS, "sub": "another"}).encode())
    make.add("claims changed", "forbidden", f"{header}.{other}.{signature}")
    make.add("no signature", "forbidden", f"{header}.{claims}.")
    make.add("a signature of another length", "forbidden", f"{header}.{claims}.{'A' * 336}")
    for name in ("none", "None", "HS256"):
        head = url64(json.dumps({"alg": name, "kid": "rsa-1"}).encode())
        make.add(f"alg {name} without signature", "forbidden", f"{head}.{claims}.")
    pem = make.rsa.export_to_pem()
    head = url64(json.dumps({"alg": "HS256", "kid": "rsa-1"}).encode())
    mac = hmac.new(pem, f"{head}.{claims}".encode(), hashlib.sha256).digest()
    make.add("HS256 with the public key", "forbidden", f"{head}.{claims}.{url64(mac)}")
    make.bad("another's key of the same name", key=make.strange)
    make.bad("a key of 1024 bits", key=make.small)
    make.bad("RS512", key=make.strange, header={"alg": "RS512"})
    make.bad("PS256", key=make.strange, header={"alg": "PS256"})
    make.bad("a key that is not known", "not_found", header={"kid": "rsa-2"})
    make.bad("a key for secrets", "not_found", header={"kid": "for-secrets"})
    make.bad("the name of a key of another kind", "not_found", header={"kid": "ec-1"})
    make.bad("no name of a key where two fit", header={"kid": None})
    make.bad("a key of its own", header={"jwk": json.loads(make.rsa.export_public())})
    make.bad("keys elsewhere", header={"jku": "https://login.other.example/keys"})


def add_no_tokens(make):
    right = make.sign(CLAIMS, make.rsa)
    header, claims, signature = right.split(".")
    make.add("empty", "invalid", "")
    make.add("two parts", "invalid", f"{header}.{claims}")
    make.add("four parts", "invalid", f"{right}.{signature}")
    make.add("five parts, as one that is sealed", "invalid", f"{right}.{claims}.{signature}")
    make.add("padded", "invalid", f"{header}.{claims}.{signature}==")
    make.add("a blank in it", "forbidden", f"{header}. {claims}.{signature}")
    make.add("a header that is a list", "invalid", f"{url64(b'[]')}.{claims}.{signature}")
    make.add("a header without alg", "invalid", f"{url64(b'{}')}.{claims}.{signature}")
    make.add("too long", "invalid", f"{header}.{claims}.{signature}{'A' * 20000}")
    twice = json.dumps(CLAIMS)[:-1] + ', "sub": "another"}'
    make.add("a claim that stands twice", "invalid", make.sign(twice, make.rsa))
    make.add("claims that are no object", "invalid", make.sign("[1]", make.rsa))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    make = Maker()
    for part in (add_good, add_wrong_claims, add_wrong_signatures, add_no_tokens):
        part(make)
    vectors = {"now_s": NOW_S, "issuer": ISSUER, "client": CLIENT, "nonce": NONCE,
               "proved_since_s": SINCE_S, "keys": json.dumps(make.public()), "cases": make.cases}
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        json.dump(vectors, out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    main()
