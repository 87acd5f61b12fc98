// SPDX-License-Identifier: Apache-2.0
// What a browser calls itself, as people call it: "Firefox, Windows". What is not known is told as
// it is.
const BROWSERS: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];
const LONGEST = 60;

export function deviceOf(agent: string): string {
  const find = (list: [RegExp, string][]): string[] =>
    list.filter(([is]) => is.test(agent)).map(([, name]) => name);
  const known = [...find(BROWSERS).slice(0, 1), ...find(SYSTEMS).slice(0, 1)];
  return known.length > 0 ? known.join(", ") : agent.slice(0, LONGEST);
}
