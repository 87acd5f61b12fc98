// SPDX-License-Identifier: Apache-2.0
// All that the desk says in this language.
import { ar as evidences } from "../lead/evidence_ar";
import { ar as words } from "../lead/words_ar";
import { ar as desk } from "./strings_ar";
import { ar as people } from "./strings_people_ar";
import type { Table } from "./words.svelte";

export const table: Table = { words, desk: { ...desk, ...people }, evidences: evidences };
