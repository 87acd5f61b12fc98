// SPDX-License-Identifier: Apache-2.0
// What the service tells of its own accord, and whether it can be reached.
import { api, type Counts, type Import } from "./api";

let counts = $state.raw<Counts | undefined>();
let imports = $state.raw<ReadonlyMap<string, Partial<Import>>>(new Map());
let isOnline = $state(true);
let changes = $state(0);
let ended = $state(0);

export const currentCounts = (): Counts | undefined => counts;
const isOver = (state: string): boolean => state !== "queued" && state !== "running";
// As the service told of it last; what is over is as it was listed.
export const importNow = (one: Import): Import =>
  isOver(one.state) ? one : { ...one, ...imports.get(one.id) };
export const isReached = (): boolean => isOnline;
// Grows whenever an import has ended.
export const importsEnded = (): number => ended;
// Grows whenever leads changed elsewhere.
export const leadChanges = (): number => changes;

export function setCounts(next: Counts): void {
  counts = next;
}

function listen(source: EventSource, event: string, does: (data: unknown) => void): void {
  source.addEventListener(event, (message) => {
    if (message instanceof MessageEvent && typeof message.data === "string")
      does(JSON.parse(message.data));
  });
}

export function startLive(): () => void {
  const source = new EventSource("/api/events");
  // An answer ends with what it has to tell, and the browser asks again at once: away is who does
  // not answer that.
  const PATIENCE_MS = 4000;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  source.addEventListener("open", () => {
    clearTimeout(waiting);
    isOnline = true;
  });
  source.addEventListener("error", () => {
    clearTimeout(waiting);
    // Refused is not out of reach: the browser tries again only where it was. A session that was
    // ended elsewhere is over here, too.
    if (source.readyState === EventSource.CLOSED) return void api.account().catch(() => undefined);
    waiting = setTimeout(() => (isOnline = false), PATIENCE_MS);
  });
  listen(source, "import", (data) => {
    // What has changed of it; the rest is as it was listed.
    const one = data as Partial<Import> & { id: string };
    imports = new Map(imports).set(one.id, one);
    if (isOver(one.state ?? "")) ++ended;
  });
  listen(source, "leads", () => {
    ++changes;
  });
  // What was told meanwhile is told no more.
  listen(source, "missed", () => {
    ++changes;
  });
  const turn = (): void => {
    isOnline = navigator.onLine;
  };
  addEventListener("offline", turn);
  addEventListener("online", turn);
  return () => {
    source.close();
    clearTimeout(waiting);
    removeEventListener("offline", turn);
    removeEventListener("online", turn);
  };
}
