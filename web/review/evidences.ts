// SPDX-License-Identifier: Apache-2.0
// What the page says of the evidence, a table a language; English is as the run wrote it.
import { ar } from "../lead/evidence_ar";
import { de } from "../lead/evidence_de";
import { es } from "../lead/evidence_es";
import { fr } from "../lead/evidence_fr";
import { pt } from "../lead/evidence_pt";
import { ru } from "../lead/evidence_ru";
import { Evidences } from "../lead/evidences";

export const tables: Record<string, Evidences> = { ar, de, es, fr, pt, ru };
