// SPDX-License-Identifier: Apache-2.0
// What a person holds: a passkey in Chromium's virtual authenticator, and an app that shows six
// digits, which reads its secret from the code on the page.
import { createHmac } from "node:crypto";
import jsQR from "jsqr";

// From now on the page's browser makes passkeys, and shows them, without asking.
export async function givePasskeys(page) {
  const debug = await page.context().newCDPSession(page);
  await debug.send("WebAuthn.enable");
  const { authenticatorId } = await debug.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true },
    },
  });
  return {
    count: async () =>
      (await debug.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
    refuse: () =>
      debug.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false }),
  };
}

// The QR code that is drawn on the page, as a camera sees it.
export async function readCode(page) {
  const { path, size } = await page.locator("svg.qr").evaluate((one) => ({
    path: one.querySelector("path").getAttribute("d"),
    size: Number(one.getAttribute("viewBox").split(" ")[2]),
  }));
  const CELL = 4; // pixels
  const width = size * CELL;
  const pixels = new Uint8ClampedArray(4 * width * width).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+),(\d+)h1v1h-1z/g))
    for (let i = 0; i < CELL * CELL; ++i) {
      const column = Number(x) * CELL + (i % CELL);
      const row = Number(y) * CELL + Math.floor(i / CELL);
      pixels.fill(0, 4 * (row * width + column), 4 * (row * width + column) + 3);
    }
  return jsQR(pixels, width, width)?.data;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// RFC 6238. A code is used once: who asks again gets that of the next half minute.
export class App {
  constructor(uri) {
    const secret = new URL(uri).searchParams.get("secret");
    const bits = [...secret].map((c) => LETTERS.indexOf(c).toString(2).padStart(5, "0")).join("");
    this.key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
    this.used = 0;
  }

  code() {
    this.used = Math.max(Math.floor(Date.now() / 30000), this.used + 1);
    const step = Buffer.alloc(8);
    step.writeBigUInt64BE(BigInt(this.used));
    const digest = createHmac("sha1", this.key).update(step).digest();
    const at = digest[19] & 15;
    return String((digest.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, "0");
  }
}
