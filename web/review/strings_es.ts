// SPDX-License-Identifier: Apache-2.0
// Spanish.
import { plural } from "../shared/plural";
import { en, Strings } from "./strings_en";

export const es: Strings = {
  name: "Español",
  leads: "Pistas por revisar",
  tag: "pista por revisar, no es una conclusión",
  search: "Buscar pistas, contactos, anuncios",
  all: "Todas",
  new: "Nueva",
  grown: "Ha crecido",
  shrunk: "Ha menguado",
  unchanged: "Sin cambios",
  newLong: "nueva desde la última vez",
  grownLong: "ha crecido desde la última vez",
  shrunkLong: "ha menguado desde la última vez",
  unchangedLong: "sin cambios desde la última vez",
  close: "Cerrar",
  about: "Sobre este análisis",
  help: "Teclas",
  theme: "Claro, oscuro o como el sistema",
  language: "Idioma",
  light: "Claro",
  dark: "Oscuro",
  system: "Sistema",
  skip: "Ir al contenido",
  openList: "Pistas",
  noLeads: "No hay pistas en este análisis.",
  noLeadsWhy:
    "Una pista necesita dos tipos de indicios independientes, uno de ellos en la " +
    "estructura de los anuncios. Aquí nada llegó a eso. Las redes y textos más grandes están en " +
    "la lista; todo está en los archivos junto a esta página.",
  noHits:
    "No se encontró nada. La búsqueda mira títulos, lugares, plantillas y sus variantes, " +
    "contactos, y textos e identificadores de los anuncios mostrados aquí.",
  askHits: "Esta página muestra una parte del análisis. En todo él, un número se busca con",
  whyLook: (reasons: string) => `Por qué mirar: ${reasons}.`,
  whyNot: (reasons: string) => `Por qué quizá no: ${reasons}.`,
  othersHead: "Lo que no es pista",
  othersSay:
    "Nada de esto llegó a los indicios que necesita una pista. Está aquí para consultarlo.",
  othersNetworks: "Redes",
  othersTexts: "Textos fuera de toda red",
  largestOf: (shown: string, all: string, file: string) =>
    `los ${shown} más grandes de ${all}; ${file} los tiene todos`,
  otherTag: "no es una pista; de lo más grande que se halló",
  otherSay: "Lo que se halló aquí no llegó a los indicios que necesita una pista.",
  networkOf: (groups: string) => `Red de ${groups}`,
  textOf: (text: string) => `«${text}»`,
  tiesNothing: (reason: string) => `aquí no une nada: ${reason}`,
  postings: (n: number) => plural("es", n, { one: "# anuncio", other: "# anuncios" }),
  places: (n: number) => plural("es", n, { one: "# lugar", other: "# lugares" }),
  contacts: (n: number) => plural("es", n, { one: "# contacto", other: "# contactos" }),
  groups: (n: number) => plural("es", n, { one: "# grupo", other: "# grupos" }),
  texts: (n: number) => plural("es", n, { one: "# texto", other: "# textos" }),
  days: (n: number) => plural("es", n, { one: "# día", other: "# días" }),
  foundFrom: (date: string, postings: string) => `hallada el ${date} entre ${postings}`,
  why: "Por qué mirar, y por qué quizá no",
  how: "Cómo se forma la suma",
  howText:
    "Cada fila suma lo que dicen sus puntos, a favor de mirar o en contra, y la última " +
    "fila es su suma. Los puntos vienen de indicadores publicados y de cuánto comparten " +
    "los anuncios; ordenan la lista. No son una probabilidad y no dicen nada de ninguna " +
    "persona.",
  against: "habla en contra",
  for: "habla a favor de mirar",
  sum: "Suma, a la vista",
  sumNote: "ordena la lista, no dice nada de ninguna persona",
  whyCounts: "Por qué cuenta",
  benign: "Razones inocentes posibles",
  source: "Fuente",
  quoted: "Citas",
  inPostings: (n: number) => plural("es", n, { one: "en # anuncio", other: "en # anuncios" }),
  hints: "Qué puede ser",
  hintsSay: "explicaciones una junto a otra, no etiquetas",
  hint: {
    benign: "Anuncios corrientes",
    spam: "Publicidad masiva",
    scam: "Una estafa",
    business: "Un negocio habitual",
    trafficking_concern: "Preocupación por trata",
  },
  share: [
    "nada apunta a ello",
    "poco apunta a ello",
    "algunas señales",
    "muchas señales",
    "la mayoría de las señales",
  ],
  template: "Plantillas",
  templateSays:
    "lo que comparten todos los anuncios va sin marcar; lo que cambia, subrayado, con el " +
    "número de variantes",
  aligned: (n: string) => `${n}, texto alineado`,
  bits: (share: string) => `la plantilla dice el ${share} del texto`,
  bitsFull: (saved: string, alone: string) => `${saved} de ${alone} bits ahorrados`,
  variants: (n: number) => plural("es", n, { one: "# variante", other: "# variantes" }),
  others: (n: number) => plural("es", n, { one: "y # más", other: "y # más" }),
  empty: "omitido",
  moreTemplates: (n: number) =>
    plural("es", n, {
      one: "# plantilla más está en clusters.jsonl",
      other: "# plantillas más están en clusters.jsonl",
    }),
  showMore: (n: number) => plural("es", n, { one: "Mostrar # más", other: "Mostrar # más" }),
  network: "Red",
  networkSays: "los círculos son grupos de anuncios, los cuadrados son contactos",
  networkHelp: "Elija un círculo o un cuadrado para ver qué es.",
  asTable: "Como tabla",
  asPicture: "Como imagen",
  group: "Grupo",
  contact: "Contacto",
  kind: "Tipo",
  count: "Anuncios",
  tie: "Fuerza",
  lone: "un anuncio suelto",
  notDrawn: (n: number) =>
    plural("es", n, {
      one: "# grupo menor no está dibujado",
      other: "# grupos menores no están dibujados",
    }),
  hiddenGroups: (n: number) =>
    plural("es", n, {
      one: "# grupo plegado: Intro lo muestra",
      other: "# grupos plegados: Intro los muestra",
    }),
  timePlace: "Tiempo y lugar",
  timeSays: "lugares por orden de aparición",
  place: "Lugar",
  day: "Día",
  noPlace: "lugar desconocido",
  noTime: "Ningún anuncio tiene una fecha legible.",
  step: (n: number) =>
    plural("es", n, { one: "una columna es # día", other: "una columna son # días" }),
  morePlaces: (n: number) => plural("es", n, { one: "# lugar más", other: "# lugares más" }),
  circuit: (places: string, days: string) => `${places} en ${days}`,
  burst: (postings: string, expected: string) =>
    `${postings} a la vez, cuando lo habitual sería ${expected}`,
  map: "Mapa",
  mapSays: "donde los anuncios dicen estar; la línea sigue el orden de aparición",
  offMap: "Fuera del mapa:",
  sharedName: "Varias ciudades se llaman así y nada dice cuál es:",
  contactsHead: "A qué conducen",
  courtesy:
    "Ocultos por cortesía hacia las personas que hay detrás. No protege nada: este " +
    "archivo contiene los valores.",
  pseudonymous:
    "Los identificadores se sustituyen por seudónimos: el mismo valor tiene el mismo nombre.",
  showAll: "Mostrar todos los identificadores",
  hideAll: "Ocultar todos los identificadores",
  hiddenIdentifier: (what: string) => `${what}, oculto: pulse para mostrarlo`,
  inGroups: "Grupos que une",
  moreContacts: (n: number) =>
    plural("es", n, {
      one: "# contacto más está en identifiers.csv",
      other: "# contactos más están en identifiers.csv",
    }),
  samples: (shown: string, all: string) => `Anuncios, ${shown} de ${all}`,
  legendFor: "citado a favor",
  legendAgainst: "citado en contra",
  legendSlot: "cambia entre anuncios",
  legendId: "identificador",
  cut: (n: number) =>
    plural("es", n, {
      one: "# byte más está en la entrada",
      other: "# bytes más están en la entrada",
    }),
  allElsewhere: "Todos sus anuncios están en postings.csv, por grupo o red.",
  foot1:
    "Una pista dice: mire aquí. No es una conclusión y no dice nada de ninguna persona. " +
    "Las razones inocentes son tan serias como las demás.",
  foot2:
    "Nada sale de esta página y nada queda registrado por ella. No escriba ni llame por " +
    "ella a las personas que hay tras estos contactos.",
  aboutTitle: "Sobre este análisis",
  aboutSay: (version: string, date: string) => `Lodestar ${version}, ${date}.`,
  countNames: {
    postings: "Anuncios leídos",
    skipped_rows: "Filas omitidas",
    unknown_times: "Fechas no entendidas",
    html_postings: "Anuncios con HTML, leídos como texto",
    in_clusters: "Anuncios en grupos",
    clusters: "Grupos",
    contacts: "Identificadores distintos",
    occurrences: "Identificadores vistos",
    in_networks: "Anuncios en redes",
    networks: "Redes",
    leads: "Pistas",
  },
  leftOut: "Lo que esta página deja fuera",
  leftLeads: (shown: string, all: string) =>
    `Pistas: ${shown} de ${all}, las sumas mayores primero. Todas están en leads.jsonl.`,
  leftSamples:
    "Anuncios: hasta 25 de cada una de las primeras 50 pistas, menos de las siguientes, " +
    "textos de hasta 1.500 bytes. Todos están en la entrada.",
  leftOthers:
    "Grupos y redes que no son pista: se muestran hasta 50 de cada clase. Todos están en " +
    "clusters.jsonl y networks.jsonl.",
  limits: "Lo que no puede saber",
  limit1:
    "Si alguien está siendo explotado. Ningún dato público puede enseñárselo a un " +
    "programa, y no se afirma ninguna exactitud.",
  limit2:
    "Qué acordaron las personas. Compartir un teléfono, un texto o un viaje es corriente " +
    "entre quienes trabajan juntos.",
  limit3: "Lo que no está escrito: imágenes, voces y lo que se acuerda en otra parte.",
  limit4:
    "Los indicadores cambian en cuanto se conocen; unas lenguas están mejor cubiertas que otras.",
  inputs: "Entradas",
  packs: "Conocimiento usado",
  steps: "Tiempo empleado",
  cuts: "Identificadores que no unen nada",
  cutsSay:
    "demasiado comunes, compartidos por extraños o genéricos (un número gratuito, un ejemplo, " +
    "cifras seguidas como 345678): sus lazos se debilitaron o cortaron para que no formen red",
  cutsMore: (n: number) =>
    plural("es", n, { one: "# más está en run.json", other: "# más están en run.json" }),
  reasons: {
    too_common: "demasiado común",
    hijacked: "compartido por extraños",
    generic: "genérico",
    giant_component: "lo uniría todo",
    coincidence: "compartido por azar",
    community: "pertenece más a otra red",
  },
  skippedHead: "Filas omitidas",
  skippedMore: (n: number) =>
    plural("es", n, { one: "# más está en skipped.jsonl", other: "# más están en skipped.jsonl" }),
  none: "Ninguno.",
  file: "Archivo",
  bytes: "Bytes",
  digest: "Suma de control",
  understood: "Leído como",
  date: "Fecha",
  line: "Línea",
  column: "Columna",
  reason: "Motivo",
  parameters: "Parámetros",
  parameter: "Parámetro",
  value: "Valor",
  stepNames: {
    reading: "leer",
    contacts: "contactos",
    clusters: "grupos",
    networks: "redes",
    leads: "pistas",
    writing: "escribir",
  },
  step2: "Paso",
  seconds: "Segundos",
  keys: {
    next: "pista siguiente o anterior",
    open: "leer la pista",
    back: "volver a la lista",
    find: "buscar",
    mask: "mostrar u ocultar identificadores",
    network: "la red como tabla",
    others: "lo que no es pista",
    about: "sobre este análisis",
    theme: "claro, oscuro, sistema",
    help: "estas teclas",
  },
  kinds: {
    ...en.kinds,
    phone: "teléfono",
    email: "correo",
    url: "dirección web",
    image_hash: "imagen",
  },
  families: {
    structure: "estructura",
    linkage: "vínculos",
    movement: "movimiento",
    control: "control",
    recruitment_deception: "captación y engaño",
    debt_and_fees: "deuda y cobros",
    documents: "documentos",
    restriction: "restricción",
    living_conditions: "condiciones de vida",
    pay: "pago",
    age_words: "palabras de edad",
    service_risk: "riesgo en servicios",
    counter: "contraindicios",
  },
  fields: {
    id: "identificador",
    title: "título",
    text: "texto",
    time: "fecha y hora",
    place: "lugar",
    source: "procedencia",
    author: "autoría",
    phone: "teléfono",
    image_hash: "imagen",
  },
  delimiters: {
    comma: "coma entre campos",
    semicolon: "punto y coma entre campos",
    tab: "tabulador entre campos",
    bar: "barra entre campos",
    told: "el signo indicado entre campos",
  },
  replaced: (n: number) =>
    plural("es", n, { one: "# punto ilegible", other: "# puntos ilegibles" }),
  skippedOf: (n: number) => plural("es", n, { one: "# fila omitida", other: "# filas omitidas" }),
  dateOrders: {
    day_first: "3/5/2024 leído como 3 de mayo",
    month_first: "3/5/2024 leído como 5 de marzo",
  },
  orderUntold: "ninguna fecha lo aclara",
  notUsed: "no usadas",
  countedDays: "fechas leídas como días contados por una hoja de cálculo",
  otherSheets: "las otras hojas del libro no se han leído",
  otherOrderDates: (n: number) =>
    `fechas que solo se leerían con el otro orden de día y mes y quedan sin fecha: ${n}`,
  otherTexts: (n: number) =>
    plural("es", n, {
      one: "# fila tiene un identificador ya conocido con otro texto",
      other: "# filas tienen identificadores ya conocidos con otros textos",
    }),
  otherName: "si el archivo vuelve a contar desde uno, dele otro nombre",
  mayLackHeader: "La primera fila parece un anuncio: --no-header la lee como tal",
  encodingGuess: (encoding: string, known: string, likelier: string) =>
    `${encoding} es una suposición, pues muchas palabras no existen así; ` +
    `aquí se conocen ${known}: si el archivo usa otra codificación, ` +
    `conviértalo antes, por ejemplo con iconv -f ${likelier} -t UTF-8`,
  encodingMixed: "algunas partes usan otra codificación, y lo que dicen se pierde",
  htmlRead: (n: number) =>
    plural("es", n, {
      one: "HTML de # anuncio leído como texto",
      other: "HTML de # anuncios leído como texto",
    }),
  unknownTimes: (n: number) =>
    plural("es", n, { one: "# fecha no entendida", other: "# fechas no entendidas" }),
  faults: {
    nested_text: "el texto es una lista o un objeto JSON de otra forma",
    nested_title: "el título es una lista o un objeto JSON de otra forma",
    no_text: "sin texto ni título",
    repeated_id: "una fila anterior tiene el mismo identificador",
    known_by_id: "ya se conoce un anuncio de este archivo e identificador",
    known_by_id_other_text: "ya se conoce otro texto con este archivo e identificador",
    known_by_content: "ya se conoce un anuncio que dice lo mismo",
    huge_field: "un campo de más de 1 GB",
    unclosed_quote: "aquí se abren comillas que nunca se cierran",
    field_count: "campos: {found}, columnas: {due}",
    no_object: "la línea no es un objeto JSON",
    no_json: "la línea no es JSON válido",
    more_after_object: "hay algo más tras el objeto JSON",
    unclosed_string: "una cadena nunca se cierra",
    bad_escape: "un escape en una cadena está mal",
    bare_control: "un carácter de control en una cadena va sin escape",
    long_line: "la línea es demasiado larga",
    cell_place: "una celda no está en ningún lugar de la hoja",
    cell_string: "una celda remite a un texto que no existe",
  },
};
