// SPDX-License-Identifier: Apache-2.0
// What every page has: its star, the choice of a language, light and dark.
import { h, s } from "./dom";
import { currentLanguage, setLanguage } from "./language";
import { currentTheme, nextTheme } from "./theme";

export const star = (): SVGElement =>
  s(
    "svg",
    { viewBox: "0 0 24 24", fill: "currentColor", "aria-hidden": "true" },
    s("path", {
      d:
        "M12 0c.7 6.9 4.1 11.3 12 12-7.9.7-11.3 5.1-12 12-.7-6.9-4.1-11.3-12-12C7.9 11.3 " +
        "11.3 6.9 12 0z",
    }),
  );

interface ThemeWords {
  theme: string;
  system: string;
  light: string;
  dark: string;
}
export function themeButton(words: ThemeWords): HTMLElement {
  const button = h("button", {
    type: "button",
    title: words.theme,
    onclick: () => {
      nextTheme();
      say();
    },
  });
  const say = (): void => {
    button.textContent = words[currentTheme()];
  };
  say();
  return button;
}

// changed: draws the page again, in the language that was chosen.
export function languageChoice(
  label: string,
  languages: [string, string][],
  changed: () => void,
): HTMLElement {
  const choice = h(
    "select",
    {
      "aria-label": label,
      onchange: () => {
        setLanguage(choice.value);
        changed();
      },
    },
    languages.map(([code, name]) =>
      h("option", { value: code, selected: code === currentLanguage() }, name),
    ),
  );
  return choice;
}
