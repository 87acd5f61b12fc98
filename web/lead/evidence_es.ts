// SPDX-License-Identifier: Apache-2.0
// Spanish: what the built-in packs say, by the ids of their entries.
import { Evidences } from "./evidences";

export const es: Evidences = {
  and: (a, b) => `${a} y ${b}`,
  inSome: "en {n} de {m} anuncios",
  sectors: {
    packing: "Trabajo de empaquetado",
    farm: "Trabajo en el campo",
    fishing: "Trabajo de pesca",
    seafaring: "Trabajo en barcos",
    building: "Trabajo en la construcción",
    care: "Trabajo de cuidados",
    housework: "Trabajo doméstico",
    cleaning: "Trabajo de limpieza",
    hotel: "Trabajo en hoteles y cocinas",
    factory: "Trabajo de fábrica",
    driving: "Trabajo de conducción",
    office: "Trabajo de oficina y en línea",
    nightlife: "Trabajo de azafata",
    modelling: "Trabajo de modelo",
    massage: "Masajes",
    companionship: "Acompañamiento",
  },
  measures: {
    names_to_one_contact: [
      "Varios nombres llevan a un solo contacto",
      "un contacto con {n} nombres",
      "{n} nombres, 1 contacto",
      "Un número que responde por muchas personas apunta a un tercero que responde por ellas.",
      "Una agencia, una recepción, un piso compartido o una persona que cambia de nombre.",
    ],
    ages_to_one_contact: [
      "Varias edades llevan a un solo contacto",
      "un contacto con {n} edades",
      "{n} edades, 1 contacto",
      "Edades distintas tras un número son personas distintas, o una historia que cambia.",
      "Una agencia, un piso compartido o una edad inventada de nuevo.",
    ],
    one_text_many_identities: [
      "Una plantilla bajo muchas identidades",
      "un texto bajo {n} identidades",
      "identidades: {n}, contactos: {m}",
      "El mismo texto bajo muchos nombres que llevan a pocos contactos lo organiza alguien.",
      "Una franquicia, un portal que republica o un texto que muchos copiaron.",
    ],
    places_in_days: [
      "Varios lugares uno tras otro en pocos días",
      "{n} lugares en {days} días",
      "{places}",
      "Mover a alguien a menudo impide que haga lazos y que la encuentren.",
      "Viajar por decisión propia, un equipo itinerante o una agencia que publica por ciudades.",
    ],
    recruits_and_sells: [
      "Un contacto contrata para trabajos y vende servicios",
      "un contacto contrata y vende",
      "grupos que contratan: {n}, que venden: {m}; 1 contacto",
      "Un contacto que recluta para un trabajo corriente y vende servicios íntimos une " +
        "la oferta con aquello a lo que puede llevar.",
      "Un local legal que contrata y se anuncia, o un número que cambió de manos.",
    ],
    control_in_several_texts: [
      "Textos distintos con un contacto hablan por otras personas",
      "un contacto habla por otras personas en {n} textos",
      "{n} textos, 1 contacto",
      "Que varios textos de un contacto hablen por otros es una manera de trabajar, no una frase.",
      "Una agencia o un salón.",
    ],
    binding_conditions_in_several_texts: [
      "Textos distintos con un contacto nombran condiciones que atan",
      "un contacto ata a personas en {n} textos",
      "{n} textos, 1 contacto",
      "Cobros, deudas, papeles o pagos retenidos en varios textos de un contacto son una " +
        "manera de trabajar, no una frase.",
      "Una agencia que copia una mala cláusula en todos sus textos.",
    ],
    many_kinds_of_work: [
      "Varios tipos de trabajo llevan a un contacto",
      "{n} tipos de trabajo, un contacto",
      "{n} tipos de trabajo, 1 contacto",
      "Un empleador tiene un oficio; quien ofrece cualquier trabajo quizá no tenga ninguno.",
      "Una empresa de trabajo temporal.",
    ],
    disguised_contacts: [
      "El contacto va disimulado en la mayoría de los anuncios",
      "un contacto disimulado",
      "disimulado en {n} de {m} anuncios",
      "Se disimula para que las máquinas no relacionen anuncios.",
      "Las plataformas borran los números y la gente evita la publicidad.",
    ],
    burst_of_postings: [
      "Muchos anuncios en poco tiempo",
      "{n} anuncios a la vez",
      "{n} anuncios, se esperaban unos {m}|{n} anuncios, se esperaba menos de uno",
      "Las ráfagas muestran una publicación organizada.",
      "Empieza una temporada, o una herramienta publica en todas partes.",
    ],
    one_name_one_contact: [
      "Un nombre y un contacto en todos",
      "un nombre y un contacto en todos",
      "1 nombre, 1 contacto",
      "La misma persona responde en todas partes.",
      "También a una sola persona se la puede obligar a responder.",
    ],
    company_address: [
      "El correo propio de una empresa y un contacto",
      "el correo propio de una empresa",
      "1 dominio de correo",
      "Un dominio tiene un dueño al que se puede encontrar.",
      "Los dominios cuestan poco; mire su antigüedad y su aviso legal.",
    ],
    very_wide_reach: [
      "Tantos lugares o números como la publicidad masiva",
      "un alcance como el de la publicidad masiva",
      "lugares: {n}, teléfonos: {m}, bajo un texto",
      "Más de diez lugares o cinco números bajo un texto suelen ser publicidad masiva.",
      "Habla en contra de una pista; una red grande también puede abarcar mucho.",
    ],
    told_by_others: [
      "Hay anuncios que avisan o cuentan de ello",
      "anuncios que avisan o cuentan de ello: {n}",
      "{n} anuncios más",
      "Quien avisa de un contacto, o dice lo que pasó allí, puede haberlo conocido. Los " +
        "nombres, lugares y contactos de esos anuncios son suyos y aquí no cuentan para nada " +
        "más.",
      "Un rival, un número equivocado o una historia que muchos pasan.",
    ],
    one_account_one_contact: [
      "Una sola cuenta y un solo contacto",
      "una cuenta y un contacto: puede ser una persona sola",
      "1 cuenta, 1 contacto",
      "Quien trabaja sola usa a menudo varios nombres y edades, viaja y lo publica todo " +
        "desde una cuenta.",
      "También un tercero puede publicarlo todo desde una cuenta.",
    ],
  },
  words: {
    fee_before_work: [
      "Se pide un pago antes del trabajo o del viaje",
      "un pago antes de salir",
      "Cobrar por contratar endeuda a la gente antes de que gane nada; muchos países y " +
        "la OIT lo prohíben.",
      "Tasas legales de visado o registro dichas abiertamente, o un curso que se vende de verdad.",
    ],
    fee_paid_back: [
      "Lo que adelanta el empleador hay que devolverlo",
      "un pago que se devuelve",
      "Lo que el empleador paga primero y recupera después es deuda de quien trabaja, " +
        "pague quien pague primero.",
      "Una devolución escrita y limitada si alguien se va poco después de formarse.",
    ],
    training_paid_back: [
      "Se paga un curso que hay que devolver",
      "una formación que hay que devolver",
      "Quien aún debe un curso puede no atreverse a irse; la suma y el plazo dicen cuánto ata.",
      "Muchos empleadores legales lo acuerdan por escrito, por un carné que se queda quien " +
        "trabaja.",
    ],
    costs_taken_from_wages: [
      "Los gastos se descuentan del salario",
      "el viaje descontado del salario",
      "Descontar viaje, alojamiento o herramientas puede no dejar nada para vivir y atar " +
        "al trabajo.",
      "Impuestos, seguros o un anticipo acordado por escrito y limitado por la ley.",
    ],
    debt_for_the_journey: [
      "El viaje se presta y hay que pagarlo trabajando",
      "el viaje dado como deuda",
      "Una deuda con quien recluta o emplea es el lazo más común del trabajo forzoso.",
      "Un anticipo sin intereses con devolución limitada y por escrito.",
    ],
    penalty_for_leaving: [
      "Irse antes cuesta una multa",
      "una multa por irse",
      "Poner precio a irse quita la libertad de irse.",
      "Plazos de aviso y cláusulas legales por una formación costosa.",
    ],
    documents_kept: [
      "Otra persona guarda los pasaportes o papeles",
      "papeles retenidos",
      "Sin papeles no se puede salir, demostrar quién se es ni pedir ayuda sin miedo.",
      "Una comprobación breve en un hotel o empresa, o una taquilla cuya llave tiene " +
        "quien trabaja.",
    ],
    papers_before_interview: [
      "Se pide copia del pasaporte en el primer contacto",
      "copias del pasaporte antes de nada",
      "Las copias enviadas a extraños sirven para suplantar y para presionar.",
      "Comprobar el permiso de trabajo, por un empleador conocido y más adelante.",
    ],
    visitor_visa_for_work: [
      "Trabajo con visado de turista",
      "trabajo con visado de turista",
      "Quien no puede trabajar legalmente no tiene contrato y teme más a la autoridad " +
        "que al empleador.",
      "Información honesta sobre viajes sin visado, o un trabajo que atiende a turistas.",
    ],
    papers_arranged: [
      "Quien recluta tramita el visado o el billete",
      "quien recluta lo arregla todo",
      "Quien lo arregla todo también lo sabe todo y puede retenerlo.",
      "Ayudar con el traslado es normal en oficios con escasez y en grandes empresas.",
    ],
    vague_job: [
      "No se dice cuál es el trabajo hasta llegar",
      "el trabajo se explica al llegar",
      "El engaño sobre el trabajo, el lugar o el empleador es de las señales más fuertes " +
        "de la OIT.",
      "Anuncios breves con enlace a los detalles; bolsas de trabajo temporal.",
    ],
    contract_later: [
      "Sin contrato, o solo después de llegar",
      "sin contrato antes de llegar",
      "Lo prometido no se puede probar; lo firmado fuera bajo presión suele ser peor.",
      "Trabajo por días donde no se usa contrato, o un primer contacto informal.",
    ],
    guaranteed_success: [
      "Se garantiza el trabajo o el visado",
      "trabajo o visado garantizado",
      "Una imagen falsa de éxito seguro es un señuelo conocido.",
      "Lenguaje corriente de venta.",
    ],
    rush_to_leave: [
      "Prisa por salir ya",
      "prisa por salir",
      "La prisa no deja tiempo para preguntar.",
      "El trabajo de temporada empieza a veces con poco aviso.",
    ],
    messenger_only: [
      "Contacto solo por mensajería",
      "contacto solo por mensajería",
      "Una cuenta de mensajería no deja dirección ni nombre de empleador.",
      "En muchos lugares la gente simplemente escribe así.",
    ],
    no_experience: [
      "No se pide experiencia",
      "sin experiencia",
      "Junto a un sueldo alto o un viaje, amplía la red a quien tiene pocas opciones.",
      "Así son casi todos los primeros empleos.",
    ],
    easy_money: [
      "Mucho sueldo por poca preparación o esfuerzo",
      "sueldo alto sin preparación",
      "Un sueldo muy por encima de lo usual es un señuelo común.",
      "Ventas a comisión y exageración corriente.",
    ],
    pay_held_back: [
      "El pago llega tarde, al final o por medio de otro",
      "pago retenido",
      "Retener el salario es una forma de que la gente no se vaya.",
      "Pago mensual vencido, o una gestoría legal.",
    ],
    very_long_hours: [
      "Jornadas muy largas o sin día libre",
      "trabajo sin día libre",
      "Las horas excesivas son una de las señales fuertes de explotación.",
      "Turnos largos con descansos largos, como en el mar o en cuidados.",
    ],
    crowded_housing: [
      "Muchas personas por cuarto, o contenedores",
      "muchas personas por cuarto",
      "Un alojamiento lleno y del empleador es señal de malas condiciones y dependencia.",
      "Albergues y campamentos de temporada que cumplen las normas.",
    ],
    housing_tied_to_job: [
      "Alojamiento en el trabajo o con el resto del personal",
      "alojamiento unido al trabajo",
      "Quien pierde el trabajo pierde la cama; y quien posee ambos puede vigilar ambos.",
      "Común y legal en el campo, barcos, hoteles y cuidados.",
    ],
    may_not_leave: [
      "Se limitan las salidas, los teléfonos o las visitas",
      "no se permite salir",
      "El aislamiento y los movimientos vigilados son señales fuertes.",
      "Normas de seguridad en una obra o un barco, horas de silencio en un albergue.",
    ],
    keep_it_secret: [
      "No hay que decírselo a familia ni amistades",
      "que la familia no lo sepa",
      "El secreto aparta de quienes podrían avisar o ayudar.",
      "Discreción sobre un proyecto aún no anunciado.",
    ],
    fines_at_work: [
      "Se cobran multas por faltas pequeñas",
      "multas por faltas pequeñas",
      "Las multas por retraso, enfermedad o errores se comen el sueldo y mantienen con " +
        "miedo y deudas.",
      "Normas de trabajo con convenio colectivo, o el bote en broma de un equipo.",
    ],
    threats: [
      "Se amenaza a quien vaya a la policía",
      "una amenaza a quien se queje",
      "El miedo a la deportación, a la cárcel o a un daño a la familia impide irse y pedir ayuda.",
      "Una advertencia que repite quien ayuda; lea la frase.",
    ],
    recruiter_drives: [
      "Todos los viajes los hace el conductor de quien recluta",
      "un conductor para cada trayecto",
      "A quien siempre llevan no aprende el camino ni a quién preguntar.",
      "Autobuses a fincas y obras sin transporte público.",
    ],
    young_women_only: [
      "Solo se pide gente joven o de un sexo",
      "solo se pide gente joven",
      "Edad y sexo exigidos sin razón en el trabajo.",
      "Aún usual, legal o no, en trabajo doméstico, cuidados y hostelería.",
    ],
    body_asked_for: [
      "Se piden fotos o medidas del cuerpo",
      "se piden fotos y medidas",
      "Se pide un aspecto que el trabajo no necesita.",
      "Modelaje, uniformes, tallas de ropa de protección.",
    ],
    third_party_voice: [
      "Otra persona habla por varias",
      "otra persona habla por varias",
      "Quien escribe ofrece a otras personas; no se ve quién decide ni quién cobra.",
      "Agencias, salones y amigas que escriben juntas.",
    ],
    manager_answers: [
      "Un encargado o conductor responde, organiza o cobra",
      "responde un encargado",
      "Reserva y pago en manos de otro son señal de control por un tercero.",
      "Recepción de un local legal, o alguien contratado por seguridad.",
    ],
    own_driver_or_friend: [
      "Se nombra a un chófer o una amiga propios",
      "alguien que conduce o trabaja al lado",
      "Alguien espera, conduce o trabaja junto a la persona que se visita; no se dice " +
        "quién decide.",
      "Quien trabaja sola paga un chófer por seguridad y trabaja con una amiga.",
    ],
    spoken_of_by_another: [
      "Otra persona dice qué hace o cuánto cuesta",
      "otra persona habla por ella",
      "Quien escribe ofrece a otra persona; no se ve quién decide ni a quién se paga.",
      "Muchas escriben de sí mismas como de otra, y también una amiga, una escuela o un salón.",
    ],
    several_people_offered: [
      "Se ofrece a varias personas juntas",
      "varias personas ofrecidas juntas",
      "Más de una persona en un anuncio puede significar un tercero.",
      "Se trabaja a menudo en pareja porque es más seguro y barato.",
    ],
    new_in_town: [
      "Recién llegada, o solo por unos días",
      "aquí solo por unos días",
      "Los traslados frecuentes impiden hacer lazos y que alguien pregunte.",
      "Viajar es una forma normal de trabajar y de guardar la intimidad.",
    ],
    incall_only: [
      "Los clientes van a una sola dirección",
      "una sola dirección",
      "No salir de una dirección puede significar no ser libre de salir.",
      "Una dirección conocida es a menudo la opción más segura y libre.",
    ],
    always_available: [
      "Disponible día y noche",
      "disponible día y noche",
      "Nadie trabaja mucho tiempo a todas horas por gusto.",
      "Una frase de anuncio, o varias personas con un número.",
    ],
    youth_stressed: [
      "Se subraya la juventud",
      "se subraya la juventud",
      "Insistir en la mayoría recién cumplida puede ocultar a alguien que no la tiene.",
      "Una frase usual de anuncio, a menudo falsa en el otro sentido.",
    ],
    unprotected: [
      "Servicios sin protección",
      "servicios sin protección",
      "Aceptar un riesgo para la salud puede ser señal de no poder negarse.",
      "Hay quien lo ofrece por decisión propia, o solo lo escribe.",
    ],
    no_limits: [
      "Se dice que todo está permitido",
      "nada se rechaza",
      "Quien decide por sí misma o por sí mismo tiene límites.",
      "Una frase de anuncio.",
    ],
    massage_business_words: [
      "Palabras propias de negocios de masaje ilícitos",
      "palabras de negocios de masaje ilícitos",
      "La ducha en la camilla, entrar sin cita de noche, la puerta trasera y nada de " +
        "policía son la publicidad de los negocios de masaje que venden sexo; quienes " +
        "trabajan allí suelen tener deudas y ser trasladadas a las pocas semanas.",
      "Los baños y spas legales tienen duchas de camilla y atienden sin cita.",
    ],
    hostess_work_with_bed: [
      "Trabajo nocturno o de masajes con cama y viaje dados",
      "trabajo nocturno con cama y viaje dados",
      "Ofertas de azafata, baile, modelo o masaje son tapaderas conocidas en la " +
        "captación para explotación sexual.",
      "Locales legales en zonas turísticas contratan así.",
    ],
    registered_employer: [
      "Se da un número de registro o licencia",
      "se da un número de registro",
      "Un número que se puede comprobar hace responsable al empleador.",
      "Compruébelo: a veces son inventados o prestados.",
    ],
    written_contract: [
      "Contrato escrito antes de empezar",
      "se ofrece contrato escrito",
      "Las condiciones previas en papel se pueden comprobar.",
      "Pida copia: algunos contratos se cambian al llegar.",
    ],
    no_fees: [
      "Dice que nadie paga por ser contratado",
      "no se pide pago",
      "No cobrar por contratar es la norma internacional.",
      "Algunos lo dicen y cobran después.",
    ],
    own_documents: [
      "Cada persona conserva sus documentos",
      "cada persona conserva sus papeles",
      "Quien tiene sus papeles puede irse.",
      "Una línea que no cuesta nada escribir.",
    ],
    rights_named: [
      "Se nombran derechos laborales",
      "se nombran derechos laborales",
      "Vacaciones pagadas, horas extra, seguro o convenio se pueden reclamar.",
      "Nombrar no es dar.",
    ],
    terms_bound_by_law: [
      "Descuentos y devoluciones sujetos a la ley, al contrato o a un convenio",
      "condiciones sujetas a la ley o a un convenio",
      "Un límite legal, una nómina, un acuerdo sindical o un contrato que se nombran se " +
        "pueden exigir al empleador.",
      "Nombrarlo no es cumplirlo: también cita la ley quien la incumple.",
    ],
    help_offered: [
      "Se ofrece ayuda, asesoramiento o información sobre derechos",
      "se ofrece ayuda",
      "Quien ayuda nombra las señales ante quienes pueden vivirlas.",
      "Los derechos se pueden prometer y no cumplir.",
    ],
    court_or_police_report: [
      "Un tribunal, la policía o la prensa informa sobre otros",
      "se cita a un tribunal o a la policía",
      "Quien informa de un juicio o de una detención cuenta lo que hicieron otros, y " +
        "no ofrece nada.",
      "Una oferta puede tomar prestadas las palabras de una noticia.",
    ],
    meet_in_person: [
      "Se puede visitar una oficina o el lugar de trabajo",
      "una oficina que se puede visitar",
      "Un lugar que se puede ver antes de decidir es difícil de fingir.",
      "Existen salas alquiladas.",
    ],
    own_rules: [
      "Quien escribe pone normas y límites",
      "quien escribe pone normas",
      "Los límites propios son señal de decidir por sí.",
      "Los textos se copian, con sus normas.",
    ],
    screening: [
      "Se comprueba a los clientes o se pide un depósito",
      "se comprueba a los clientes",
      "Comprobar es una práctica de seguridad de quien trabaja por su cuenta.",
      "También piden depósitos estafas que nunca ven a nadie.",
    ],
    works_alone: [
      "Quien escribe dice trabajar por su cuenta",
      "quien escribe trabaja sin otros",
      "No se ve a ningún tercero.",
      "La palabra se usa también donde no es verdad.",
    ],
  },
};
