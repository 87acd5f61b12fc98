// SPDX-License-Identifier: Apache-2.0
// All that the desk says in this language.
import { fr as evidences } from "../lead/evidence_fr";
import { fr as words } from "../lead/words_fr";
import { fr as desk } from "./strings_fr";
import { fr as people } from "./strings_people_fr";
import type { Table } from "./words.svelte";

export const table: Table = { words, desk: { ...desk, ...people }, evidences: evidences };
