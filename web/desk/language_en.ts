// SPDX-License-Identifier: Apache-2.0
// All that the desk says in this language.
import { en as words } from "../lead/words_en";
import { en as desk } from "./strings_en";
import { en as people } from "./strings_people_en";
import type { Table } from "./words.svelte";

export const table: Table = { words, desk: { ...desk, ...people }, evidences: undefined };
