// SPDX-License-Identifier: Apache-2.0
// Before printing, everything folded is opened: paper has no buttons.
export function openPaper(page: HTMLElement): void {
  for (const button of page.querySelectorAll<HTMLElement>(
    ".ev[aria-expanded=false], .head .link[aria-expanded=false]",
  ))
    button.click();
  for (const rest of page.querySelectorAll<HTMLElement>(".rest[hidden]")) {
    rest.hidden = false;
    rest.nextElementSibling?.remove();
  }
}
