// SPDX-License-Identifier: Apache-2.0
// What a language says of the evidence: one table of it, by the ids of indicators.

export type Measured = [label: string, title: string, detail: string, why: string, benign: string];
export type Worded = [label: string, title: string, why: string, benign: string];

export interface Evidences {
  and: (a: string, b: string) => string;
  inSome: string;
  sectors: Record<string, string>;
  measures: Record<string, Measured>;
  words: Record<string, Worded>;
}
