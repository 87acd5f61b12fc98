// SPDX-License-Identifier: Apache-2.0
// What the service does only for somebody who has just shown that it is she: asked for once, and
// then the deed is tried again.
import { Problem } from "./api";

let waiting = $state.raw<((isShown: boolean) => void) | undefined>();

export const isAsking = (): boolean => waiting !== undefined;
export function answer(isShown: boolean): void {
  waiting?.(isShown);
  waiting = undefined;
}

// She would rather not: nothing was done, and nothing is to be said.
export class Withheld extends Error {}

export async function confirmed<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 403 || error.field !== "confirm")
      throw error;
  }
  const isShown = await new Promise<boolean>((done) => {
    answer(false);
    waiting = done;
  });
  if (!isShown) throw new Withheld();
  return ask();
}
