// SPDX-License-Identifier: Apache-2.0
// A passkey in Chromium's virtual authenticator, and the check of what the page sends of it.
import { createHash, generateKeyPairSync, verify } from "node:crypto";

const url = (bytes) => Buffer.from(bytes).toString("base64url");

export class Passkey {
  constructor() {
    this.keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.id = Buffer.from("an invented passkey");
    this.challenge = Buffer.from("the challenge of the test");
  }

  async give(page) {
    const debug = await page.context().newCDPSession(page);
    await debug.send("WebAuthn.enable");
    const { authenticatorId } = await debug.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true },
        ...{ hasUserVerification: true, isUserVerified: true },
      },
    });
    const privateKey = this.keys.privateKey.export({ format: "der", type: "pkcs8" });
    await debug.send("WebAuthn.addCredential", {
      authenticatorId,
      credential: {
        ...{ credentialId: this.id.toString("base64"), isResidentCredential: true },
        ...{ rpId: "localhost", privateKey: privateKey.toString("base64"), signCount: 1 },
        userHandle: Buffer.from("p1").toString("base64"),
      },
    });
  }

  options() {
    return { challenge: url(this.challenge), rpId: "localhost", userVerification: "required" };
  }

  // Whether the signature is over what was asked (W3C Web Authentication, section 7.2).
  isGood({ id, response }) {
    const client = Buffer.from(response.clientDataJSON, "base64url");
    const { type, challenge } = JSON.parse(client.toString());
    const hash = createHash("sha256").update(client).digest();
    const signed = Buffer.concat([Buffer.from(response.authenticatorData, "base64url"), hash]);
    const signature = Buffer.from(response.signature, "base64url");
    return (
      id === url(this.id) &&
      type === "webauthn.get" &&
      challenge === url(this.challenge) &&
      verify("sha256", signed, this.keys.publicKey, signature)
    );
  }
}
