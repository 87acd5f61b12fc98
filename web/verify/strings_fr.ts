// SPDX-License-Identifier: Apache-2.0
// French.
import { plural } from "../shared/plural";
import type { Strings } from "./strings_en";

export const fr: Strings = {
  name: "Français",
  title: "Vérifier une preuve",
  lead:
    "Cette entrée était-elle dans le journal, et qui l’y a vue ? Tout se fait sur cet appareil : " +
    "la page n’envoie rien, ne garde rien et fonctionne sans réseau.",
  theme: "Clair, sombre ou comme le système",
  language: "Langue",
  light: "Clair",
  dark: "Sombre",
  system: "Système",
  skip: "Aller au résultat",
  proof: "La preuve",
  proofSay: "Le fichier remis avec l’entrée. Son nom finit par .tlog-proof.",
  entry: "L’entrée",
  entrySay:
    "Le fichier même qui a été mis dans le journal. Une copie ouverte puis enregistrée en est un " +
    "autre. D’un journal privé, c’est le fichier qui ouvre l’entrée ; son nom finit par " +
    ".opening.",
  trust: "Qui vous croyez",
  trustSay:
    "La clé du journal, une ligne, ou une politique avec les clés des journaux et des témoins. " +
    "Obtenez-la par une autre voie que la preuve : qui ferait une fausse preuve enverrait une " +
    "fausse clé avec elle.",
  trustLabel: "Ligne de clé ou politique",
  choose: "Choisir un fichier",
  orDrop: "ou déposez-le ici",
  remove: "Retirer",
  bytes: (n: number) => plural("fr", n, { one: "# octet", many: "# d’octets", other: "# octets" }),
  result: "Résultat",
  waiting: "La réponse vient ici",
  missing: "Il manque encore :",
  yes: "L’entrée était dans le journal",
  yesAlone: "Le journal dit que l’entrée y est",
  seen: (origin: string, time: string, who: string) =>
    `Cette entrée était dans le journal ${origin} au plus tard le ${time} ; l’ont vue : ${who}.`,
  seenAtNoTime: (origin: string, who: string) =>
    `Cette entrée était dans le journal ${origin} ; l’ont vue, sans dire quand : ${who}.`,
  unseen: (origin: string) =>
    `Cette entrée est dans le journal ${origin}, dit le journal lui-même. Aucun témoin que vous ` +
    "croyez ne s’en porte garant ; aucune date n’est donc prouvée.",
  opened: "Ce que vous avez apporté",
  opens:
    "Ce fichier ouvre une entrée qui ne dit rien elle-même : les autres ne voient dans le " +
    "journal que 37 octets sans signification, ni de quoi il s’agit ni de qui.",
  openedType: (type: string) => `Ce fichier contient un document du type ${type}.`,
  openedWarning:
    "Qui reçoit ce fichier peut en lire le contenu et le prouver à d’autres. Ne le remettez qu’à " +
    "ceux que cela concerne.",
  proven: "Ce qui est prouvé",
  place: (index: string, size: string) =>
    `C’est l’entrée numéro ${index}, comptée à partir de 0, des ${size} que le journal avait ` +
    "alors.",
  signed: (origin: string) => `Le journal a signé cela : la signature de ${origin} est valable.`,
  witnessed: (name: string, time: string) => `${name} a vu cet état du journal le ${time}.`,
  witnessedAtNoTime: (name: string) => `${name} a vu cet état du journal, sans dire quand.`,
  enough: (n: string, all: string) =>
    `Sur ${all} témoins que vous avez nommés, s’en portent garants : ${n}. Cela suffit à votre ` +
    "politique.",
  notProven: "Ce qui n’est pas prouvé",
  notWhen: "Quand l’entrée a été faite. Elle peut être plus ancienne que sa place dans le journal.",
  notTrue: "Que ce qu’elle dit est vrai, ni qui l’a écrite.",
  notWhose: "À qui sont les clés. Vous les avez apportées ; la page ne peut pas le savoir.",
  notSame:
    "Que le journal montre la même chose à tous. Seuls des témoins peuvent s’en porter garants.",
  notClock: "Que les horloges des témoins étaient justes. Chaque date est la parole de ce témoin.",
  notExtra: (bytes: string) =>
    `Ce que la preuve porte en plus : ${bytes} dont rien ne répond. La page ne s’en est pas ` +
    "servie.",
  record: "Pour le dossier",
  log: "Journal",
  number: "Numéro de l’entrée",
  size: "Entrées du journal",
  root: "Racine du journal",
  leaf: "Empreinte de l’entrée dans le journal",
  digest: "SHA-256 de l’entrée",
  digestOpening: "SHA-256 du fichier qui l’ouvre",
  digestProof: "SHA-256 de la preuve",
  keys: "Clés qui ont signé",
  print: "Imprimer ce résultat",
  no: "Rien n’est prouvé",
  noSay:
    "Cela ne veut pas dire que l’entrée est fausse. Cela veut dire que la preuve, l’entrée et " +
    "les " +
    "clés ne vont pas ensemble.",
  todo: "Que faire",
  whatProof: "La preuve",
  whatTrust: "La clé ou la politique",
  atLine: (what: string, line: string, part: string) =>
    `${what} est illisible : ligne ${line}, ${part}.`,
  atWhole: (what: string, part: string) => `${what} est illisible : ${part}.`,
  parts: {
    length: "c’est trop long",
    characters: "un caractère qui n’a rien à y faire",
    version: "la première ligne d’une preuve",
    extra: "les données en plus",
    index: "le numéro de l’entrée",
    hash: "une empreinte",
    gap: "il manque une ligne vide ou la fin d’une ligne",
    origin: "le nom du journal",
    size: "la taille du journal",
    root: "la racine du journal",
    extension: "une ligne après la racine",
    signature: "une ligne de signature",
    key: "une clé",
    word: "un mot qui ne veut rien dire ici",
    fields: "trop ou trop peu de mots",
    name: "un nom déjà pris",
    member: "un membre d’un groupe",
    threshold: "combien d’un groupe sont demandés",
    quorum: "la ligne qui dit qui suffit",
  },
  formProofDo:
    "Redemandez la preuve, en pièce jointe. Les messageries et les éditeurs changent les lignes.",
  formTrustDo:
    "Copiez-la en entier. Une clé est une ligne : un nom, huit chiffres et lettres, avec des " +
    "signes plus entre eux. Une politique a une ligne qui commence par « quorum ».",
  falseSignature: (name: string) => `Une signature au nom de ${name} n’est pas valable.`,
  falseSignatureDo:
    "Ne vous fiez pas à cette preuve. Ce qui était signé a changé depuis, ou une autre clé l’a " +
    "signé. Redemandez la preuve et la clé, chacune par une autre voie.",
  nobodyKnown: (origin: string) =>
    `Personne que vous croyez ne l’a signée. Elle vient du journal ${origin}.`,
  nobodyKnownDo: "Voyez si la clé que vous avez donnée est celle de ce journal.",
  anotherLog: (origin: string) =>
    `Aucune des clés que vous avez données pour le journal ${origin} ne l’a signée.`,
  anotherLogDo: "Voyez si votre politique a la clé de ce journal, sous ce nom exact.",
  noQuorum: (who: string) =>
    `Trop peu de témoins : s’en portent garants ${who}, et votre politique en demande plus.`,
  noQuorumNobody:
    "Aucun témoin que vous avez nommé ne s’en porte garant, et votre politique en demande.",
  noQuorumDo:
    "Demandez à qui tient le journal une preuve plus récente, avec les témoins qui manquent.",
  anotherEntry:
    "Les signatures sont valables, mais ce fichier n’est pas l’entrée dont parle la preuve.",
  anotherEntryDo:
    "Voyez si c’est le fichier même. Si le journal contient des lignes de texte, l’entrée est la " +
    "ligne sans sa fin. D’un fichier de plus de 65 535 octets, un journal ne garde qu’une " +
    "empreinte : c’est elle, l’entrée.",
  unreadable: "Ce fichier n’a pas pu être lu. Choisissez-le de nouveau.",
  allOfSubject:
    "Ce fichier prouve toutes les entrées sur un même sujet. Cette page ne peut pas le " +
    "vérifier ; le programme le peut : lodestar verify FICHIER --subject-file SUJET --key " +
    "CLÉ",
  tooLarge: "Ce fichier est trop grand pour être une entrée.",
};
