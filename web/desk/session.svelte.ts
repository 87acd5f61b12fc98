// SPDX-License-Identifier: Apache-2.0
// Who is at the desk.
import { forgetColleagues } from "./colleagues.svelte";
import { api, onEnd, Problem, type Session } from "./api";

let session = $state.raw<Session | undefined>();
let isKnown = $state(false);
let isOver = $state(false);

export const currentSession = (): Session | undefined => session;
export const isSessionKnown = (): boolean => isKnown;
// Whether the sign-in page is there because a session ended by itself.
export const hasEnded = (): boolean => isOver;
export const hasRole = (role: string): boolean => session?.account.roles.includes(role) ?? false;
// Administrators and auditors see no content.
export const seesLeads = (): boolean => !hasRole("administrator") && !hasRole("auditor");

// As docs/guide/access.md has it.
export const mayDecide = (): boolean =>
  ["analyst", "labour_inspector", "investigator", "prosecutor"].some(hasRole);
export const mayImport = (): boolean => hasRole("analyst");

export function enter(next: Session): void {
  session = next;
  isOver = false;
}

export async function leave(): Promise<void> {
  await api.signOut();
  forgetColleagues();
  session = undefined;
}

export async function startSession(): Promise<Problem | undefined> {
  onEnd(() => {
    isOver ||= session !== undefined; // told by each answer that was still asked for
    session = undefined;
  });
  try {
    session = await api.session();
  } catch (error) {
    if (error instanceof Problem && error.status !== 401) return error;
  } finally {
    isKnown = true;
  }
  return undefined;
}
