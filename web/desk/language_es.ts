// SPDX-License-Identifier: Apache-2.0
// All that the desk says in this language.
import { es as evidences } from "../lead/evidence_es";
import { es as words } from "../lead/words_es";
import { es as desk } from "./strings_es";
import { es as people } from "./strings_people_es";
import type { Table } from "./words.svelte";

export const table: Table = { words, desk: { ...desk, ...people }, evidences: evidences };
