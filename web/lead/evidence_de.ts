// SPDX-License-Identifier: Apache-2.0
// German: what the built-in packs say, by the ids of their entries.
import { Evidences } from "./evidences";

export const de: Evidences = {
  and: (a, b) => `${a} und ${b}`,
  inSome: "in {n} von {m} Inseraten",
  sectors: {
    packing: "Verpackungsarbeit",
    farm: "Landarbeit",
    fishing: "Arbeit auf Fischerbooten",
    seafaring: "Arbeit auf Schiffen",
    building: "Bauarbeit",
    care: "Pflegearbeit",
    housework: "Hausarbeit",
    cleaning: "Reinigungsarbeit",
    hotel: "Arbeit in Hotel und Küche",
    factory: "Fabrikarbeit",
    driving: "Fahrdienst",
    office: "Büro- und Onlinearbeit",
    nightlife: "Arbeit als Hostess",
    modelling: "Arbeit als Model",
    massage: "Massage",
    companionship: "Begleitung",
  },
  measures: {
    names_to_one_contact: [
      "Mehrere Vornamen führen zu einem Kontakt",
      "ein Kontakt unter {n} Namen",
      "{n} Namen, 1 Kontakt",
      "Eine Nummer, die für viele Menschen antwortet, deutet auf Dritte, die für sie antworten.",
      "Eine Agentur, ein Empfang, eine gemeinsame Wohnung oder ein Mensch, der den Namen wechselt.",
    ],
    ages_to_one_contact: [
      "Mehrere Altersangaben führen zu einem Kontakt",
      "ein Kontakt unter {n} Altersangaben",
      "{n} Altersangaben, 1 Kontakt",
      "Verschiedene Alter hinter einer Nummer sind verschiedene Menschen oder eine Geschichte, " +
        "die sich ändert.",
      "Eine Agentur, eine gemeinsame Wohnung oder ein Alter, das neu erfunden wird.",
    ],
    one_text_many_identities: [
      "Eine Vorlage unter vielen Identitäten",
      "ein Text unter {n} Identitäten",
      "Identitäten: {n}, Kontakte: {m}",
      "Derselbe Text unter vielen Namen, die zu wenigen Kontakten führen, ist von jemandem " +
        "organisiert.",
      "Ein Franchise, ein Portal, das neu veröffentlicht, oder ein Text, den viele kopiert haben.",
    ],
    places_in_days: [
      "Mehrere Orte nacheinander innerhalb von Tagen",
      "{n} Orte in {days} Tagen",
      "{places}",
      "Wer oft den Ort wechseln muss, knüpft keine Bindungen und wird schwer gefunden.",
      "Selbst gewählte Reisen, ein reisendes Team oder eine Agentur, die nach Städten inseriert.",
    ],
    recruits_and_sells: [
      "Ein Kontakt wirbt für Arbeit an und verkauft Dienste",
      "ein Kontakt wirbt an und verkauft",
      "Gruppen, die anwerben: {n}, die verkaufen: {m}; 1 Kontakt",
      "Ein Kontakt, der für gewöhnliche Arbeit anwirbt und intime Dienste verkauft, verbindet " +
        "das Angebot mit dem, wohin es führen kann.",
      "Ein legaler Betrieb, der einstellt und wirbt, oder eine Nummer, die den Besitzer wechselte.",
    ],
    control_in_several_texts: [
      "Verschiedene Texte mit einem Kontakt sprechen für andere",
      "ein Kontakt spricht in {n} Texten für andere",
      "{n} Texte, 1 Kontakt",
      "In mehreren Texten für andere zu sprechen ist eine Arbeitsweise, keine Floskel.",
      "Eine Agentur oder ein Salon.",
    ],
    binding_conditions_in_several_texts: [
      "Verschiedene Texte mit einem Kontakt nennen Bedingungen, die binden",
      "ein Kontakt bindet Menschen in {n} Texten",
      "{n} Texte, 1 Kontakt",
      "Gebühren, Schulden, einbehaltene Papiere oder Löhne in mehreren Texten eines Kontakts " +
        "sind eine Arbeitsweise, keine Floskel.",
      "Eine Agentur, die eine schlechte Klausel in alle Texte kopiert.",
    ],
    many_kinds_of_work: [
      "Mehrere Arten von Arbeit führen zu einem Kontakt",
      "{n} Arten von Arbeit, ein Kontakt",
      "{n} Arten von Arbeit, 1 Kontakt",
      "Ein Arbeitgeber hat ein Gewerbe; wer jede Arbeit anbietet, hat vielleicht keine.",
      "Eine Zeitarbeitsfirma.",
    ],
    disguised_contacts: [
      "Der Kontakt ist in den meisten Inseraten getarnt",
      "ein getarnter Kontakt",
      "getarnt in {n} von {m} Inseraten",
      "Getarnt wird, damit Maschinen Inserate nicht verbinden.",
      "Plattformen löschen offene Nummern, und Menschen meiden Werbung.",
    ],
    burst_of_postings: [
      "Viele Inserate in kurzer Zeit",
      "{n} Inserate auf einmal",
      "{n} Inserate, etwa {m} zu erwarten|{n} Inserate, weniger als eines zu erwarten",
      "Schübe zeigen, dass organisiert inseriert wird.",
      "Eine Saison beginnt, oder ein Werkzeug inseriert überall.",
    ],
    one_name_one_contact: [
      "Durchweg ein Name und ein Kontakt",
      "durchweg ein Name und ein Kontakt",
      "1 Name, 1 Kontakt",
      "Überall antwortet derselbe Mensch.",
      "Auch ein einzelner Mensch kann gezwungen sein zu antworten.",
    ],
    company_address: [
      "Die eigene E-Mail-Adresse einer Firma, und ein Kontakt",
      "die eigene E-Mail-Adresse einer Firma",
      "1 E-Mail-Domain",
      "Eine Domain hat einen Inhaber, der sich finden lässt.",
      "Domains kosten wenig; sehen Sie auf ihr Alter und das Impressum.",
    ],
    very_wide_reach: [
      "So viele Orte oder Nummern wie bei Massenwerbung",
      "eine Reichweite wie bei Massenwerbung",
      "Orte: {n}, Telefonnummern: {m}, unter einem Text",
      "Mehr als zehn Orte oder fünf Nummern unter einem Text sind meist Massenwerbung.",
      "Spricht gegen einen Hinweis; auch ein großes Netzwerk kann weit reichen.",
    ],
    told_by_others: [
      "Anzeigen warnen davor oder erzählen davon",
      "Anzeigen, die davor warnen oder davon erzählen: {n}",
      "{n} weitere Anzeigen",
      "Wer vor einem Kontakt warnt oder sagt, was dort geschah, kann ihn erlebt haben. " +
        "Namen, Orte und Kontakte in solchen Anzeigen sind die eigenen und zählen hier sonst " +
        "für nichts.",
      "Ein Konkurrent, eine falsche Nummer oder eine Geschichte, die viele weitergeben.",
    ],
    one_account_one_contact: [
      "Durchweg ein Konto und ein Kontakt",
      "ein Konto und ein Kontakt: vielleicht eine Person allein",
      "1 Konto, 1 Kontakt",
      "Wer allein arbeitet, nutzt oft mehrere Namen und Altersangaben, reist und stellt " +
        "alles von einem Konto ein.",
      "Auch Dritte können alles von einem Konto einstellen.",
    ],
  },
  words: {
    fee_before_work: [
      "Vor der Arbeit oder der Reise wird Geld verlangt",
      "eine Zahlung vor der Abreise",
      "Vermittlungsgebühren machen Schulden, bevor etwas verdient ist; viele Staaten und die " +
        "ILO verbieten sie.",
      "Offen genannte, rechtmäßige Kosten für Visum oder Anmeldung, oder ein wirklicher Kurs.",
    ],
    fee_paid_back: [
      "Was der Arbeitgeber auslegt, muss zurückgezahlt werden",
      "eine Zahlung, die zurückzuzahlen ist",
      "Was der Arbeitgeber auslegt und später zurückholt, sind Schulden der Arbeitenden, " +
        "wer auch zuerst zahlt.",
      "Eine schriftliche, begrenzte Rückzahlung, wenn jemand bald nach der Ausbildung geht.",
    ],
    training_paid_back: [
      "Ein Kurs wird bezahlt und muss zurückgezahlt werden",
      "eine Ausbildung, die zurückzuzahlen ist",
      "Wer noch für einen Kurs schuldet, traut sich vielleicht nicht zu gehen; Summe und Zeit " +
        "sagen, wie sehr es bindet.",
      "Viele ordentliche Arbeitgeber vereinbaren es schriftlich, für einen Führerschein, der " +
        "den Arbeitenden bleibt.",
    ],
    costs_taken_from_wages: [
      "Kosten werden vom Lohn abgezogen",
      "die Reise vom Lohn abgezogen",
      "Abzüge für Reise, Wohnung oder Werkzeug können nichts zum Leben lassen und binden.",
      "Steuern, Versicherung oder ein schriftlicher, gesetzlich begrenzter Vorschuss.",
    ],
    debt_for_the_journey: [
      "Die Reise wird geliehen und muss abgearbeitet werden",
      "die Reise als Schuld gegeben",
      "Schulden bei Anwerbenden oder Arbeitgebern sind die häufigste Fessel der Zwangsarbeit.",
      "Ein zinsloser Vorschuss mit schriftlicher, begrenzter Rückzahlung.",
    ],
    penalty_for_leaving: [
      "Früher zu gehen kostet eine Strafe",
      "eine Strafe fürs Gehen",
      "Ein Preis aufs Gehen nimmt die Freiheit zu gehen.",
      "Kündigungsfristen und rechtmäßige Rückzahlung teurer Ausbildung.",
    ],
    documents_kept: [
      "Pässe oder Papiere behält jemand anderes",
      "Papiere einbehalten",
      "Ohne Papiere kann niemand weggehen, sich ausweisen oder ohne Angst um Hilfe bitten.",
      "Eine kurze Prüfung durch Hotel oder Arbeitgeber, oder ein Schließfach, dessen Schlüssel " +
        "die Beschäftigten haben.",
    ],
    papers_before_interview: [
      "Beim ersten Kontakt wird eine Passkopie verlangt",
      "Passkopien zuerst",
      "Kopien bei Fremden dienen dem Identitätsbetrug und als Druckmittel.",
      "Prüfung der Arbeitserlaubnis durch einen bekannten Arbeitgeber, meist später.",
    ],
    visitor_visa_for_work: [
      "Arbeit mit einem Besuchsvisum",
      "Arbeit mit einem Besuchsvisum",
      "Wer nicht arbeiten darf, hat keinen Vertrag und fürchtet Behörden mehr als den Arbeitgeber.",
      "Ehrliche Auskunft über visumfreie Reisen, oder Arbeit für Touristen.",
    ],
    papers_arranged: [
      "Wer anwirbt, besorgt Visum oder Fahrschein",
      "alles wird vom Anwerber besorgt",
      "Wer alles besorgt, weiß auch alles und kann alles vorenthalten.",
      "Hilfe beim Umzug ist üblich in Mangelberufen und großen Betrieben.",
    ],
    vague_job: [
      "Worin die Arbeit besteht, bleibt bis zur Ankunft offen",
      "die Arbeit wird erst vor Ort erklärt",
      "Täuschung über Arbeit, Ort oder Arbeitgeber gehört zu den stärksten Anzeichen der ILO.",
      "Kurze Inserate mit Verweis auf Einzelheiten; Vermittlung für Aushilfen.",
    ],
    contract_later: [
      "Kein Vertrag, oder erst nach der Ankunft",
      "kein Vertrag vor der Ankunft",
      "Was versprochen war, lässt sich nicht zeigen; was fern unter Druck unterschrieben wird, " +
        "ist oft schlechter.",
      "Tagearbeit, wo Verträge nicht üblich sind, oder ein formloser erster Kontakt.",
    ],
    guaranteed_success: [
      "Arbeit oder Visum gilt als garantiert",
      "Arbeit oder Visum garantiert",
      "Ein falsches Bild sicheren Erfolgs ist ein bekannter Köder.",
      "Gewöhnliche Werbesprache.",
    ],
    rush_to_leave: [
      "Druck, sofort abzureisen",
      "Druck, sofort abzureisen",
      "Eile lässt keine Zeit für Fragen.",
      "Saisonarbeit beginnt manchmal kurzfristig.",
    ],
    messenger_only: [
      "Kontakt nur über Messenger",
      "Kontakt nur über Messenger",
      "Ein Messengerkonto hinterlässt keine Anschrift und keinen Namen eines Arbeitgebers.",
      "Vielerorts schreibt man einfach so.",
    ],
    no_experience: [
      "Keine Erfahrung verlangt",
      "ohne Erfahrung",
      "Zusammen mit hohem Lohn oder Reise zieht das auch Menschen mit wenig Auswahl an.",
      "Gilt für die meisten einfachen Stellen.",
    ],
    easy_money: [
      "Hoher Lohn für wenig Können oder Mühe",
      "hoher Lohn ohne Kenntnisse",
      "Lohn weit über dem Üblichen ist ein häufiger Köder.",
      "Verkauf auf Provision und gewöhnliche Übertreibung.",
    ],
    pay_held_back: [
      "Der Lohn kommt spät, am Ende oder über andere",
      "Lohn einbehalten",
      "Einbehaltener Lohn hält Menschen vom Gehen ab.",
      "Nachträglicher Monatslohn oder eine rechtmäßige Lohnabrechnung.",
    ],
    very_long_hours: [
      "Sehr lange Arbeitszeit oder kein freier Tag",
      "Arbeit ohne freien Tag",
      "Übermäßige Arbeitszeit ist ein starkes Anzeichen für Ausbeutung.",
      "Lange Schichten mit langer Ruhe, wie auf See oder in der Pflege.",
    ],
    crowded_housing: [
      "Viele Menschen in einem Zimmer, oder Container",
      "viele Menschen in einem Zimmer",
      "Enge Unterkunft beim Arbeitgeber zeigt schlechte Bedingungen und Abhängigkeit.",
      "Herbergen und Saisonlager, die den Vorschriften genügen.",
    ],
    housing_tied_to_job: [
      "Unterkunft am Arbeitsplatz oder bei den anderen Beschäftigten",
      "Unterkunft an die Arbeit gebunden",
      "Wer die Arbeit verliert, verliert das Bett; und wem beides gehört, kann beides überwachen.",
      "Üblich und rechtmäßig auf Höfen, Schiffen, in Hotels und Pflege.",
    ],
    may_not_leave: [
      "Ausgang, Telefon oder Besuch sind eingeschränkt",
      "Ausgang nicht erlaubt",
      "Isolation und überwachte Wege sind starke Anzeichen.",
      "Sicherheitsregeln auf Baustelle oder Schiff, Ruhezeiten einer Herberge.",
    ],
    keep_it_secret: [
      "Familie und Freunde sollen nichts erfahren",
      "die Familie soll nichts erfahren",
      "Geheimhaltung trennt von denen, die warnen oder helfen könnten.",
      "Diskretion zu einem noch nicht angekündigten Vorhaben.",
    ],
    fines_at_work: [
      "Für kleine Fehler werden Strafen genommen",
      "Strafen für kleine Fehler",
      "Strafen für Verspätung, Krankheit oder Fehler zehren den Lohn auf und halten in " +
        "Angst und Schulden.",
      "Betriebsregeln nach Tarifvertrag oder die Spaßkasse eines Teams.",
    ],
    threats: [
      "Wer zur Polizei geht, dem wird gedroht",
      "eine Drohung gegen Beschwerden",
      "Angst vor Abschiebung, Gefängnis oder Schaden für die Familie hält davon ab, zu " +
        "gehen und Hilfe zu suchen.",
      "Eine Warnung, die Helfende wiederholen; lesen Sie den Satz.",
    ],
    recruiter_drives: [
      "Alle Wege fährt der Fahrer des Anwerbers",
      "ein Fahrer für jeden Weg",
      "Wer immer gefahren wird, lernt weder den Weg noch, wen man fragen kann.",
      "Busse zu Höfen und Baustellen ohne öffentlichen Verkehr.",
    ],
    young_women_only: [
      "Nur junge Menschen oder ein Geschlecht gesucht",
      "nur junge Menschen gesucht",
      "Alter und Geschlecht verlangt, ohne dass die Arbeit es begründet.",
      "In Haushalt, Pflege und Gastgewerbe noch üblich, erlaubt oder nicht.",
    ],
    body_asked_for: [
      "Fotos oder Körpermaße verlangt",
      "Fotos und Maße verlangt",
      "Nach dem Aussehen wird gefragt, wo die Arbeit es nicht braucht.",
      "Modelarbeit, Uniformen, Größen für Schutzkleidung.",
    ],
    third_party_voice: [
      "Jemand anderes spricht für mehrere Menschen",
      "jemand anderes spricht für mehrere Menschen",
      "Wer schreibt, bietet andere an; wer entscheidet und wer bezahlt wird, bleibt verborgen.",
      "Agenturen, Salons und Freundinnen, die gemeinsam schreiben.",
    ],
    manager_answers: [
      "Leitung oder Fahrer antwortet, vereinbart oder kassiert",
      "jemand anderes nimmt an",
      "Buchung und Bezahlung in fremder Hand sind ein Anzeichen für Kontrolle durch Dritte.",
      "Empfang eines legalen Betriebs, oder jemand, der für Sicherheit angestellt ist.",
    ],
    own_driver_or_friend: [
      "Ein eigener Fahrer oder eine Freundin wird genannt",
      "jemand fährt oder arbeitet mit",
      "Jemand wartet, fährt oder arbeitet neben dem Menschen, den man trifft; wer " +
        "entscheidet, steht nicht da.",
      "Wer allein arbeitet, bezahlt zur Sicherheit einen Fahrer und arbeitet mit einer Freundin.",
    ],
    spoken_of_by_another: [
      "Jemand anderes sagt, was sie tut oder kostet",
      "jemand anderes spricht für sie",
      "Wer schreibt, bietet einen anderen Menschen an; wer entscheidet und wer bezahlt " +
        "wird, bleibt ungesehen.",
      "Viele schreiben von sich wie von einer anderen, ebenso eine Freundin, eine Schule " +
        "oder ein Salon.",
    ],
    several_people_offered: [
      "Mehrere Menschen werden zusammen angeboten",
      "mehrere Menschen zusammen angeboten",
      "Mehr als ein Mensch in einem Inserat kann Dritte bedeuten.",
      "Oft arbeitet man zu zweit, weil es sicherer und billiger ist.",
    ],
    new_in_town: [
      "Neu in der Stadt, oder nur für ein paar Tage",
      "nur für ein paar Tage hier",
      "Häufige Wechsel verhindern Bindungen und Nachfragen.",
      "Reisen ist eine übliche Arbeitsweise und schützt die Privatsphäre.",
    ],
    incall_only: [
      "Kundschaft kommt nur an eine Adresse",
      "nur eine Adresse",
      "Eine Adresse nicht zu verlassen kann heißen, es nicht zu dürfen.",
      "Eine bekannte Adresse ist oft die sicherere, freie Wahl.",
    ],
    always_available: [
      "Tag und Nacht erreichbar",
      "Tag und Nacht erreichbar",
      "Niemand arbeitet lange freiwillig zu jeder Stunde.",
      "Eine Werbefloskel, oder mehrere teilen sich eine Nummer.",
    ],
    youth_stressed: [
      "Jugend wird betont",
      "Jugend wird betont",
      "Wer betont, gerade volljährig zu sein, kann jemanden verbergen, der es nicht ist.",
      "Eine übliche Werbefloskel, oft in der anderen Richtung unwahr.",
    ],
    unprotected: [
      "Dienste ohne Schutz",
      "Dienste ohne Schutz",
      "Ein Risiko für die Gesundheit hinzunehmen kann heißen, nicht frei ablehnen zu können.",
      "Manche bieten es aus eigener Wahl an oder schreiben es nur.",
    ],
    no_limits: [
      "Alles soll erlaubt sein",
      "nichts wird abgelehnt",
      "Wer selbst entscheidet, hat Grenzen.",
      "Eine Werbefloskel.",
    ],
    massage_business_words: [
      "Wörter unerlaubter Massagebetriebe",
      "Wörter unerlaubter Massagebetriebe",
      "Dusche auf der Liege, spät ohne Termin, Hintereingang und keine Polizei: So werben " +
        "Massagebetriebe, die Sex verkaufen. Wer dort arbeitet, hat oft Schulden und wird " +
        "nach Wochen weitergebracht.",
      "Auch erlaubte Bäder und Spas haben Duschliegen und nehmen Gäste ohne Termin.",
    ],
    hostess_work_with_bed: [
      "Nacht- oder Massagearbeit mit Bett und Reise",
      "Nachtarbeit mit Bett und Reise",
      "Angebote als Hostess, Tänzerin, Model oder Masseurin sind als Vorwand bei der Anwerbung " +
        "zur sexuellen Ausbeutung bekannt.",
      "Legale Betriebe in Ferienorten stellen so ein.",
    ],
    registered_employer: [
      "Eine Register- oder Lizenznummer ist angegeben",
      "eine Registernummer ist angegeben",
      "Eine prüfbare Nummer macht den Arbeitgeber verantwortlich.",
      "Prüfen Sie sie: Manche sind erfunden oder geliehen.",
    ],
    written_contract: [
      "Ein schriftlicher Vertrag vor Beginn",
      "ein schriftlicher Vertrag wird angeboten",
      "Bedingungen, die vorher auf Papier stehen, lassen sich prüfen und einfordern.",
      "Bitten Sie um eine Kopie: Manche Verträge werden bei der Ankunft ersetzt.",
    ],
    no_fees: [
      "Es heißt, dass niemand für die Einstellung zahlt",
      "keine Gebühren verlangt",
      "Kostenlose Anwerbung ist der internationale Standard.",
      "Manche sagen das und verlangen später Geld.",
    ],
    own_documents: [
      "Alle behalten ihre Papiere selbst",
      "alle behalten ihre Papiere selbst",
      "Wer seine Papiere hat, kann gehen.",
      "Eine Zeile, die nichts kostet.",
    ],
    rights_named: [
      "Rechte bei der Arbeit werden genannt",
      "Rechte bei der Arbeit werden genannt",
      "Bezahlter Urlaub, Überstunden, Versicherung oder Tarifvertrag lassen sich einfordern.",
      "Nennen ist nicht geben.",
    ],
    terms_bound_by_law: [
      "Abzüge und Rückzahlungen sind an Gesetz, Vertrag oder Vereinbarung gebunden",
      "an Gesetz oder Vereinbarung gebundene Bedingungen",
      "Eine gesetzliche Grenze, eine Lohnabrechnung, eine Vereinbarung mit der Gewerkschaft " +
        "oder ein Vertrag, der genannt wird, bindet den Arbeitgeber.",
      "Nennen ist nicht halten: Auch wer das Gesetz bricht, beruft sich darauf.",
    ],
    help_offered: [
      "Hilfe, Beratung oder Rechte werden angeboten",
      "Hilfe wird angeboten",
      "Wer hilft, nennt die Zeichen denen, die mit ihnen leben könnten.",
      "Rechte lassen sich versprechen und nicht halten.",
    ],
    court_or_police_report: [
      "Ein Gericht, die Polizei oder die Presse berichtet über andere",
      "ein Gericht oder die Polizei wird zitiert",
      "Wer von einem Prozess oder einer Festnahme berichtet, sagt, was andere taten, " +
        "und bietet nichts an.",
      "Ein Angebot kann sich die Worte eines Berichts leihen.",
    ],
    meet_in_person: [
      "Ein Büro oder der Arbeitsplatz kann besucht werden",
      "ein Büro, das man besuchen kann",
      "Einen Ort, den man vorher ansehen darf, kann man schwer vortäuschen.",
      "Es gibt gemietete Räume.",
    ],
    own_rules: [
      "Wer schreibt, setzt Regeln und Grenzen",
      "eigene Regeln",
      "Eigene Grenzen zeigen, dass jemand selbst entscheidet.",
      "Texte lassen sich kopieren, samt den Regeln.",
    ],
    screening: [
      "Kundschaft wird geprüft oder zahlt an",
      "Kundschaft wird geprüft",
      "Prüfen ist eine Sicherheitspraxis derer, die für sich selbst arbeiten.",
      "Anzahlungen verlangen auch Betrüger, die nie jemanden treffen.",
    ],
    works_alone: [
      "Wer schreibt, arbeitet nach eigenen Worten für sich",
      "arbeitet für sich",
      "Dritte sind nicht zu sehen.",
      "Das Wort steht auch, wo es nicht wahr ist.",
    ],
  },
};
