// SPDX-License-Identifier: Apache-2.0
// French: what the built-in packs say, by the ids of their entries.
import { Evidences } from "./evidences";

export const fr: Evidences = {
  and: (a, b) => `${a} et ${b}`,
  inSome: "dans {n} annonces sur {m}",
  sectors: {
    packing: "Travail d’emballage",
    farm: "Travail agricole",
    fishing: "Travail de pêche",
    seafaring: "Travail sur des bateaux",
    building: "Travail du bâtiment",
    care: "Travail de soin",
    housework: "Travail domestique",
    cleaning: "Travail de nettoyage",
    hotel: "Travail en hôtel et en cuisine",
    factory: "Travail en usine",
    driving: "Travail de conduite",
    office: "Travail de bureau et en ligne",
    nightlife: "Travail d’hôtesse",
    modelling: "Travail de mannequin",
    massage: "Massage",
    companionship: "Accompagnement",
  },
  measures: {
    names_to_one_contact: [
      "Plusieurs prénoms mènent à un seul contact",
      "un contact sous {n} prénoms",
      "{n} prénoms, 1 contact",
      "Un numéro qui répond pour beaucoup de personnes indique un tiers qui répond pour elles.",
      "Une agence, un accueil, un logement partagé ou une personne qui change de nom.",
    ],
    ages_to_one_contact: [
      "Plusieurs âges mènent à un seul contact",
      "un contact sous {n} âges",
      "{n} âges, 1 contact",
      "Des âges différents derrière un numéro sont des personnes différentes, ou une " +
        "histoire qui change.",
      "Une agence, un logement partagé ou un âge simplement réinventé.",
    ],
    one_text_many_identities: [
      "Un modèle sous beaucoup d’identités",
      "un texte sous {n} identités",
      "identités : {n}, contacts : {m}",
      "Le même texte sous beaucoup de noms qui mènent à peu de contacts est organisé par " +
        "quelqu’un.",
      "Une franchise, un site qui republie ou un texte que beaucoup ont copié.",
    ],
    places_in_days: [
      "Plusieurs lieux l’un après l’autre en quelques jours",
      "{n} lieux en {days} jours",
      "{places}",
      "Être souvent déplacé empêche de nouer des liens et d’être retrouvé.",
      "Des tournées choisies, une équipe itinérante ou une agence qui publie ville par ville.",
    ],
    recruits_and_sells: [
      "Un contact recrute pour un travail et vend des services",
      "un contact recrute et vend",
      "groupes qui recrutent : {n}, qui vendent : {m} ; 1 contact",
      "Un contact qui recrute pour un travail ordinaire et vend des services intimes " +
        "relie l’offre à ce à quoi elle peut mener.",
      "Un établissement légal qui recrute et s’annonce, ou un numéro qui a changé de mains.",
    ],
    control_in_several_texts: [
      "Des textes différents avec un contact parlent pour d’autres",
      "un contact parle pour d’autres dans {n} textes",
      "{n} textes, 1 contact",
      "Parler pour d’autres dans plusieurs textes est une manière de travailler, pas une phrase.",
      "Une agence ou un salon.",
    ],
    binding_conditions_in_several_texts: [
      "Des textes différents avec un contact posent des conditions qui lient",
      "un contact lie des personnes dans {n} textes",
      "{n} textes, 1 contact",
      "Frais, dettes, papiers gardés ou paie retenue dans plusieurs textes sont une " +
        "manière de travailler, pas une phrase.",
      "Une agence qui copie une mauvaise clause dans tous ses textes.",
    ],
    many_kinds_of_work: [
      "Plusieurs sortes de travail mènent à un contact",
      "{n} sortes de travail, un contact",
      "{n} sortes de travail, 1 contact",
      "Un employeur a un métier ; qui offre n’importe quel travail n’en a peut-être aucun.",
      "Une agence d’intérim.",
    ],
    disguised_contacts: [
      "Le contact est déguisé dans la plupart des annonces",
      "un contact déguisé",
      "déguisé dans {n} annonces sur {m}",
      "On déguise pour que les machines ne relient pas les annonces.",
      "Les plateformes effacent les numéros, et on évite la publicité.",
    ],
    burst_of_postings: [
      "Beaucoup d’annonces en peu de temps",
      "{n} annonces d’un coup",
      "{n} annonces, environ {m} attendues|{n} annonces, moins d’une attendue",
      "Les rafales montrent une publication organisée.",
      "Une saison commence, ou un outil publie partout.",
    ],
    one_name_one_contact: [
      "Un nom et un contact partout",
      "un nom et un contact partout",
      "1 nom, 1 contact",
      "La même personne répond partout.",
      "Une seule personne peut aussi être forcée de répondre.",
    ],
    company_address: [
      "L’adresse propre d’une entreprise et un contact",
      "l’adresse propre d’une entreprise",
      "1 domaine de courriel",
      "Un domaine a un propriétaire qu’on peut retrouver.",
      "Un domaine coûte peu ; regardez son âge et ses mentions légales.",
    ],
    very_wide_reach: [
      "Autant de lieux ou de numéros qu’une publicité de masse",
      "une portée de publicité de masse",
      "lieux : {n}, téléphones : {m}, sous un texte",
      "Plus de dix lieux ou cinq numéros sous un texte sont surtout de la publicité de masse.",
      "Parle contre une piste ; un grand réseau peut aussi être étendu.",
    ],
    told_by_others: [
      "Des annonces mettent en garde ou racontent",
      "annonces qui mettent en garde ou racontent : {n}",
      "{n} annonces de plus",
      "Qui met en garde contre un contact, ou dit ce qui s'y est passé, l'a peut-être " +
        "connu. Les noms, lieux et contacts de ces annonces sont les siens et ne comptent ici " +
        "pour rien d'autre.",
      "Un rival, un numéro erroné ou une histoire que beaucoup relaient.",
    ],
    one_account_one_contact: [
      "Un seul compte et un seul contact",
      "un compte et un contact : peut-être une personne seule",
      "1 compte, 1 contact",
      "Qui travaille seule use souvent de plusieurs noms et âges, voyage et publie tout " +
        "d'un seul compte.",
      "Un tiers aussi peut tout publier d'un seul compte.",
    ],
  },
  words: {
    fee_before_work: [
      "Un paiement est demandé avant le travail ou le voyage",
      "un paiement avant le départ",
      "Les frais d’embauche endettent avant tout gain ; beaucoup d’États et l’OIT les interdisent.",
      "Frais légaux de visa ou d’inscription dits ouvertement, ou un cours réellement vendu.",
    ],
    fee_paid_back: [
      "Ce que l’employeur avance doit être remboursé",
      "un paiement à rembourser",
      "Ce que l’employeur paie d’abord et reprend ensuite est une dette de qui travaille.",
      "Un remboursement écrit et limité si quelqu’un part peu après sa formation.",
    ],
    training_paid_back: [
      "Une formation est payée et doit être remboursée",
      "une formation à rembourser",
      "Qui doit encore une formation n’ose peut-être pas partir ; la somme et la durée disent " +
        "combien cela lie.",
      "Beaucoup d’employeurs en règle en conviennent par écrit, pour un permis que la personne " +
        "garde.",
    ],
    costs_taken_from_wages: [
      "Des frais sont retenus sur le salaire",
      "le voyage retenu sur le salaire",
      "Retenir voyage, logement ou outils peut ne rien laisser pour vivre et lier au travail.",
      "Impôts, assurances ou avance écrite et limitée par la loi.",
    ],
    debt_for_the_journey: [
      "Le voyage est prêté et doit être remboursé en travaillant",
      "le voyage donné comme dette",
      "Une dette envers le recruteur ou l’employeur est le lien le plus courant du travail forcé.",
      "Une avance sans intérêt, à remboursement écrit et limité.",
    ],
    penalty_for_leaving: [
      "Partir avant coûte une pénalité",
      "une pénalité pour partir",
      "Mettre un prix au départ enlève la liberté de partir.",
      "Préavis et clauses légales pour une formation coûteuse.",
    ],
    documents_kept: [
      "Passeports ou papiers gardés par quelqu’un d’autre",
      "papiers gardés",
      "Sans papiers on ne peut ni partir, ni prouver qui l’on est, ni demander de l’aide " +
        "sans peur.",
      "Un bref contrôle par un hôtel ou un employeur, ou un casier dont la personne a la clé.",
    ],
    papers_before_interview: [
      "Une copie du passeport est demandée dès le premier contact",
      "copies du passeport d’abord",
      "Des copies envoyées à des inconnus servent à usurper et à faire pression.",
      "Contrôle du droit au travail par un employeur connu, en général plus tard.",
    ],
    visitor_visa_for_work: [
      "Travail avec un visa de visiteur",
      "travail avec un visa de visiteur",
      "Qui n’a pas le droit de travailler n’a pas de contrat et craint plus les " +
        "autorités que l’employeur.",
      "Information honnête sur les voyages sans visa, ou un travail au service de touristes.",
    ],
    papers_arranged: [
      "Le recruteur s’occupe du visa ou du billet",
      "le recruteur s’occupe de tout",
      "Qui arrange tout sait tout, et peut tout retenir.",
      "L’aide à l’installation est normale dans les métiers en tension et les grandes entreprises.",
    ],
    vague_job: [
      "Le travail n’est dit qu’à l’arrivée",
      "le travail expliqué à l’arrivée",
      "Être trompé sur le travail, le lieu ou l’employeur est un des signes les plus " +
        "forts de l’OIT.",
      "Annonces courtes avec lien vers les détails ; viviers de travail temporaire.",
    ],
    contract_later: [
      "Pas de contrat, ou seulement après l’arrivée",
      "pas de contrat avant l’arrivée",
      "Ce qui fut promis ne peut être prouvé ; ce qu’on signe loin sous pression est souvent pire.",
      "Travail à la journée sans contrat d’usage, ou premier contact informel.",
    ],
    guaranteed_success: [
      "L’emploi ou le visa est dit garanti",
      "emploi ou visa garanti",
      "L’image fausse d’un succès certain est un leurre connu.",
      "Langage ordinaire de vente.",
    ],
    rush_to_leave: [
      "Pression pour partir tout de suite",
      "pression pour partir",
      "La hâte ne laisse pas le temps de poser des questions.",
      "Le travail saisonnier commence parfois vite.",
    ],
    messenger_only: [
      "Contact par messagerie seulement",
      "contact par messagerie seulement",
      "Un compte de messagerie ne laisse ni adresse ni nom d’employeur.",
      "En bien des endroits on écrit simplement ainsi.",
    ],
    no_experience: [
      "Aucune expérience demandée",
      "sans expérience",
      "Avec une paie haute ou un voyage, cela vise aussi qui a peu de choix.",
      "Vrai de la plupart des premiers emplois.",
    ],
    easy_money: [
      "Haute paie pour peu de savoir ou d’effort",
      "haute paie sans qualification",
      "Une paie très au-dessus de l’usage est un leurre courant.",
      "Vente à la commission et exagération ordinaire.",
    ],
    pay_held_back: [
      "La paie vient tard, à la fin ou par quelqu’un d’autre",
      "paie retenue",
      "Retenir la paie est un moyen d’empêcher de partir.",
      "Paie mensuelle échue, ou un prestataire légal.",
    ],
    very_long_hours: [
      "Journées très longues ou sans repos",
      "travail sans jour de repos",
      "Les heures excessives sont un des signes forts d’exploitation.",
      "Longs postes suivis de longs repos, comme en mer ou dans le soin.",
    ],
    crowded_housing: [
      "Beaucoup de personnes par chambre, ou conteneurs",
      "beaucoup de personnes par chambre",
      "Un logement bondé tenu par l’employeur signale de mauvaises conditions et une dépendance.",
      "Auberges et camps saisonniers conformes.",
    ],
    housing_tied_to_job: [
      "Logement sur place ou avec les autres employés",
      "logement lié à l’emploi",
      "Qui perd l’emploi perd le lit ; et qui possède les deux peut surveiller les deux.",
      "Courant et légal dans les fermes, navires, hôtels et le soin.",
    ],
    may_not_leave: [
      "Sorties, téléphones ou visites limités",
      "sortir n’est pas permis",
      "L’isolement et les mouvements surveillés sont des signes forts.",
      "Règles de sécurité d’un chantier ou d’un navire, heures calmes d’une auberge.",
    ],
    keep_it_secret: [
      "Famille et amis ne doivent rien savoir",
      "la famille ne doit rien savoir",
      "Le secret coupe de ceux qui pourraient avertir ou aider.",
      "Discrétion sur un projet pas encore annoncé.",
    ],
    fines_at_work: [
      "Des amendes sont prises pour de petites fautes",
      "des amendes pour de petites fautes",
      "Des amendes pour un retard, une maladie ou une erreur mangent le salaire et " +
        "tiennent par la peur et la dette.",
      "Un règlement sous convention collective, ou la cagnotte d'une équipe.",
    ],
    threats: [
      "Qui va à la police est menacé",
      "une menace contre qui se plaint",
      "La peur d'être expulsé, emprisonné ou de voir sa famille frappée empêche de " +
        "partir et de demander de l'aide.",
      "Un avertissement répété par qui aide ; lisez la phrase.",
    ],
    recruiter_drives: [
      "Tous les trajets avec le chauffeur du recruteur",
      "un chauffeur pour chaque trajet",
      "Qui est toujours conduit n’apprend ni le chemin ni à qui demander.",
      "Navettes vers des fermes et chantiers sans transports.",
    ],
    young_women_only: [
      "On ne demande que des jeunes ou un seul sexe",
      "seulement des jeunes",
      "Âge et sexe exigés sans raison dans le travail.",
      "Encore courant, légal ou non, en maison, soin et hôtellerie.",
    ],
    body_asked_for: [
      "Photos ou mensurations demandées",
      "photos et mensurations demandées",
      "On demande une apparence dont le travail n’a pas besoin.",
      "Mannequinat, uniformes, tailles de protections.",
    ],
    third_party_voice: [
      "Quelqu’un d’autre parle pour plusieurs personnes",
      "quelqu’un parle pour plusieurs personnes",
      "Qui écrit offre d’autres personnes ; on ne voit ni qui décide ni qui est payé.",
      "Agences, salons et amies qui écrivent ensemble.",
    ],
    manager_answers: [
      "Un responsable ou un chauffeur répond, organise ou encaisse",
      "un responsable répond",
      "Réservation et paiement aux mains d’un autre signalent le contrôle d’un tiers.",
      "L’accueil d’un lieu légal, ou quelqu’un engagé pour la sécurité.",
    ],
    own_driver_or_friend: [
      "Un chauffeur ou une amie de la personne est cité",
      "quelqu’un conduit ou travaille à côté",
      "Quelqu’un attend, conduit ou travaille près de la personne rencontrée ; qui décide " +
        "n’est pas dit.",
      "Qui travaille seul paie un chauffeur pour sa sécurité et travaille avec une amie.",
    ],
    spoken_of_by_another: [
      "Quelqu’un d’autre dit ce qu’elle fait ou coûte",
      "quelqu’un d’autre parle pour elle",
      "Qui écrit propose une autre personne ; on ne voit ni qui décide ni qui est payé.",
      "Beaucoup écrivent d’elles-mêmes à la troisième personne, comme une amie, une " +
        "école ou un salon.",
    ],
    several_people_offered: [
      "Plusieurs personnes offertes ensemble",
      "plusieurs personnes offertes ensemble",
      "Plus d’une personne dans une annonce peut signifier un tiers.",
      "On travaille souvent à deux : c’est plus sûr et moins cher.",
    ],
    new_in_town: [
      "Nouvelle en ville, ou pour quelques jours",
      "ici pour quelques jours",
      "Les déplacements fréquents empêchent les liens et les questions.",
      "La tournée est une façon normale de travailler et de rester discret.",
    ],
    incall_only: [
      "Les clients viennent à une seule adresse",
      "une seule adresse",
      "Ne pas quitter une adresse peut signifier ne pas en être libre.",
      "Une adresse connue est souvent le choix le plus sûr, fait librement.",
    ],
    always_available: [
      "Disponible jour et nuit",
      "disponible jour et nuit",
      "Nul ne travaille longtemps à toute heure par choix.",
      "Une formule, ou plusieurs personnes sur un numéro.",
    ],
    youth_stressed: [
      "La jeunesse est soulignée",
      "la jeunesse est soulignée",
      "Insister sur une majorité récente peut cacher quelqu’un qui ne l’a pas.",
      "Une formule courante, souvent fausse dans l’autre sens.",
    ],
    unprotected: [
      "Services sans protection",
      "services sans protection",
      "Accepter un risque pour la santé peut montrer qu’on n’est pas libre de refuser.",
      "Certains l’offrent par choix, ou l’écrivent seulement.",
    ],
    no_limits: [
      "Tout serait permis",
      "rien n’est refusé",
      "Qui décide pour soi a des limites.",
      "Une formule publicitaire.",
    ],
    massage_business_words: [
      "Des mots de salons de massage illicites",
      "des mots de salons de massage illicites",
      "La douche sur table, l'entrée tardive sans rendez-vous, la porte arrière et pas de " +
        "police sont la publicité des salons qui vendent du sexe ; celles qui y travaillent " +
        "sont souvent endettées et déplacées au bout de quelques semaines.",
      "Les bains et spas légaux ont des douches sur table et reçoivent sans rendez-vous.",
    ],
    hostess_work_with_bed: [
      "Travail de nuit ou de massage, lit et voyage fournis",
      "travail de nuit, lit et voyage fournis",
      "Les offres d’hôtesse, de danse, de mannequin ou de massage sont des couvertures connues.",
      "Des lieux touristiques légaux recrutent ainsi.",
    ],
    registered_employer: [
      "Un numéro d’enregistrement ou de licence est donné",
      "un numéro d’enregistrement est donné",
      "Un numéro vérifiable rend l’employeur responsable.",
      "Vérifiez-le : il est parfois inventé ou emprunté.",
    ],
    written_contract: [
      "Contrat écrit avant de commencer",
      "un contrat écrit est offert",
      "Des conditions écrites d’avance peuvent être vérifiées.",
      "Demandez une copie : certains contrats changent à l’arrivée.",
    ],
    no_fees: [
      "Il est dit que personne ne paie pour être embauché",
      "aucun paiement demandé",
      "Le recrutement gratuit est la norme internationale.",
      "Certains le disent et font payer plus tard.",
    ],
    own_documents: [
      "Chacun garde ses papiers",
      "chacun garde ses papiers",
      "Qui a ses papiers peut partir.",
      "Une ligne qui ne coûte rien.",
    ],
    rights_named: [
      "Des droits au travail sont nommés",
      "des droits au travail sont nommés",
      "Congés payés, heures supplémentaires, assurance ou convention peuvent être réclamés.",
      "Nommer n’est pas donner.",
    ],
    terms_bound_by_law: [
      "Retenues et remboursements bornés par la loi, le contrat ou un accord",
      "conditions bornées par la loi ou un accord",
      "Une limite légale, un bulletin de paie, un accord syndical ou un contrat que l'on " +
        "nomme s'opposent à l'employeur.",
      "Nommer n'est pas tenir : ceux qui violent la loi la citent aussi.",
    ],
    help_offered: [
      "De l’aide, des conseils ou des droits sont proposés",
      "de l’aide est proposée",
      "Qui aide nomme les signes à ceux qui peuvent les vivre.",
      "Des droits peuvent être promis et non tenus.",
    ],
    court_or_police_report: [
      "Un tribunal, la police ou la presse parle d'autres personnes",
      "un tribunal ou la police est cité",
      "Qui raconte un procès ou une arrestation dit ce que d'autres ont fait, et n'offre rien.",
      "Une offre peut emprunter les mots d'un article.",
    ],
    meet_in_person: [
      "Un bureau ou le lieu de travail peut être visité",
      "un bureau à visiter",
      "Un lieu qu’on peut voir avant de décider est difficile à feindre.",
      "Il existe des salles louées.",
    ],
    own_rules: [
      "Qui écrit pose des règles et des limites",
      "des règles propres",
      "Des limites propres montrent qu’on décide pour soi.",
      "Les textes se copient, règles comprises.",
    ],
    screening: [
      "Les clients sont vérifiés ou versent un acompte",
      "les clients sont vérifiés",
      "Vérifier est une pratique de sécurité de qui travaille pour soi.",
      "Des fraudes demandent aussi des acomptes.",
    ],
    works_alone: [
      "Qui écrit dit travailler pour son compte",
      "travaille pour son compte",
      "Aucun tiers n’est visible.",
      "Le mot sert aussi là où ce n’est pas vrai.",
    ],
  },
};
