// SPDX-License-Identifier: Apache-2.0
// Bytes, and the few forms in which the log's formats write them. RFC 4648, section 4.

const CHUNK = 1 << 13; // of arguments to one call

// One character a byte.
export function toOctets(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const some = bytes.subarray(at, at + CHUNK) as unknown as number[];
    text += String.fromCharCode.apply(null, some);
  }
  return text;
}
export function fromOctets(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i);
  return bytes;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
export const toUtf8 = (text: string): Uint8Array => encoder.encode(text);

// Padding must be right; the unused bits of the last letter are not looked at.
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
export const fromBase64 = (text: string): Uint8Array | undefined =>
  text.length % 4 === 0 && BASE64.test(text) ? fromOctets(atob(text)) : undefined;
export const toBase64 = (bytes: Uint8Array): string => btoa(toOctets(bytes));

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export function concat(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const isEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

const LAST = (1n << 64n) - 1n;

// A number of 64 bits, without leading zeroes.
export function parseDecimal(text: string): bigint | undefined {
  if (!/^(?:0|[1-9][0-9]{0,19})$/.test(text)) return undefined;
  const number = BigInt(text);
  return number <= LAST ? number : undefined;
}

export function parseHash(text: string): Uint8Array | undefined {
  const bytes = text.length === 44 ? fromBase64(text) : undefined;
  return bytes?.length === 32 ? bytes : undefined;
}

// Bytes line by line, each ended by a newline.
export class Lines {
  private at = 0;
  constructor(
    private readonly bytes: Uint8Array,
    public number = 0,
  ) {}
  // Without its newline, one character a byte; none where none is left.
  next(): string | undefined {
    this.number += 1;
    const end = this.bytes.indexOf(10, this.at);
    if (end < 0) return undefined;
    const line = toOctets(this.bytes.subarray(this.at, end));
    this.at = end + 1;
    return line;
  }
  rest(): Uint8Array {
    return this.bytes.subarray(this.at);
  }
}
