// SPDX-License-Identifier: Apache-2.0
// Who can be given work: the members of one's own organisation, asked for once.
import { api, type Member } from "./api";

let members = $state.raw<Member[] | undefined>();
let isAsked = false;

export function colleagues(): Member[] {
  if (!isAsked) {
    isAsked = true;
    api.members().then(
      (found) => (members = found),
      () => (isAsked = false), // nobody but oneself, until it is asked again
    );
  }
  return members ?? [];
}
// They are of whoever is here.
export function forgetColleagues(): void {
  isAsked = false;
  members = undefined;
}
