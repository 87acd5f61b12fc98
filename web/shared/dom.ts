// SPDX-License-Identifier: Apache-2.0
// Elements from text, never from markup: what a stranger wrote can only ever become a text node.

export type Child = Node | string | number | null | undefined | false | Child[];
type Attrs = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;

function fill(element: Element, attrs: Attrs, children: Child[]): void {
  for (const [name, value] of Object.entries(attrs)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  append(element, children);
}

function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child instanceof Node) element.append(child);
    else if (child !== null && child !== undefined && child !== false)
      element.append(String(child));
  }
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attrs: Attrs = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, attrs, children);
  return element;
}

export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attrs: Attrs = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(element, attrs, children);
  return element;
}

// Styles are set on the object: the page's policy allows no style attribute.
export function width<T extends HTMLElement | SVGElement>(element: T, share: number): T {
  element.style.width = `${(100 * share).toFixed(2)}%`;
  return element;
}

// Draws again whenever the width changes.
export function responsive(place: HTMLElement, draw: (width: number) => Node): void {
  let before = 0;
  const redraw = (now: number): void => {
    if (now < 1 || Math.abs(now - before) < 1) return;
    before = now;
    place.replaceChildren(draw(now));
  };
  new ResizeObserver(([entry]) => {
    if (entry !== undefined) redraw(entry.contentRect.width);
  }).observe(place);
}
