// SPDX-License-Identifier: Apache-2.0
// A lead as it is drawn. Names are those of src/detect/internal/review_data.cc; points are tenths.

export type Run = string | { t: string; c?: number; s?: number; q?: number };

export interface Quote {
  posting: string;
  text: string;
}
export interface Evidence {
  indicator: string;
  family: string;
  structural: boolean;
  label: string;
  title: string;
  detail: string;
  figures: { n: number; m: number; days: number; places: string[] };
  why: string;
  benign: string;
  source: string;
  points: number;
  percent?: number; // of the pack's points, where decisions taught another weight
  postings: number;
  quotes: Quote[];
}
export type HintName = "benign" | "spam" | "scam" | "business" | "trafficking_concern";
export interface Filler {
  postings: number;
  text: Run[];
}
export interface Piece {
  words?: Run[];
  distinct?: number;
  fillers?: Filler[];
}
export interface Template {
  id: string;
  postings: number;
  bits_alone: number;
  bits_saved: number;
  pieces: Piece[];
}
export interface Group {
  cluster?: string;
  posting?: string;
  postings: number;
}
export type Tie = [group: number, contact: number, postings: number, weight: number];
export type Standing = "new" | "grown" | "shrunk" | "unchanged";
export interface Lead {
  id: string;
  is_network: boolean;
  standing?: Standing;
  subject: string[];
  title: string;
  summary: string;
  score: number;
  postings: number;
  hints: Record<HintName, number>;
  evidence: Evidence[];
  contacts_found: number;
  contacts_tying: number;
  contacts: { contact: number; postings: number }[];
  templates: Template[];
  templates_found: number;
  groups_found?: number;
  groups?: Group[];
  ties?: Tie[];
  first: string | null;
  last: string | null;
  places_found: number;
  places: { place: string; postings: number }[];
  step_days: number;
  cells: [place: number, step: number, postings: number][];
  circuits?: { days: number; places: string[] }[];
  bursts?: { start: string; end: string; postings: number; expected: number }[];
}
// The text of runs, without what they are part of.
export const plain = (runs: Run[] | undefined): string =>
  (runs ?? []).map((run) => (typeof run === "string" ? run : run.t)).join("");

export const isLead = (unit: Lead): boolean => unit.evidence.length > 0;
