// SPDX-License-Identifier: Apache-2.0
// French.
import { plural } from "../shared/plural";
import { fr as words } from "../lead/words_fr";
import { Strings } from "./strings_en";

export const fr: Strings = {
  ...words,
  name: "Français",
  search: "Chercher pistes, contacts, annonces",
  about: "À propos de cette analyse",
  noLeads: "Aucune piste dans cette analyse.",
  noLeadsWhy:
    "Une piste demande deux sortes d’indices indépendants, dont l’un tient à la structure" +
    " des annonces. Rien n’y est parvenu ici. Les plus grands réseaux et textes sont dans " +
    "la liste ; tout est dans les fichiers à côté de cette page.",
  noHits:
    "Rien trouvé. La recherche porte sur les titres, les lieux, les modèles et leurs variantes, " +
    "les contacts, et les textes et identifiants des annonces montrées ici.",
  askHits: "Cette page montre une partie de l’analyse. Dans le tout, un numéro se cherche avec",
  othersHead: "Ce qui n’est pas une piste",
  othersSay:
    "Rien ici n’a atteint les indices qu’il faut à une piste. C’est là pour être consulté.",
  othersNetworks: "Réseaux",
  othersTexts: "Textes hors de tout réseau",
  largestOf: (shown: string, all: string, file: string) =>
    `les ${shown} plus grands sur ${all} ; ${file} les a tous`,
  otherTag: "pas une piste ; parmi les plus grands trouvés",
  otherSay: "Ce qui a été trouvé ici n’a pas atteint les indices qu’il faut à une piste.",
  tiesNothing: (reason: string) => `ne lie rien ici : ${reason}`,
  moreTemplates: (n: number) =>
    plural("fr", n, {
      one: "# autre modèle est dans clusters.jsonl",
      other: "# autres modèles sont dans clusters.jsonl",
    }),
  courtesy:
    "Masqués par égard pour les personnes derrière. Cela ne protège rien : ce fichier " +
    "contient les valeurs.",
  pseudonymous:
    "Les identifiants sont remplacés par des pseudonymes : la même valeur a le même nom.",
  showAll: "Montrer tous les identifiants",
  hideAll: "Masquer tous les identifiants",
  moreContacts: (n: number) =>
    plural("fr", n, {
      one: "# autre contact est dans identifiers.csv",
      other: "# autres contacts sont dans identifiers.csv",
    }),
  samples: (shown: string, all: string) => `Annonces, ${shown} sur ${all}`,
  legendFor: "cité pour",
  legendAgainst: "cité contre",
  legendSlot: "change d’une annonce à l’autre",
  legendId: "identifiant",
  cut: (n: number) =>
    plural("fr", n, {
      one: "# octet de plus est dans l’entrée",
      other: "# octets de plus sont dans l’entrée",
    }),
  allElsewhere: "Toutes ses annonces sont dans postings.csv, par groupe ou réseau.",
  foot1:
    "Une piste dit : regardez ici. Ce n’est pas une conclusion, et elle ne dit rien " +
    "d’aucune personne. Les raisons innocentes sont aussi sérieuses que les autres.",
  foot2:
    "Rien ne quitte cette page, et elle n’enregistre rien. N’écrivez pas aux personnes " +
    "derrière ces contacts et ne les appelez pas à cause d’elle.",
  aboutTitle: "À propos de cette analyse",
  aboutSay: (version: string, date: string) => `Lodestar ${version}, ${date}.`,
  countNames: {
    postings: "Annonces lues",
    skipped_rows: "Lignes écartées",
    unknown_times: "Dates non comprises",
    html_postings: "Annonces avec HTML, lues comme texte",
    in_clusters: "Annonces en groupes",
    clusters: "Groupes",
    contacts: "Identifiants différents",
    occurrences: "Identifiants vus",
    in_networks: "Annonces en réseaux",
    networks: "Réseaux",
    leads: "Pistes",
  },
  leftOut: "Ce que cette page laisse de côté",
  leftLeads: (shown: string, all: string) =>
    `Pistes : ${shown} sur ${all}, les plus hautes sommes d’abord. Toutes sont dans leads.jsonl.`,
  leftSamples:
    "Annonces : jusqu’à 25 pour chacune des 50 premières pistes, moins pour les " +
    "suivantes, textes jusqu’à 1 500 octets. Toutes sont dans l’entrée.",
  leftOthers:
    "Groupes et réseaux qui ne sont pas des pistes : jusqu’à 50 de chaque sont montrés. Tous " +
    "sont dans clusters.jsonl et networks.jsonl.",
  limits: "Ce qu’elle ne peut pas dire",
  limit1:
    "Si quelqu’un est exploité. Aucune donnée publique ne peut l’apprendre à un " +
    "programme, et aucune exactitude n’est revendiquée.",
  limit2:
    "Ce que les personnes ont voulu. Partager un téléphone, un texte ou un trajet est " +
    "courant entre gens qui travaillent ensemble.",
  limit3: "Ce qui n’est pas écrit : images, voix, et ce qui se convient ailleurs.",
  limit4:
    "Les indicateurs changent dès qu’ils sont connus ; certaines langues sont mieux " +
    "couvertes que d’autres.",
  inputs: "Entrées",
  packs: "Connaissances utilisées",
  steps: "Temps pris",
  cuts: "Identifiants qui ne relient rien",
  cutsSay:
    "trop communs, partagés par des inconnus ou génériques (un numéro gratuit, un exemple, des " +
    "chiffres qui se suivent comme 345678) : leurs liens ont été affaiblis ou coupés pour qu’ils " +
    "ne fassent pas réseau",
  cutsMore: (n: number) =>
    plural("fr", n, { one: "# autre est dans run.json", other: "# autres sont dans run.json" }),
  reasons: {
    too_common: "trop commun",
    hijacked: "partagé par des inconnus",
    generic: "générique",
    giant_component: "relierait tout",
    coincidence: "partagé par hasard",
    community: "tient plus à un autre réseau",
  },
  skippedHead: "Lignes écartées",
  skippedMore: (n: number) =>
    plural("fr", n, {
      one: "# autre est dans skipped.jsonl",
      other: "# autres sont dans skipped.jsonl",
    }),
  none: "Aucun.",
  file: "Fichier",
  bytes: "Octets",
  digest: "Empreinte",
  understood: "Lu comme",
  date: "Date",
  line: "Ligne",
  column: "Colonne",
  reason: "Motif",
  parameters: "Paramètres",
  parameter: "Paramètre",
  stepNames: {
    reading: "lecture",
    contacts: "contacts",
    clusters: "groupes",
    networks: "réseaux",
    leads: "pistes",
    writing: "écriture",
  },
  step2: "Étape",
  seconds: "Secondes",
  keys: {
    next: "piste suivante ou précédente",
    open: "lire la piste",
    back: "retour à la liste",
    find: "chercher",
    mask: "montrer ou masquer les identifiants",
    network: "le réseau en tableau",
    others: "ce qui n’est pas une piste",
    about: "à propos de cette analyse",
    theme: "clair, sombre, système",
    help: "ces touches",
  },
  fields: {
    id: "identifiant",
    title: "titre",
    text: "texte",
    time: "date et heure",
    place: "lieu",
    source: "provenance",
    author: "auteur",
    phone: "téléphone",
    image_hash: "image",
  },
  delimiters: {
    comma: "virgule entre les champs",
    semicolon: "point-virgule entre les champs",
    tab: "tabulation entre les champs",
    bar: "barre entre les champs",
    told: "le signe indiqué entre les champs",
    "one column": "une seule colonne",
  },
  backslashes: "guillemets lus derrière des barres obliques inverses",
  replaced: (n: number) =>
    plural("fr", n, { one: "# endroit illisible", other: "# endroits illisibles" }),
  skippedOf: (n: number) => plural("fr", n, { one: "# ligne écartée", other: "# lignes écartées" }),
  dateOrders: {
    day_first: "3/5/2024 lu comme 3 mai",
    month_first: "3/5/2024 lu comme 5 mars",
  },
  orderUntold: "aucune date ne tranche",
  notUsed: "non utilisées",
  countedDays: "dates lues comme des jours comptés par un tableur",
  otherSheets: "les autres feuilles du classeur ne sont pas lues",
  otherOrderDates: (n: number) =>
    `dates lisibles seulement dans l’autre ordre du jour et du mois, laissées sans date : ${n}`,
  strayQuotes: (n: number) =>
    `guillemets qui ouvrent un champ et ne se ferment pas, lus comme du texte : ${n}`,
  holdingRows: (n: number) =>
    `textes entre guillemets sur des lignes qui semblent des enregistrements, à vérifier : ${n}`,
  otherTexts: (n: number) =>
    plural("fr", n, {
      one: "# ligne a un identifiant déjà connu avec un autre texte",
      other: "# lignes ont des identifiants déjà connus avec d’autres textes",
    }),
  otherName: "si le fichier recompte depuis un, donnez-lui un autre nom",
  mayLackHeader: "La première ligne ressemble à une annonce : --no-header la lit comme telle",
  encodingGuess: (encoding: string, known: string, likelier: string) =>
    `${encoding} est une supposition, car beaucoup de mots n’y existent pas ; ` +
    `sont connus ici ${known} : si le fichier a un autre encodage, ` +
    `convertissez-le d’abord, par exemple avec iconv -f ${likelier} -t UTF-8`,
  encodingMixed: "certaines parties ont un autre encodage, et ce qui s’y trouve est perdu",
  htmlRead: (n: number) =>
    plural("fr", n, {
      one: "HTML de # annonce lu comme texte",
      other: "HTML de # annonces lu comme texte",
    }),
  unknownTimes: (n: number) =>
    plural("fr", n, { one: "# date non comprise", other: "# dates non comprises" }),
  faults: {
    nested_text: "le texte est une liste ou un objet JSON d’une autre forme",
    nested_title: "le titre est une liste ou un objet JSON d’une autre forme",
    no_text: "ni texte ni titre",
    repeated_id: "une ligne antérieure a le même identifiant",
    known_by_id: "une annonce de ce fichier et de cet identifiant est déjà connue",
    known_by_id_other_text: "un autre texte est déjà connu avec ce fichier et cet identifiant",
    known_by_content: "une annonce qui dit la même chose est déjà connue",
    huge_field: "un champ de plus de 1 Go",
    unclosed_quote: "un guillemet s’ouvre ici et ne se ferme jamais",
    field_count: "champs : {found}, colonnes : {due}",
    no_object: "la ligne n’est pas un objet JSON",
    no_json: "la ligne n’est pas du JSON valide",
    more_after_object: "il y a autre chose après l’objet JSON",
    unclosed_string: "une chaîne ne se ferme jamais",
    bad_escape: "un échappement dans une chaîne est faux",
    bare_control: "un caractère de contrôle dans une chaîne n’est pas échappé",
    long_line: "la ligne est trop longue",
    cell_place: "une cellule n’est à aucune place de la feuille",
    cell_string: "une cellule renvoie à un texte qui n’existe pas",
  },
};
