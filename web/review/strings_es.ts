// SPDX-License-Identifier: Apache-2.0
// Spanish.
import { plural } from "../shared/plural";
import { es as words } from "../lead/words_es";
import { Strings } from "./strings_en";

export const es: Strings = {
  ...words,
  name: "Español",
  search: "Buscar pistas, contactos, anuncios",
  about: "Sobre este análisis",
  noLeads: "No hay pistas en este análisis.",
  noLeadsWhy:
    "Una pista necesita dos tipos de indicios independientes, uno de ellos en la " +
    "estructura de los anuncios. Aquí nada llegó a eso. Las redes y textos más grandes están en " +
    "la lista; todo está en los archivos junto a esta página.",
  noHits:
    "No se encontró nada. La búsqueda mira títulos, lugares, plantillas y sus variantes, " +
    "contactos, y textos e identificadores de los anuncios mostrados aquí.",
  askHits: "Esta página muestra una parte del análisis. En todo él, un número se busca con",
  othersHead: "Lo que no es pista",
  othersSay:
    "Nada de esto llegó a los indicios que necesita una pista. Está aquí para consultarlo.",
  othersNetworks: "Redes",
  othersTexts: "Textos fuera de toda red",
  largestOf: (shown: string, all: string, file: string) =>
    `los ${shown} más grandes de ${all}; ${file} los tiene todos`,
  otherTag: "no es una pista; de lo más grande que se halló",
  otherSay: "Lo que se halló aquí no llegó a los indicios que necesita una pista.",
  tiesNothing: (reason: string) => `aquí no une nada: ${reason}`,
  moreTemplates: (n: number) =>
    plural("es", n, {
      one: "# plantilla más está en clusters.jsonl",
      other: "# plantillas más están en clusters.jsonl",
    }),
  courtesy:
    "Ocultos por cortesía hacia las personas que hay detrás. No protege nada: este " +
    "archivo contiene los valores.",
  pseudonymous:
    "Los identificadores se sustituyen por seudónimos: el mismo valor tiene el mismo nombre.",
  showAll: "Mostrar todos los identificadores",
  hideAll: "Ocultar todos los identificadores",
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
    "one column": "una sola columna",
  },
  backslashes: "comillas leídas tras barras inversas",
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
  strayQuotes: (n: number) =>
    `comillas que abren un campo y no se cierran, leídas como texto: ${n}`,
  holdingRows: (n: number) =>
    `textos entre comillas sobre líneas que parecen filas, por revisar en el archivo: ${n}`,
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
