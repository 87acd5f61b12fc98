// SPDX-License-Identifier: Apache-2.0
// Russian.
import { plural } from "../shared/plural";
import { en, LeadWords } from "./words_en";

export const ru: LeadWords = {
  leads: "Наводки для проверки",
  tag: "наводка для проверки, не вывод",
  all: "Все",
  new: "Новая",
  grown: "Выросла",
  shrunk: "Уменьшилась",
  unchanged: "Без изменений",
  newLong: "новая с прошлого раза",
  grownLong: "выросла с прошлого раза",
  shrunkLong: "уменьшилась с прошлого раза",
  unchangedLong: "без изменений с прошлого раза",
  close: "Закрыть",
  help: "Клавиши",
  theme: "Светлая, тёмная или как в системе",
  language: "Язык",
  light: "Светлая",
  dark: "Тёмная",
  system: "Как в системе",
  skip: "Перейти к содержанию",
  openList: "Наводки",
  whyLook: (reasons: string) => `Почему посмотреть: ${reasons}.`,
  whyNot: (reasons: string) => `Почему, может быть, не стоит: ${reasons}.`,
  networkOf: (groups: string) => `Сеть: ${groups}`,
  textOf: (text: string) => `«${text}»`,
  postings: (n: number) =>
    plural("ru", n, {
      one: "# объявление",
      few: "# объявления",
      many: "# объявлений",
      other: "# объявления",
    }),
  places: (n: number) =>
    plural("ru", n, {
      one: "# место",
      few: "# места",
      many: "# мест",
      other: "# места",
    }),
  contacts: (n: number) =>
    plural("ru", n, {
      one: "# контакт",
      few: "# контакта",
      many: "# контактов",
      other: "# контакта",
    }),
  groups: (n: number) =>
    plural("ru", n, {
      one: "# группа",
      few: "# группы",
      many: "# групп",
      other: "# группы",
    }),
  texts: (n: number) =>
    plural("ru", n, {
      one: "# текст",
      few: "# текста",
      many: "# текстов",
      other: "# текста",
    }),
  days: (n: number) =>
    plural("ru", n, {
      one: "# день",
      few: "# дня",
      many: "# дней",
      other: "# дня",
    }),
  foundFrom: (date: string, postings: string) => `найдено ${date}, прочитано: ${postings}`,
  why: "Почему стоит посмотреть и почему, может быть, нет",
  how: "Как складывается сумма",
  howText:
    "Каждая строка добавляет свои баллы, за то, чтобы посмотреть, или против; последняя " +
    "строка их сумма. Баллы взяты из опубликованных признаков и из того, сколько общего у" +
    " объявлений; по ним упорядочен список. Это не вероятность, и они ничего не говорят " +
    "ни об одном человеке.",
  against: "говорит против",
  for: "говорит за",
  sum: "Сумма целиком",
  sumNote: "упорядочивает список, ничего не говорит ни об одном человеке",
  whyCounts: "Почему это важно",
  benign: "Возможные безобидные причины",
  source: "Источник",
  quoted: "Цитаты",
  inPostings: (n: number) =>
    plural("ru", n, {
      one: "в # объявлении",
      few: "в # объявлениях",
      many: "в # объявлениях",
      other: "в # объявлениях",
    }),
  weighed: (percent: number) => `весит ${percent} % обычного: так научили прежние решения`,
  hints: "Чем это может быть",
  hintsSay: "объяснения рядом, не ярлыки",
  hint: {
    benign: "Обычные объявления",
    spam: "Рассылка",
    scam: "Мошенничество",
    business: "Обычное дело",
    trafficking_concern: "Опасение торговли людьми",
  },
  share: [
    "ничто не указывает",
    "мало указывает",
    "некоторые признаки",
    "много признаков",
    "большинство признаков",
  ],
  template: "Шаблоны",
  templateSays: "общее для всех объявлений не выделено; различное подчёркнуто, с числом вариантов",
  aligned: (n: string) => `${n}, текст выровнен`,
  bits: (share: string) => `в шаблоне ${share} текста`,
  bitsFull: (saved: string, alone: string) => `сэкономлено бит: ${saved} из ${alone}`,
  variants: (n: number) =>
    plural("ru", n, {
      one: "# вариант",
      few: "# варианта",
      many: "# вариантов",
      other: "# варианта",
    }),
  others: (n: number) =>
    plural("ru", n, {
      one: "и ещё #",
      few: "и ещё #",
      many: "и ещё #",
      other: "и ещё #",
    }),
  empty: "пропущено",
  showMore: (n: number) =>
    plural("ru", n, {
      one: "Показать ещё #",
      few: "Показать ещё #",
      many: "Показать ещё #",
      other: "Показать ещё #",
    }),
  network: "Сеть",
  networkSays: "круги: группы объявлений, квадраты: контакты",
  networkHelp: "Выберите круг или квадрат, чтобы увидеть, что это.",
  asTable: "Таблицей",
  asPicture: "Рисунком",
  group: "Группа",
  contact: "Контакт",
  kind: "Вид",
  count: "Объявления",
  tie: "Сила",
  lone: "отдельное объявление",
  notDrawn: (n: number) =>
    plural("ru", n, {
      one: "# меньшая группа не нарисована",
      few: "# меньшие группы не нарисованы",
      many: "# меньших групп не нарисовано",
      other: "# меньшие группы не нарисованы",
    }),
  hiddenGroups: (n: number) =>
    plural("ru", n, {
      one: "# группа свёрнута: Enter покажет",
      few: "# группы свёрнуты: Enter покажет",
      many: "# групп свёрнуто: Enter покажет",
      other: "# группы свёрнуты: Enter покажет",
    }),
  timePlace: "Время и место",
  timeSays: "места в порядке первого появления",
  place: "Место",
  day: "День",
  noPlace: "место неизвестно",
  noTime: "Ни у одного объявления нет понятной даты.",
  step: (n: number) =>
    plural("ru", n, {
      one: "столбец: # день",
      few: "столбец: # дня",
      many: "столбец: # дней",
      other: "столбец: # дня",
    }),
  morePlaces: (n: number) =>
    plural("ru", n, {
      one: "ещё # место",
      few: "ещё # места",
      many: "ещё # мест",
      other: "ещё # места",
    }),
  circuit: (places: string, days: string) => `${places}: ${days}`,
  burst: (postings: string, expected: string) => `${postings} сразу, обычно было бы ${expected}`,
  map: "Карта",
  mapSays: "где, по их словам, объявления; линия идёт по первому появлению",
  offMap: "Нет на карте:",
  sharedName: "Так называется несколько городов, и ничто не говорит, какой это:",
  contactsHead: "Куда они ведут",
  hiddenIdentifier: (what: string) => `${what}, скрыто: нажмите, чтобы показать`,
  inGroups: "Связывает групп",
  value: "Значение",
  kinds: {
    ...en.kinds,
    phone: "телефон",
    email: "почта",
    url: "веб-адрес",
    image_hash: "изображение",
  },
  families: {
    structure: "строение",
    linkage: "связи",
    movement: "перемещение",
    control: "контроль",
    recruitment_deception: "вербовка и обман",
    debt_and_fees: "долг и поборы",
    documents: "документы",
    restriction: "ограничение",
    living_conditions: "условия жизни",
    pay: "оплата",
    age_words: "слова о возрасте",
    service_risk: "риск в услугах",
    counter: "признаки против",
  },
};
