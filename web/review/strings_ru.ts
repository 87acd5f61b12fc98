// SPDX-License-Identifier: Apache-2.0
// Russian.
import { plural } from "./plural";
import { en, Strings } from "./strings_en";

export const ru: Strings = {
  name: "Русский",
  leads: "Наводки для проверки",
  tag: "наводка для проверки, не вывод",
  search: "Искать наводки, контакты, объявления",
  all: "Все",
  new: "Новая",
  grown: "Выросла",
  unchanged: "Без изменений",
  newLong: "новая с прошлого раза",
  grownLong: "выросла с прошлого раза",
  unchangedLong: "без изменений с прошлого раза",
  close: "Закрыть",
  about: "Об этом анализе",
  help: "Клавиши",
  theme: "Светлая, тёмная или как в системе",
  language: "Язык",
  light: "Светлая",
  dark: "Тёмная",
  system: "Как в системе",
  openList: "Наводки",
  noLeads: "В этом анализе нет наводок.",
  noLeadsWhy:
    "Для наводки нужны два независимых вида признаков, один из них в строении объявлений." +
    " Здесь ничто до этого не дошло. Самые большие сети и тексты — в списке; всё лежит в" +
    " файлах рядом с этой страницей.",
  noHits:
    "Ничего не найдено. Поиск смотрит на названия, места, слова шаблонов, контакты, " +
    "номера групп и показанных здесь объявлений.",
  whyLook: (reasons: string) => `Почему посмотреть: ${reasons}.`,
  whyNot: (reasons: string) => `Почему, может быть, не стоит: ${reasons}.`,
  othersHead: "Самые большие сети и тексты",
  otherTag: "не наводка; из самого большого, что найдено",
  networkOf: (groups: string) => `Сеть: ${groups}`,
  textOf: (text: string) => `«${text}»`,
  tiesNothing: (reason: string) => `здесь ничего не связывает: ${reason}`,
  postings: (n: number) =>
    plural("ru", n, {
      one: "# объявление",
      few: "# объявления",
      many: "# объявлений",
      other: "# объявления",
    }),
  places: (n: number) =>
    plural("ru", n, { one: "# место", few: "# места", many: "# мест", other: "# места" }),
  contacts: (n: number) =>
    plural("ru", n, {
      one: "# контакт",
      few: "# контакта",
      many: "# контактов",
      other: "# контакта",
    }),
  groups: (n: number) =>
    plural("ru", n, { one: "# группа", few: "# группы", many: "# групп", other: "# группы" }),
  texts: (n: number) =>
    plural("ru", n, { one: "# текст", few: "# текста", many: "# текстов", other: "# текста" }),
  days: (n: number) =>
    plural("ru", n, { one: "# день", few: "# дня", many: "# дней", other: "# дня" }),
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
    plural("ru", n, { one: "и ещё #", few: "и ещё #", many: "и ещё #", other: "и ещё #" }),
  empty: "пропущено",
  moreTemplates: (n: number) =>
    plural("ru", n, {
      one: "ещё # шаблон в clusters.jsonl",
      few: "ещё # шаблона в clusters.jsonl",
      many: "ещё # шаблонов в clusters.jsonl",
      other: "ещё # шаблона в clusters.jsonl",
    }),
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
  contactsHead: "Куда они ведут",
  courtesy:
    "Скрыты из уважения к людям за ними. Это ничего не защищает: значения есть в этом файле.",
  pseudonymous: "Идентификаторы заменены псевдонимами: у одного значения одно имя.",
  showAll: "Показать все идентификаторы",
  hideAll: "Скрыть все идентификаторы",
  hiddenIdentifier: (what: string) => `${what}, скрыто: нажмите, чтобы показать`,
  inGroups: "Связывает групп",
  moreContacts: (n: number) =>
    plural("ru", n, {
      one: "ещё # контакт в identifiers.csv",
      few: "ещё # контакта в identifiers.csv",
      many: "ещё # контактов в identifiers.csv",
      other: "ещё # контакта в identifiers.csv",
    }),
  samples: (shown: string, all: string) => `Объявления, ${shown} из ${all}`,
  legendFor: "цитата за",
  legendAgainst: "цитата против",
  legendSlot: "различается в объявлениях",
  legendId: "идентификатор",
  cut: (n: number) =>
    plural("ru", n, {
      one: "ещё # байт во входных данных",
      few: "ещё # байта во входных данных",
      many: "ещё # байт во входных данных",
      other: "ещё # байта во входных данных",
    }),
  allElsewhere: "Все объявления этой наводки в postings.csv, по группе или сети.",
  foot1:
    "Наводка говорит: посмотрите сюда. Это не вывод, и она ничего не говорит ни об одном " +
    "человеке. Безобидные причины так же серьёзны, как остальные.",
  foot2:
    "Ничто не покидает эту страницу и ничто ею не записывается. Не пишите и не звоните " +
    "из-за неё людям за этими контактами.",
  aboutTitle: "Об этом анализе",
  aboutSay: (version: string, date: string) => `Lodestar ${version}, ${date}.`,
  countNames: {
    postings: "Прочитано объявлений",
    skipped_rows: "Пропущено строк",
    unknown_times: "Непонятных дат",
    in_clusters: "Объявлений в группах",
    clusters: "Групп",
    contacts: "Разных идентификаторов",
    occurrences: "Встречено идентификаторов",
    in_networks: "Объявлений в сетях",
    networks: "Сетей",
    leads: "Наводок",
  },
  leftOut: "Чего нет на этой странице",
  leftLeads: (shown: string, all: string) =>
    `Наводки: показано ${shown} из ${all}, сначала с большей суммой. Все в leads.jsonl.`,
  leftSamples:
    "Объявления: до 25 для каждой из первых 50 наводок, для следующих меньше, тексты до " +
    "1500 байт. Все во входных данных.",
  leftOthers: "Группы и сети, которые не наводки, в clusters.jsonl и networks.jsonl.",
  limits: "Чего она не может сказать",
  limit1:
    "Эксплуатируют ли кого-нибудь. Никакие открытые данные не научат этому программу, и " +
    "никакая точность не заявляется.",
  limit2:
    "На что люди согласились. Общий телефон, текст или поездка обычны для тех, кто " +
    "работает вместе.",
  limit3: "Того, что не написано: изображений, голосов и того, о чём договорились в другом месте.",
  limit4: "Признаки меняются, как только становятся известны; одни языки охвачены лучше других.",
  inputs: "Входные данные",
  packs: "Использованные знания",
  steps: "Затраченное время",
  cuts: "Идентификаторы, которые ничего не связывают",
  cutsSay:
    "слишком частые, общие или используемые чужими людьми: их связи ослаблены или " +
    "разрезаны, чтобы из них не складывалась сеть",
  cutsMore: (n: number) =>
    plural("ru", n, {
      one: "ещё # в run.json",
      few: "ещё # в run.json",
      many: "ещё # в run.json",
      other: "ещё # в run.json",
    }),
  reasons: {
    too_common: "слишком частый",
    hijacked: "у чужих людей",
    generic: "общий",
    giant_component: "связал бы всё",
    coincidence: "совпал случайно",
    community: "ближе к другой сети",
  },
  skippedHead: "Пропущенные строки",
  skippedMore: (n: number) =>
    plural("ru", n, {
      one: "ещё # в skipped.jsonl",
      few: "ещё # в skipped.jsonl",
      many: "ещё # в skipped.jsonl",
      other: "ещё # в skipped.jsonl",
    }),
  none: "Нет.",
  file: "Файл",
  bytes: "Байты",
  digest: "Контрольная сумма",
  understood: "Прочитан как",
  date: "Дата",
  line: "Строка",
  column: "Столбец",
  reason: "Причина",
  parameters: "Параметры",
  parameter: "Параметр",
  value: "Значение",
  stepNames: {
    reading: "чтение",
    contacts: "контакты",
    clusters: "группы",
    networks: "сети",
    leads: "наводки",
    writing: "запись",
  },
  step2: "Шаг",
  seconds: "Секунды",
  keys: {
    next: "следующая или предыдущая наводка",
    open: "читать наводку",
    back: "назад к списку",
    find: "искать",
    mask: "показать или скрыть идентификаторы",
    network: "сеть таблицей",
    about: "об этом анализе",
    theme: "светлая, тёмная, как в системе",
    help: "эти клавиши",
  },
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
  fields: {
    id: "номер",
    title: "заголовок",
    text: "текст",
    time: "время",
    place: "место",
    source: "откуда взято",
    author: "автор",
    phone: "телефон",
    image_hash: "изображение",
  },
  delimiters: {
    comma: "между полями запятая",
    semicolon: "между полями точка с запятой",
    tab: "между полями табуляция",
    bar: "между полями черта",
    told: "между полями указанный знак",
  },
  replaced: (n: number) =>
    plural("ru", n, {
      one: "# место не прочитано",
      few: "# места не прочитаны",
      many: "# мест не прочитано",
      other: "# места не прочитано",
    }),
  skippedOf: (n: number) =>
    plural("ru", n, {
      one: "# строка пропущена",
      few: "# строки пропущены",
      many: "# строк пропущено",
      other: "# строки пропущено",
    }),
  dateOrders: {
    day_first: "3/5/2024 прочитано как 3 мая",
    month_first: "3/5/2024 прочитано как 5 марта",
  },
  orderUntold: "ни одна дата этого не решает",
  notUsed: "не использованы",
  countedDays: "даты прочитаны как дни по счёту электронной таблицы",
  mayLackHeader: "Первая строка похожа на объявление: --no-header читает её как объявление",
  unknownTimes: (n: number) =>
    plural("ru", n, {
      one: "# дата не понята",
      few: "# даты не поняты",
      many: "# дат не понято",
      other: "# даты не понято",
    }),
  faults: {
    no_text: "нет ни текста, ни заголовка",
    repeated_id: "тот же номер есть в строке выше",
    known_by_id: "объявление с этим файлом и номером уже известно",
    known_by_content: "объявление с таким же содержанием уже известно",
    huge_field: "поле больше 1 ГБ",
    unclosed_quote: "кавычка здесь открывается и нигде не закрывается",
    field_count: "полей: {found}, столбцов: {due}",
    no_object: "строка — не объект JSON",
    no_json: "строка — не правильный JSON",
    more_after_object: "после объекта JSON есть что-то ещё",
    unclosed_string: "текст в кавычках нигде не закрывается",
    bad_escape: "в тексте неверная экранированная запись",
    bare_control: "управляющий знак в тексте не экранирован",
    long_line: "строка слишком длинная",
    cell_place: "ячейка стоит вне листа",
    cell_string: "ячейка ссылается на текст, которого нет",
  },
};
