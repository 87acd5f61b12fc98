// SPDX-License-Identifier: Apache-2.0
// A passkey, asked or made by the browser: the service's challenge to the JSON form of the answer
// (W3C Web Authentication, Level 3, sections 5.1.8 and 5.1.9: written out here for browsers that
// lack it).
export const hasPasskeys = (): boolean =>
  isSecureContext && typeof PublicKeyCredential === "function";

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (c) => c.charCodeAt(0));
}
function toText(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

interface Challenge {
  challenge: string;
  timeout?: number;
  rpId?: string;
  allowCredentials?: { id: string; type: "public-key" }[];
  userVerification?: UserVerificationRequirement;
}

export async function askPasskey(told: unknown): Promise<unknown> {
  const options = told as Challenge;
  const publicKey: PublicKeyCredentialRequestOptions = {
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    ...(options.rpId === undefined ? {} : { rpId: options.rpId }),
    challenge: toBytes(options.challenge),
    allowCredentials: (options.allowCredentials ?? []).map(({ id, type }) => ({
      type,
      id: toBytes(id),
    })),
    userVerification: options.userVerification ?? "required",
  };
  const credential = await navigator.credentials.get({ publicKey });
  if (!(credential instanceof PublicKeyCredential)) throw new Error("no passkey was given");
  const response = credential.response;
  if (!(response instanceof AuthenticatorAssertionResponse)) throw new Error("not an assertion");
  const user = response.userHandle;
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      authenticatorData: toText(response.authenticatorData),
      signature: toText(response.signature),
      ...(user === null ? {} : { userHandle: toText(user) }),
    },
  };
}

interface Making {
  challenge: string;
  timeout?: number;
  rp: { id?: string; name: string };
  user: { id: string; name: string; displayName: string };
  pubKeyCredParams: PublicKeyCredentialParameters[];
  excludeCredentials?: { id: string; type: "public-key" }[];
  authenticatorSelection?: AuthenticatorSelectionCriteria;
  attestation?: AttestationConveyancePreference;
}

export async function makePasskey(told: unknown): Promise<Record<string, unknown>> {
  const { challenge, user, excludeCredentials, ...options } = told as Making;
  const publicKey: PublicKeyCredentialCreationOptions = {
    ...options,
    challenge: toBytes(challenge),
    user: { ...user, id: toBytes(user.id) },
    excludeCredentials: (excludeCredentials ?? []).map(({ id, type }) => ({
      type,
      id: toBytes(id),
    })),
  };
  const credential = await navigator.credentials.create({ publicKey });
  if (!(credential instanceof PublicKeyCredential)) throw new Error("no passkey was made");
  const response = credential.response;
  if (!(response instanceof AuthenticatorAttestationResponse)) throw new Error("not a new one");
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      attestationObject: toText(response.attestationObject),
    },
  };
}
