// SPDX-License-Identifier: Apache-2.0
// The list of leads: which of them, in what order, and what stands next to the open one.
import { api, type LeadLine, type LeadList, type LeadState } from "./api";
import { setCounts } from "./live.svelte";
import { Resource } from "./resource.svelte";

export const FILTERS = ["open", "fresh", "mine", "decided"] as const;
export type Filter = (typeof FILTERS)[number];
// Care reads leads as they came, and not what was decided about them.
export const UNDECIDED: readonly Filter[] = ["open", "fresh"];

export class LeadsList {
  filter = $state<Filter>("open");
  query = $state("");
  readonly found = new Resource<LeadList>();
  private changed = $state.raw<ReadonlyMap<string, LeadLine>>(new Map());

  readonly lines = $derived(
    (this.found.value?.items ?? []).map((line) => this.changed.get(line.id) ?? line),
  );
  // The longest side of all, which a line's tug is measured by.
  readonly widest = $derived(Math.max(1, ...this.lines.flatMap((one) => [one.for, one.against])));

  async load(): Promise<void> {
    await this.found.load(async () => {
      const list = await api.leads(this.filter, this.query.trim(), null);
      setCounts(list.counts);
      this.changed = new Map();
      return list;
    });
  }

  async more(): Promise<void> {
    const before = this.found.value;
    if (before?.next === undefined || before.next === null) return;
    const { next } = before;
    await this.found.load(async () => {
      const list = await api.leads(this.filter, this.query.trim(), next);
      return { ...list, items: [...before.items, ...list.items] };
    });
  }

  // A line stays where it was when it is decided or taken, until the list is asked for anew.
  change(
    id: string,
    change: Partial<Pick<LeadLine, "assigned" | "seen">> & { state?: LeadState },
  ): void {
    const line = this.lines.find((one) => one.id === id);
    if (line !== undefined) this.changed = new Map(this.changed).set(id, { ...line, ...change });
  }

  // The lead so many lines further.
  beside(id: string | undefined, by: number): LeadLine | undefined {
    const at = this.lines.findIndex((one) => one.id === id);
    const next = at < 0 ? 0 : Math.max(0, Math.min(this.lines.length - 1, at + by));
    return this.lines[next];
  }
}
