// SPDX-License-Identifier: Apache-2.0
// To an organisation's own sign-in and back. The address that a browser comes back to holds the
// answer in its fragment, or in its query where the provider can do no other: it is read once, and
// goes out of the address.
import { Problem, type Brought } from "./api";
import type { PeopleWords } from "./words.svelte";

// None: the provider let nobody in.
export function comeBack(): Brought | undefined {
  const said = new URLSearchParams(location.hash.slice(1) || location.search);
  history.replaceState("", "", location.pathname);
  const [state, code, iss] = ["state", "code", "iss"].map((name) => said.get(name));
  if (typeof state !== "string" || typeof code !== "string") return undefined;
  return { state, code, ...(typeof iss === "string" ? { iss } : {}) };
}

type Words = Pick<
  PeopleWords,
  "providerDown" | "providerUnknown" | "providerRefused" | "providerTaken"
> & { offline: string; tooOften: string; failed: string };
export function whyNot(error: unknown, words: Words): string {
  const status = error instanceof Problem ? error.status : 500;
  const says: Record<number, string> = {
    0: words.offline,
    401: words.providerUnknown,
    403: words.providerRefused,
    409: words.providerTaken,
    429: words.tooOften,
    503: words.providerDown,
  };
  return says[status] ?? words.failed;
}
