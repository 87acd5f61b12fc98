// SPDX-License-Identifier: Apache-2.0
// Something asked of the service: waiting, there, or refused. late: it is time to show that
// something is coming. What was there stays while it is asked for again.
import { Problem } from "./api";

const LATE_MS = 300;

export class Resource<T> {
  value = $state.raw<T | undefined>();
  problem = $state.raw<Problem | undefined>();
  late = $state(false);
  private asked = 0;
  private ask: (() => Promise<T>) | undefined;

  async load(ask: () => Promise<T>): Promise<void> {
    this.ask = ask;
    const own = ++this.asked;
    const timer = setTimeout(() => {
      this.late = own === this.asked && this.value === undefined;
    }, LATE_MS);
    try {
      const value = await ask();
      if (own !== this.asked) return;
      this.value = value;
      this.problem = undefined;
    } catch (error) {
      if (own === this.asked) this.problem = asProblem(error);
    } finally {
      clearTimeout(timer);
      if (own === this.asked) this.late = false;
    }
  }

  // Anew, with nothing of before.
  async open(ask: () => Promise<T>): Promise<void> {
    this.value = undefined;
    this.problem = undefined;
    await this.load(ask);
  }

  again = (): void => {
    this.problem = undefined;
    if (this.ask !== undefined) void this.load(this.ask);
  };
}

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(500, "", String(error));
