// SPDX-License-Identifier: Apache-2.0
// Something done on a page: it is being done, was refused, or is done and said so.
import { type Problem } from "./api";
import { confirmed, Withheld } from "./confirmed.svelte";
import { asProblem } from "./resource.svelte";

export class Attempt {
  problem = $state.raw<Problem | undefined>();
  isBusy = $state(false);
  told = $state("");

  // Whether it was done. Where the service wants to see that it is she, it is asked.
  async run(ask: () => Promise<void>, told = ""): Promise<boolean> {
    this.problem = undefined;
    this.told = "";
    this.isBusy = true;
    try {
      await confirmed(ask);
      this.told = told;
      return true;
    } catch (error) {
      if (!(error instanceof Withheld)) this.problem = asProblem(error);
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
