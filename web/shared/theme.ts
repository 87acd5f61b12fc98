// SPDX-License-Identifier: Apache-2.0
// Light, dark, or as the system says. The choice is kept where the browser allows it for a file.
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const dark = matchMedia("(prefers-color-scheme: dark)");
let theme: Theme = read();

function read(): Theme {
  try {
    const kept = localStorage.getItem("lodestar-theme");
    if (kept === "light" || kept === "dark") return kept;
  } catch {
    /* a browser that keeps nothing for files */
  }
  return "system";
}

function apply(): void {
  document.documentElement.dataset["theme"] =
    theme === "system" ? (dark.matches ? "dark" : "light") : theme;
}

export const currentTheme = (): Theme => theme;

export const nextTheme = (): void =>
  setTheme(theme === "system" ? "light" : theme === "light" ? "dark" : "system");

export function setTheme(next: Theme): void {
  theme = next;
  try {
    localStorage.setItem("lodestar-theme", theme);
  } catch {
    /* the choice holds until the page is closed */
  }
  apply();
}

export function startTheme(): void {
  dark.addEventListener("change", apply);
  apply();
}
