// SPDX-License-Identifier: Apache-2.0
// A count with its noun, in the forms a language has.

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

export function plural(language: string, count: number, forms: Forms): string {
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
  return form.replace("#", new Intl.NumberFormat(language).format(count));
}
