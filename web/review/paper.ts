// SPDX-License-Identifier: Apache-2.0
// Before printing, what a button would show is opened: paper has no buttons.
export function openPaper(page: HTMLElement): void {
  for (const button of page.querySelectorAll<HTMLElement>(
    ".ev[aria-expanded=false], .head .link[aria-expanded=false]",
  ))
    button.click();
}
