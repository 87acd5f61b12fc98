// SPDX-License-Identifier: Apache-2.0
// Spanish.
import { plural } from "../shared/plural";
import type { Strings } from "./strings_en";

export const es: Strings = {
  name: "Español",
  title: "Comprobar una prueba",
  lead:
    "¿Estaba esta entrada en el registro, y quién la vio allí? Todo se hace en este dispositivo: " +
    "la página no envía nada, no guarda nada y funciona sin red.",
  theme: "Claro, oscuro o como el sistema",
  language: "Idioma",
  light: "Claro",
  dark: "Oscuro",
  system: "Sistema",
  skip: "Ir al resultado",
  proof: "La prueba",
  proofSay: "El archivo que se entregó con la entrada. Su nombre acaba en .tlog-proof.",
  entry: "La entrada",
  entrySay:
    "El mismo archivo que se puso en el registro. Una copia que se abrió y se volvió a guardar " +
    "es otro. De un registro privado es el archivo que abre la entrada; su nombre acaba en " +
    ".opening.",
  trust: "A quién cree",
  trustSay:
    "La clave del registro, una línea, o una política con las claves de registros y testigos. " +
    "Consígala por otra vía que la prueba: quien hiciera una prueba falsa enviaría con ella una " +
    "clave falsa.",
  trustLabel: "Línea de clave o política",
  choose: "Elegir un archivo",
  orDrop: "o suéltelo aquí",
  remove: "Quitar",
  bytes: (n: number) => plural("es", n, { one: "# byte", many: "# de bytes", other: "# bytes" }),
  result: "Resultado",
  waiting: "Aquí aparecerá la respuesta",
  missing: "Todavía falta:",
  yes: "La entrada estaba en el registro",
  yesAlone: "El registro dice que la entrada está en él",
  seen: (origin: string, time: string, who: string) =>
    `Esta entrada estaba en el registro ${origin} a más tardar el ${time}; así lo vieron: ${who}.`,
  seenAtNoTime: (origin: string, who: string) =>
    `Esta entrada estaba en el registro ${origin}; así lo vieron, sin decir cuándo: ${who}.`,
  unseen: (origin: string) =>
    `Esta entrada está en el registro ${origin}, según el propio registro. Ningún testigo al que ` +
    "usted crea responde de ello, así que no queda probada ninguna fecha.",
  opened: "Lo que trajo",
  opens:
    "Este archivo abre una entrada que por sí sola no dice nada: los demás solo ven en el " +
    "registro 37 bytes sin sentido, no de qué trata ni de quién.",
  openedType: (type: string) => `Este archivo contiene un documento del tipo ${type}.`,
  openedWarning:
    "Quien reciba este archivo puede leer lo que contiene y probarlo ante otros. Entréguelo solo " +
    "a quienes concierne.",
  proven: "Lo que queda probado",
  place: (index: string, size: string) =>
    `Es la entrada número ${index}, contando desde 0, de las ${size} que el registro tenía ` +
    "entonces.",
  signed: (origin: string) => `El registro firmó esto: la firma de ${origin} es válida.`,
  witnessed: (name: string, time: string) => `${name} vio este estado del registro el ${time}.`,
  witnessedAtNoTime: (name: string) => `${name} vio este estado del registro y no dijo cuándo.`,
  enough: (n: string, all: string) =>
    `De los ${all} testigos que usted nombró responden ${n}, y eso basta a su política.`,
  notProven: "Lo que no queda probado",
  notWhen: "Cuándo se hizo la entrada. Puede ser más antigua que su lugar en el registro.",
  notTrue: "Que sea verdad lo que dice, ni quién la escribió.",
  notWhose: "De quién son las claves. Usted las trajo; la página no puede saberlo.",
  notSame: "Que el registro muestre lo mismo a todos. De eso solo pueden responder testigos.",
  notClock:
    "Que los relojes de los testigos fueran exactos. Cada hora es la palabra de ese testigo.",
  notExtra: (bytes: string) =>
    `Lo que la prueba lleva además: ${bytes} de los que nadie responde. No se han usado.`,
  record: "Para el expediente",
  log: "Registro",
  number: "Número de la entrada",
  size: "Entradas del registro",
  root: "Raíz del registro",
  leaf: "Huella de la entrada en el registro",
  digest: "SHA-256 de la entrada",
  digestOpening: "SHA-256 del archivo que la abre",
  digestProof: "SHA-256 de la prueba",
  keys: "Claves que firmaron",
  print: "Imprimir este resultado",
  no: "No queda probado nada",
  noSay:
    "Eso no significa que la entrada sea falsa. Significa que la prueba, la entrada y las claves " +
    "no encajan.",
  todo: "Qué hacer",
  whatProof: "La prueba",
  whatTrust: "La clave o la política",
  atLine: (what: string, line: string, part: string) =>
    `${what} no se puede leer: línea ${line}, ${part}.`,
  atWhole: (what: string, part: string) => `${what} no se puede leer: ${part}.`,
  parts: {
    length: "es demasiado larga",
    characters: "un carácter que no debe estar ahí",
    version: "la primera línea de una prueba",
    extra: "los datos añadidos",
    index: "el número de la entrada",
    hash: "una huella",
    gap: "falta una línea vacía o el final de una línea",
    origin: "el nombre del registro",
    size: "el tamaño del registro",
    root: "la raíz del registro",
    extension: "una línea detrás de la raíz",
    signature: "una línea de firma",
    key: "una clave",
    word: "una palabra que aquí no significa nada",
    fields: "pocas palabras, o demasiadas",
    name: "un nombre que ya está tomado",
    member: "un miembro de un grupo",
    threshold: "cuántos de un grupo se piden",
    quorum: "la línea que dice quién basta",
  },
  formProofDo:
    "Pida otra vez la prueba, como archivo adjunto. Los programas de correo y los editores " +
    "cambian " +
    "las líneas.",
  formTrustDo:
    "Cópiela entera. Una clave es una línea: un nombre, ocho cifras y letras, con signos de más " +
    "entre ellos. Una política tiene una línea que empieza por «quorum».",
  falseSignature: (name: string) => `Una firma en nombre de ${name} no es válida.`,
  falseSignatureDo:
    "No se fíe de esta prueba. Lo firmado se cambió después, o lo firmó otra clave. Pida otra " +
    "vez " +
    "la prueba y la clave, cada una por una vía distinta.",
  nobodyKnown: (origin: string) =>
    `Nadie a quien usted crea la ha firmado. Es del registro ${origin}.`,
  nobodyKnownDo: "Mire si la clave que dio es la de este registro.",
  anotherLog: (origin: string) =>
    `Ninguna de las claves que dio para el registro ${origin} la ha firmado.`,
  anotherLogDo: "Mire si su política tiene la clave de este registro con este mismo nombre.",
  noQuorum: (who: string) => `Muy pocos testigos: responden ${who}, y su política pide más.`,
  noQuorumNobody: "Ningún testigo que usted nombró responde, y su política los pide.",
  noQuorumDo: "Pida a quien lleva el registro una prueba posterior, con los testigos que faltan.",
  anotherEntry:
    "Las firmas son válidas, pero este archivo no es la entrada de la que trata la prueba.",
  anotherEntryDo:
    "Mire si es el mismo archivo. Si el registro guarda líneas de texto, la entrada es la línea " +
    "sin su final. De un archivo de más de 65.535 bytes un registro guarda solo una huella: esa " +
    "es " +
    "la entrada.",
  unreadable: "No se pudo leer este archivo. Elíjalo otra vez.",
  allOfSubject:
    "Este archivo prueba todas las entradas sobre un asunto. Esta página no puede " +
    "comprobarlo; el programa sí: lodestar verify ARCHIVO --subject-file ASUNTO --key CLAVE",
  tooLarge: "Este archivo es demasiado grande para ser una entrada.",
};
