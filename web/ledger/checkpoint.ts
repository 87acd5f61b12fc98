// SPDX-License-Identifier: Apache-2.0
// What a log says that it holds, as the text of a signed note. c2sp.org/tlog-checkpoint v1.0.0.
import { parseDecimal, parseHash } from "./bytes";
import { TreeHead } from "./merkle";
import { form, Refusal } from "./refusal";

export interface Checkpoint extends TreeHead {
  origin: string;
  extensions: string[];
}

// first: the number of its first line, for what is said of it.
export function parseCheckpoint(text: string, first = 1): Checkpoint | Refusal {
  const [origin = "", sizeLine = "", rootLine = "", ...extensions] = text.split("\n");
  if (origin === "") return form("origin", first);
  const size = parseDecimal(sizeLine);
  if (size === undefined) return form("size", first + 1);
  const root = parseHash(rootLine);
  if (root === undefined || extensions.pop() !== "") return form("root", first + 2);
  const empty = extensions.indexOf("");
  if (empty >= 0) return form("extension", first + 3 + empty);
  return { origin, size, root, extensions };
}
