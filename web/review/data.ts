// SPDX-License-Identifier: Apache-2.0
// The run's data, as src/detect/internal/review_data.cc writes it. Names are the same there.

import { Lead as Finding, Run } from "../lead/lead";
import { providePlaces } from "../lead/places";

export * from "../lead/lead";

export interface Sample {
  posting: string;
  file?: string;
  cluster?: string;
  time: string | null; // a day alone where no hour was told
  place?: string;
  source?: string;
  title?: Run[];
  text?: Run[];
  phone?: Run[];
  text_left_out?: number;
}
export interface Lead extends Finding {
  samples: Sample[];
  ids: string[];
}
export interface Contact {
  kind: string;
  value: string;
  postings: number;
  cut?: string;
}
export interface RunRecord {
  version: string;
  started: string | null;
  pseudonyms: boolean;
  parameters: Record<string, string>;
  inputs: { name: string; bytes: number; digest: string; note: string }[];
  packs: { name: string; date: string; digest: string }[];
  counts: Record<string, number>;
  steps: { name: string; milliseconds: number }[];
  cuts: { kind: string; value: string; reason: string; groups: number }[];
}
// How an input was understood.
export interface ReadAs {
  format: string;
  encoding: string;
  delimiter: string;
  has_backslashes: boolean; // before quotes
  replaced: number;
  postings: number;
  skipped: number;
  columns: [field: string, name: string][];
  unused: string[]; // the first of them
  unused_columns: number;
  other_texts: number;
  may_lack_header: boolean;
  has_days: boolean;
  date_order: string | null;
  is_order_told: boolean;
  html_postings: number;
  is_encoding_guess: boolean;
  likelier_encoding: string; // then, as iconv calls it; else empty
  other_order_dates: number;
  stray_quotes: number; // rows of a CSV file
  holding_rows: number;
  other_sheets: string;
  unknown_times: number;
}
export interface Skipped {
  file: string;
  line: number;
  column: number;
  reason: string;
  code: string;
  found: number;
  due: number;
}
export interface Review {
  run: RunRecord;
  read_as: ReadAs[];
  cuts_made: number;
  cut_reasons: Record<string, number>; // contacts that would have tied groups
  skipped: Skipped[];
  leads_found: number;
  leads: Lead[];
  others: Lead[]; // no leads: the largest networks, then templates that are in none
  other_networks_found: number;
  other_clusters_found: number;
  contacts: Contact[];
}

const raw = (id: string): string => document.getElementById(id)?.textContent ?? "";

export const review = JSON.parse(raw("data")) as Review;
// Leads, then what is none.
export const units = [...review.leads, ...review.others];
providePlaces(
  () => raw("places"),
  () => raw("outline"),
);
