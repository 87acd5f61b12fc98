// SPDX-License-Identifier: Apache-2.0
// The map, and the two files it is drawn from.
import type { Lead } from "../lead/lead";
import { map } from "../lead/map";
import { providePlaces } from "../lead/places";

declare const PLACES: string; // the files' addresses, which the build puts here
declare const OUTLINE: string;

export async function fetchMap(): Promise<(lead: Lead) => HTMLElement | undefined> {
  const [places, outline] = await Promise.all(
    [PLACES, OUTLINE].map(async (path) => (await fetch(path)).text()),
  );
  providePlaces(
    () => places ?? "",
    () => outline ?? "",
  );
  return map;
}
