// SPDX-License-Identifier: Apache-2.0
// Portuguese.
import { plural } from "../shared/plural";
import { pt as words } from "../lead/words_pt";
import { Strings } from "./strings_en";

export const pt: Strings = {
  ...words,
  name: "Português",
  search: "Procurar pistas, contactos, anúncios",
  about: "Sobre esta análise",
  noLeads: "Não há pistas nesta análise.",
  noLeadsWhy:
    "Uma pista precisa de dois tipos de indícios independentes, um deles na estrutura dos " +
    "anúncios. Aqui nada chegou a isso. As maiores redes e textos estão na lista; tudo está nos " +
    "ficheiros ao lado desta página.",
  noHits:
    "Nada encontrado. A procura vê títulos, lugares, modelos e as suas variantes, contactos, e " +
    "textos e identificadores dos anúncios mostrados aqui.",
  askHits: "Esta página mostra uma parte da análise. Em toda ela, um número procura-se com",
  othersHead: "O que não é pista",
  othersSay: "Nada disto chegou aos indícios de que uma pista precisa. Está aqui para consulta.",
  othersNetworks: "Redes",
  othersTexts: "Textos fora de qualquer rede",
  largestOf: (shown: string, all: string, file: string) =>
    `os ${shown} maiores de ${all}; ${file} tem todos`,
  otherTag: "não é uma pista; está entre o maior que se encontrou",
  otherSay: "O que se encontrou aqui não chegou aos indícios de que uma pista precisa.",
  tiesNothing: (reason: string) => `aqui não liga nada: ${reason}`,
  moreTemplates: (n: number) =>
    plural("pt", n, {
      one: "mais # modelo está em clusters.jsonl",
      other: "mais # modelos estão em clusters.jsonl",
    }),
  courtesy:
    "Ocultos por respeito às pessoas que estão por trás. Isso não protege nada: este ficheiro " +
    "contém os valores.",
  pseudonymous:
    "Os identificadores foram substituídos por pseudónimos: o mesmo valor tem o mesmo nome.",
  showAll: "Mostrar todos os identificadores",
  hideAll: "Ocultar todos os identificadores",
  moreContacts: (n: number) =>
    plural("pt", n, {
      one: "mais # contacto está em identifiers.csv",
      other: "mais # contactos estão em identifiers.csv",
    }),
  samples: (shown: string, all: string) => `Anúncios, ${shown} de ${all}`,
  legendFor: "citado a favor",
  legendAgainst: "citado contra",
  legendSlot: "muda entre anúncios",
  legendId: "identificador",
  cut: (n: number) =>
    plural("pt", n, {
      one: "mais # byte está na entrada",
      other: "mais # bytes estão na entrada",
    }),
  allElsewhere: "Todos os seus anúncios estão em postings.csv, por grupo ou rede.",
  foot1:
    "Uma pista diz: veja aqui. Não é uma conclusão e nada diz sobre nenhuma pessoa. As razões " +
    "inofensivas são tão sérias como as outras.",
  foot2:
    "Nada sai desta página, e ela nada regista. Não escreva nem telefone, por causa dela, às " +
    "pessoas que estão por trás destes contactos.",
  aboutTitle: "Sobre esta análise",
  aboutSay: (version: string, date: string) => `Lodestar ${version}, ${date}.`,
  countNames: {
    postings: "Anúncios lidos",
    skipped_rows: "Linhas omitidas",
    unknown_times: "Datas não entendidas",
    html_postings: "Anúncios com HTML, lidos como texto",
    in_clusters: "Anúncios em grupos",
    clusters: "Grupos",
    contacts: "Identificadores diferentes",
    occurrences: "Identificadores vistos",
    in_networks: "Anúncios em redes",
    networks: "Redes",
    leads: "Pistas",
  },
  leftOut: "O que esta página deixa de fora",
  leftLeads: (shown: string, all: string) =>
    `Pistas: ${shown} de ${all}, as maiores somas primeiro. Todas estão em leads.jsonl.`,
  leftSamples:
    "Anúncios: até 25 de cada uma das primeiras 50 pistas, menos das seguintes, textos até 1500 " +
    "bytes. Todos estão na entrada.",
  leftOthers:
    "Grupos e redes que não são pistas: mostram-se até 50 de cada. Todos estão em " +
    "clusters.jsonl e networks.jsonl.",
  limits: "O que ela não pode dizer",
  limit1:
    "Se alguém está a ser explorado. Nenhuns dados públicos podem ensinar isso a um programa, e " +
    "não se afirma nenhuma exatidão.",
  limit2:
    "O que as pessoas aceitaram. Partilhar um telefone, um texto ou uma viagem é comum entre " +
    "quem trabalha em conjunto.",
  limit3: "O que não está escrito: imagens, vozes e o que se combina noutro lado.",
  limit4:
    "Os indicadores mudam assim que são conhecidos; umas línguas estão mais bem cobertas do que " +
    "outras.",
  inputs: "Entradas",
  packs: "Conhecimento usado",
  steps: "Tempo gasto",
  cuts: "Identificadores que não ligam nada",
  cutsSay:
    "demasiado comuns, partilhados por estranhos ou genéricos (um número gratuito, um exemplo, " +
    "algarismos seguidos como 345678): as suas ligações foram enfraquecidas ou cortadas, " +
    "para que não formem rede",
  cutsMore: (n: number) =>
    plural("pt", n, { one: "mais # está em run.json", other: "mais # estão em run.json" }),
  reasons: {
    too_common: "demasiado comum",
    hijacked: "partilhado por estranhos",
    generic: "genérico",
    giant_component: "ligaria tudo",
    coincidence: "partilhado por acaso",
    community: "pertence mais a outra rede",
  },
  skippedHead: "Linhas omitidas",
  skippedMore: (n: number) =>
    plural("pt", n, {
      one: "mais # está em skipped.jsonl",
      other: "mais # estão em skipped.jsonl",
    }),
  none: "Nada.",
  file: "Ficheiro",
  bytes: "Bytes",
  digest: "Soma de verificação",
  understood: "Lido como",
  date: "Data",
  line: "Linha",
  column: "Coluna",
  reason: "Motivo",
  parameters: "Parâmetros",
  parameter: "Parâmetro",
  stepNames: {
    reading: "leitura",
    contacts: "contactos",
    clusters: "grupos",
    networks: "redes",
    leads: "pistas",
    writing: "escrita",
  },
  step2: "Passo",
  seconds: "Segundos",
  keys: {
    next: "pista seguinte ou anterior",
    open: "ler a pista",
    back: "voltar à lista",
    find: "procurar",
    mask: "mostrar ou ocultar identificadores",
    network: "a rede como tabela",
    others: "o que não é pista",
    about: "sobre esta análise",
    theme: "claro, escuro, sistema",
    help: "estas teclas",
  },
  fields: {
    id: "identificador",
    title: "título",
    text: "texto",
    time: "data e hora",
    place: "lugar",
    source: "origem",
    author: "autoria",
    phone: "telefone",
    image_hash: "imagem",
  },
  delimiters: {
    comma: "vírgulas entre os campos",
    semicolon: "ponto e vírgula entre os campos",
    tab: "tabulações entre os campos",
    bar: "barras verticais entre os campos",
    told: "o sinal indicado entre os campos",
    "one column": "uma só coluna",
  },
  backslashes: "aspas lidas depois de barras invertidas",
  replaced: (n: number) =>
    plural("pt", n, { one: "# ponto ilegível", other: "# pontos ilegíveis" }),
  skippedOf: (n: number) => plural("pt", n, { one: "# linha omitida", other: "# linhas omitidas" }),
  dateOrders: {
    day_first: "3/5/2024 lido como 3 de maio",
    month_first: "3/5/2024 lido como 5 de março",
  },
  orderUntold: "nenhuma data o decide",
  notUsed: "não usadas",
  countedDays: "datas lidas como dias contados por uma folha de cálculo",
  otherSheets: "as outras folhas do livro não foram lidas",
  otherOrderDates: (n: number) =>
    `datas que só se leriam na outra ordem de dia e mês e ficam sem data: ${n}`,
  strayQuotes: (n: number) => `aspas que abrem um campo e não se fecham, lidas como texto: ${n}`,
  holdingRows: (n: number) =>
    `textos entre aspas sobre linhas que parecem registos, a verificar no ficheiro: ${n}`,
  otherTexts: (n: number) =>
    plural("pt", n, {
      one: "# linha tem um identificador já conhecido com outro texto",
      other: "# linhas têm identificadores já conhecidos com outros textos",
    }),
  otherName: "se o ficheiro volta a contar do um, dê-lhe outro nome",
  mayLackHeader: "A primeira linha parece um anúncio: --no-header lê-a como tal",
  encodingGuess: (encoding: string, known: string, likelier: string) =>
    `${encoding} é um palpite, pois muitas palavras não existem assim; ` +
    `aqui conhecem-se ${known}: se o ficheiro tem outra codificação, ` +
    `converta-o antes, por exemplo com iconv -f ${likelier} -t UTF-8`,
  encodingMixed: "algumas partes têm outra codificação, e o que lá está perde-se",
  htmlRead: (n: number) =>
    plural("pt", n, {
      one: "HTML de # anúncio lido como texto",
      other: "HTML de # anúncios lido como texto",
    }),
  unknownTimes: (n: number) =>
    plural("pt", n, { one: "# data não entendida", other: "# datas não entendidas" }),
  faults: {
    nested_text: "o texto é uma lista ou um objeto JSON de outra forma",
    nested_title: "o título é uma lista ou um objeto JSON de outra forma",
    no_text: "sem texto nem título",
    repeated_id: "uma linha anterior tem o mesmo identificador",
    known_by_id: "já se conhece um anúncio com este ficheiro e identificador",
    known_by_id_other_text: "já se conhece outro texto com este ficheiro e identificador",
    known_by_content: "já se conhece um anúncio que diz o mesmo",
    huge_field: "um campo com mais de 1 GB",
    unclosed_quote: "aqui abrem aspas que nunca fecham",
    field_count: "campos: {found}, colunas: {due}",
    no_object: "a linha não é um objeto JSON",
    no_json: "a linha não é JSON válido",
    more_after_object: "há algo mais depois do objeto JSON",
    unclosed_string: "um texto entre aspas nunca fecha",
    bad_escape: "um escape num texto está errado",
    bare_control: "um carácter de controlo num texto está sem escape",
    long_line: "a linha é demasiado longa",
    cell_place: "uma célula não está em nenhum lugar da folha",
    cell_string: "uma célula aponta para um texto que não existe",
  },
};
