// SPDX-License-Identifier: Apache-2.0
// Words that may distress are blurred until somebody asks for them; the choice holds for the leads
// that follow, until the page is left.
import type { Lead } from "./api";

const HARD = ["service_risk", "age_words", "control"]; // families whose words may
let areShown = $state(false);

export const hasHardWords = (lead: Lead): boolean =>
  lead.evidence.some((one) => HARD.includes(one.family));
export const areWordsShown = (): boolean => areShown;
export function turnWords(): void {
  areShown = !areShown;
}
