// SPDX-License-Identifier: Apache-2.0
#include "text/internal/lexicon.h"

#include <algorithm>
#include <string>

#include "base/assert.h"
#include "base/hash.h"
#include "text/identifiers.h"

namespace lodestar::text::internal {
namespace {

// '~' marks a word that is also a common word of some language.
constexpr std::string_view kUnits[] = {
    "zero oh null cero ноль нуль nul",
    "one uno ~una ~un ~um ~uma ~une eins ~ein один одна jeden unu",
    "two dos deux dois duas zwei zwo два две дві dwa ~due doi",
    "three tres trois drei три tre trzy trei",
    "four cuatro quatre quatro vier четыре чотири cztery quattro patru",
    "five cinco cinq fünf fuenf пять pięć cinque cinci",
    "six seis sechs шесть шість sześć ~sei șase meia",
    "seven siete sept sete sieben семь сім siedem sette șapte",
    "eight ocho huit oito acht восемь вісім osiem otto ~opt",
    "nine niner nueve neuf nove neun девять dziewięć nouă"};
constexpr std::string_view kTeens[] = {
    "ten diez dix dez zehn десять dziesięć dieci zece",
    "eleven ~once onze ~elf одиннадцать undici",
    "twelve doce douze doze zwölf zwoelf двенадцать dodici",
    "thirteen trece treize treze dreizehn тринадцать tredici",
    "fourteen catorce quatorze vierzehn четырнадцать quattordici",
    "fifteen quince quinze fünfzehn fuenfzehn пятнадцать quindici",
    "sixteen dieciséis dezasseis dezesseis ~seize sechzehn шестнадцать sedici",
    "seventeen diecisiete dezassete dezessete siebzehn семнадцать diciassette",
    "eighteen dieciocho dezoito achtzehn восемнадцать diciotto",
    "nineteen diecinueve dezanove dezenove neunzehn девятнадцать diciannove"};
constexpr std::string_view kTwenties[] = {"veintiuno veintiun", "veintidós",   "veintitrés",
                                          "veinticuatro",       "veinticinco", "veintiséis",
                                          "veintisiete",        "veintiocho",  "veintinueve"};
constexpr std::string_view kTens[] = {
    "twenty veinte vingt vingts vinte zwanzig двадцать venti",
    "thirty treinta trente trinta dreißig dreissig тридцать trenta",
    "forty fourty cuarenta quarante quarenta vierzig сорок quaranta",
    "fifty cincuenta cinquante cinquenta fünfzig fuenfzig пятьдесят cinquanta",
    "sixty sesenta soixante sessenta sechzig шестьдесят sessanta",
    "seventy setenta septante siebzig семьдесят settanta",
    "eighty ochenta huitante oitenta achtzig восемьдесят ottanta",
    "ninety noventa nonante neunzig девяносто novanta"};
constexpr std::string_view kHundreds[] = {
    "сто cien ciento cento",           "двести doscientos duzentos",
    "триста trescientos trezentos",    "четыреста cuatrocientos quatrocentos",
    "пятьсот quinientos quinhentos",   "шестьсот seiscientos seiscentos",
    "семьсот setecientos setecentos",  "восемьсот ochocientos oitocentos",
    "девятьсот novecientos novecentos"};

struct List {
  Sense sense;
  std::uint8_t value;
  std::string_view words;
};

constexpr std::uint8_t of(IdentifierKind kind) { return static_cast<std::uint8_t>(kind); }

constexpr List kLists[] = {
    {Sense::hundreds, 0, "hundred cent cents hundert"},
    {Sense::times, 2, "double doble doppel duplo doppio"},
    {Sense::times, 3, "triple treble triplo tripel"},
    {Sense::connector, 0, "and y et und e и"},
    // "a" in brackets
    {Sense::at, 0,
     "at a arroba arrobas aroba arobase arobas собака собачка сабака chiocciola malpa klammeraffe"},
    {Sense::dash, 0, "dash hyphen guion tiret traço bindestrich дефис тире"},
    {Sense::dot, 0, "dot punto ponto point punkt точка тчк kropka punct"},
    {Sense::mail_host, 0, "gmail hotmail yahoo icloud"},
    {Sense::slash, 0, "slash barra barre слэш слеш schrägstrich"},
    {Sense::service, of(IdentifierKind::telegram),
     "telegram telegramm telegrama teiegram telega teiega tg tlg телеграм телеграмм телега тг "
     "телеграме телеграмме телегу "
     "телеге "
     "تلغرام تليغرام تيليغرام تلجرام تليجرام تيليجرام تيلجرام تيليقرام تلقرام التلغرام التليجرام"},
    {Sense::service, of(IdentifierKind::whatsapp),
     "whatsapp whatsap watsapp whatsup wapp wsp wasap вотсап ватсап вацап вотсапе ватсапе вацапе "
     "واتساب الواتساب واتس الواتس واتسب وتساب وتس"},
    {Sense::service, of(IdentifierKind::wechat), "wechat weixin wx vx вичат ويشات"},
    {Sense::service, of(IdentifierKind::instagram),
     "instagram lnstagram insta lnsta ig инстаграм инста инстаграме инсте инсту انستغرام انستجرام "
     "انستقرام انستا "
     "الانستغرام"},
    {Sense::service, of(IdentifierKind::signal), "signal سيغنال سيجنال سغنال"},
    {Sense::service, of(IdentifierKind::line), "line"},
    {Sense::service, of(IdentifierKind::viber), "viber вайбер вайбере فايبر الفايبر"},
    {Sense::service, of(IdentifierKind::facebook), "facebook fb messenger фейсбук فيسبوك ماسنجر"},
    {Sense::service, of(IdentifierKind::snapchat), "snapchat snap سناب سنابشات"},
    {Sense::service, of(IdentifierKind::kik), "kik"},
    {Sense::service, of(IdentifierKind::skype), "skype скайп скайпе سكايب"},
    {Sense::service, of(IdentifierKind::tiktok), "tiktok тикток تيكتوك"},
    {Sense::service, of(IdentifierKind::x), "twitter"},
    {Sense::service, of(IdentifierKind::vk), "vk vkontakte вк вконтакте"},
    {Sense::service, of(IdentifierKind::discord), "discord"},
    {Sense::service, of(IdentifierKind::kakaotalk),
     "kakao kakaotalk kakaotaik katalk какао какаоток"},
    {Sense::service_end, 0, "talk chat book gram app tok xin"},  // as in is_short_service_end()
    {Sense::service_end, 0, "kontakte pe контакте грам бук апп ап сап"},
    {Sense::phone_cue, 0,
     "tel tels telephone phone phones fone telefone telefono telefon telefonnummer telf tfno тел "
     "телефон телефону mob mobile mobil cell cellphone cel celular movil handy portable call calls "
     "calling text txt texts sms ring contact contacto contato contatto kontakt contactar dial "
     "appel appelle appeler appelez llama llamar llame llamame ligue ligar ruf rufe anruf anrufen "
     "звони звоните позвони позвоните звонить пишите пиши chiama chiamare chiamami zadzwon dzwon "
     "sunati tlf gsm hotline fax reach whats zap imo zalo botim "
     "هاتف الهاتف تلفون تليفون جوال الجوال موبايل الموبايل اتصل اتصلوا للاتصال للتواصل"},
    {Sense::number_word, 0,
     "number numbers no n nº nr num numero nummer номер nro lines numara numarasi cislo"},
    {Sense::reference, 0,
     "ref reference referencia referenz id ids nif nie dni cpf cnpj инн siret siren vat tax "
     "cif nipc niss ust ustid uid steuer hrb hra kvk gewerbenummer "
     "icq qq аська асю passport pasaporte passeport passaporte паспорт reg registration licence "
     "license licencia "
     "order pedido bestellung заказ заказа invoice factura account acct sku isbn issn ean code "
     "codigo код postcode postal zip plz cep cp pin otp serial batch article artikel артикул "
     "lading npi lat lng lon latitude longitude ліцензія лицензия лицензии договор договора "
     "listing barcode tracking iban swift bic dossier expediente processo kennziffer aktenzeichen "
     "chiffre lot lote лот заявка заявки score scores "
     "urn rera trakheesi orn brn dld lic consignment waybill awb "
     "seguimiento suivi rastreio rastreamento piva "
     "btw трек накладная накладной "
     "codice konto kto rechnung rechnungen "
     "facture fattura fatura licensed licenced registered lizenz eori cqc "
     "pib tunnus"},
    {Sense::reference, kLoose,
     "permit permits tva cuit cuil bsn ssn cnp jmbg cnic vkn tckn егн egn рнокпп іпн bvn nin nss "
     "isikukood kodas kods nric personalausweis eleitor"},
    {Sense::reference, 9, "кпп бик kpp rg"},
    {Sense::reference, 10, "nhs uen cpr timestamp utr nip iqama"},
    {Sense::reference, 11, "abn pesel снилс iva cnh tc qid ruc"},
    {Sense::reference, 12, "mac aadhaar aadhar dbs uan"},
    {Sense::reference, 13, "огрн ogrn"},
    {Sense::reference, 15, "огрнип trn"},
    {Sense::item, 8, "company"},
    {Sense::item, 0,
     "offer oferta offre angebot vacancy vacante stelle anuncio annonce anzeige объявление "
     "вакансия объявления вакансии colocación flight vuelo vol voo flug рейс bus autobus room "
     "lottery lotto lotería lotterie permis carnet führerschein patente dl po art commande ordine "
     "encomenda parcel shipment track case ticket policy claim certificate insurance security"},
    {Sense::amount, kMoney,
     "usd eur euro euros gbp dollar dollars pounds pound rub rubles руб рублей рубля р грн uah pln "
     "zl tl chf sek nok dkk czk huf ron lei aed sar qar inr rs rupees pkr php thb baht vnd idr myr "
     "sgd "
     "hkd cny rmb yuan yen jpy krw won ngn naira ghs kes ksh zar brl reais mxn pesos peso cop ars "
     "clp cad aud nzd"},
    {Sense::amount, 0,
     "kg kgs km cm mm ml lbs lb ft feet inch inches sq sqm sqft ha years year yrs "
     "anos ans jahre лет год года hour hora heure stunde час hours hrs heures horas stunden часов "
     "min mins minutes minutos "
     "h hs hr std uhr ч "
     "minuten мин минут days dias jours tage дней "
     "views followers likes members people persons percent кг км см м"},
    {Sense::time, 0,
     "night nights noche nuit noite nacht ночь day dia jour tag день сутки week semana semaine "
     "woche неделю month mes mois monat месяц half media demi halbe полчаса visit visita "
     "servicio service"},
    // Numbers of firms, from registers of many countries.
    {Sense::item, 0, "org"},
    {Sense::reference, 0,
     "regon bulstat еик єдрпоу "
     "едрпоу edrpou mersis adoszam ondernemingsnummer artikelnummer"},
    {Sense::reference, 8, "cvr ičo cui crn окпо okpo"},
    {Sense::reference, 10, "krs kbo bce"}};

}  // namespace

Lexicon::Lexicon() {
  for (std::uint8_t i = 0; i < 10; ++i) {
    add_list(kUnits[i], Sense::unit, i);
    add_list(kTeens[i], Sense::teen, static_cast<std::uint8_t>(10 + i));
  }
  for (std::uint8_t i = 0; i < 9; ++i) {
    add_list(kTwenties[i], Sense::teen, static_cast<std::uint8_t>(21 + i));
    add_list(kHundreds[i], Sense::hundred, static_cast<std::uint8_t>(1 + i));
  }
  for (std::uint8_t i = 0; i < 8; ++i)
    add_list(kTens[i], Sense::ten, static_cast<std::uint8_t>(20 + 10 * i));
  for (const List& list : kLists) add_list(list.words, list.sense, list.value);
}

void Lexicon::add_list(std::string_view words, Sense sense, std::uint8_t value) {
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    std::string_view word = words.substr(0, end);
    const bool weak = word.starts_with('~');
    word.remove_prefix(weak ? 1 : 0);
    const FoldedWord folded = read_word(word, 0);
    LODESTAR_ASSERT(folded.size > 0 && folded.end == word.size());
    add(folded.text(), {sense, value, weak});
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

void Lexicon::add(std::string_view word, Meaning meaning) {
  const std::uint64_t hash = hash_bytes(word);
  std::size_t slot = hash % kSlots;
  while (slots_[slot].meaning.sense != Sense::none && slots_[slot].hash != hash)
    slot = (slot + 1) % kSlots;
  LODESTAR_ASSERT(slots_[slot].meaning.sense == Sense::none);  // a word has one meaning
  slots_[slot] = {hash, meaning};
  // "app" would let "apply" in: who scans asks for those by themselves.
  const bool is_asked_for = meaning.sense == Sense::service_end && is_short_service_end(word);
  if (meaning.sense <= Sense::service && meaning.sense != Sense::connector && !is_asked_for)
    starts_.set(start_key(word));
  if (is_number(meaning.sense)) starts_of_numbers_.set(start_key(word));
}

Meaning Lexicon::find(std::string_view folded) const {
  const std::uint64_t hash = hash_bytes(folded);
  std::size_t slot = hash % kSlots;
  while (slots_[slot].meaning.sense != Sense::none && slots_[slot].hash != hash)
    slot = (slot + 1) % kSlots;
  return slots_[slot].meaning;
}

const Lexicon& lexicon() {
  static const Lexicon kWords;
  return kWords;
}

FoldedWord read_word(std::string_view raw, std::size_t at) {
  FoldedWord word;
  word.end = static_cast<std::uint32_t>(at);
  std::size_t size = 0;
  while (word.end < raw.size()) {
    if (is_letter(raw[word.end])) {  // as most are
      if (size < word.bytes.size()) word.bytes[size] = to_lower(raw[word.end]);
      ++word.end, ++size;
      continue;
    }
    const Glyph glyph = read_glyph(raw, word.end);
    if (glyph.kind == GlyphKind::mark && size > 0) {
      word.end = glyph.end;  // an accent, or invisible
      continue;
    }
    if (glyph.kind != GlyphKind::letter || glyph.ideograph) break;
    if (size < word.bytes.size()) word.bytes[size] = glyph.folded;
    word.undressed |= glyph.code_point >= 0x2000;
    word.end = glyph.end;
    ++size;
  }
  word.size = static_cast<std::uint8_t>(size <= word.bytes.size() ? size : 0);
  return word;
}

bool lists_word(std::string_view words, std::string_view written) {
  if (written.empty()) return false;
  const char first = to_lower(written[0]);
  const std::size_t size = written.size();
  for (std::size_t at = words.find(first, 1); at != words.npos; at = words.find(first, at + 1)) {
    if (words[at - 1] != ' ' || at + size >= words.size() || words[at + size] != ' ') continue;
    if (std::ranges::equal(words.substr(at, size), written, {}, {}, to_lower)) return true;
  }
  return false;
}

FoldedWord read_word_before(std::string_view raw, std::size_t at) {
  int skipped = 0;
  while (at > 0 && skipped < 6) {
    const Glyph glyph = read_glyph_before(raw, at);
    if (glyph.kind == GlyphKind::letter || glyph.code_point == '\n') break;
    if (glyph.kind == GlyphKind::digit) {
      FoldedWord none;
      none.end = static_cast<std::uint32_t>(at);
      return none;
    }
    at = start_of_character_before(raw, at);
    ++skipped;
  }
  std::size_t start = at;
  for (int letters = 0; start > 0 && letters < 24; ++letters) {
    const Glyph glyph = read_glyph_before(raw, start);
    if (glyph.kind != GlyphKind::letter && glyph.kind != GlyphKind::mark) break;
    if (glyph.ideograph && start < at) break;
    start = start_of_character_before(raw, start);
    if (glyph.ideograph) break;
  }
  FoldedWord word = read_word(raw.substr(0, at), start);
  word.end = static_cast<std::uint32_t>(start);
  return word;
}

}  // namespace lodestar::text::internal
