// SPDX-License-Identifier: Apache-2.0
#include "table/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace lodestar::table {
namespace {

constexpr std::array<std::string_view, kColumnCount> kNames = {
    "id", "title", "text", "time", "place", "source", "author", "phone", "image_hash"};

// Folded names, the most usual first: English, Spanish, French, Portuguese, German, Italian,
// Polish, Russian, Ukrainian, Romanian, Turkish, Chinese, Japanese.
constexpr std::array<std::string_view, kColumnCount> kUsual = {
    // id
    "id ид postid postingid adid listingid uid uuid guid key docid documentid recordid itemid "
    "messageid "
    "tweetid identifier identificador identifiant kennung идентификатор номер no nr num number "
    "rowid nannonce nanuncio nanzeige anzeigenr codice codiceannuncio numeroannuncio "
    "编号 番号 序号 № idanuncio idoferta idannonce idanzeige idпоста idобъявления номеробъявления "
    "anzeigennummer anzeigenid numeroannonce numeroanuncio codigo referencia reference ref refno "
    "idaviso idpublicacion idpublicacao codigoanuncio codigodelanuncio codigodoanuncio "
    "numerodeanuncio numerodelanuncio numerodoanuncio numerodelannonce numerodannonce refannonce "
    "referenceannonce anzeigenummer anzeigennr inseratid inseratsnummer inseratnr "
    "idзаписи номерзаписи кодобъявления "
    "referencenumber lp liczbaporzadkowa رقم الرقم رقمالاعلان رقمالإعلان المعرف",
    // title
    "title posttitle adtitle jobtitle subject headline heading header titulo asunto titre objet "
    "titel "
    "betreff titolo oggetto tytul temat заголовок название тема назва titlu baslik position "
    "vacancy "
    "标题 標題 タイトル "
    "tituloanuncio titulodelanuncio titulodoanuncio titredelannonce anzeigentitel "
    "заголовокобъявления названиеобъявления العنوان عنوان عنوانالاعلان عنوانالإعلان "
    "encabezado titulodelaoferta titulooferta puesto cabecalho titulodavaga vaga intitule "
    "titredeloffre titreoffre intituledeloffre intituleduposte uberschrift ueberschrift "
    "stellentitel jobtitel stellenbezeichnung berufsbezeichnung должность вакансия "
    "названиевакансии",
    // text
    "text body selftext cuerpodelmensaje messagebody fulltext content contents message description "
    "desc post posting adtext posttext "
    "postbody adbody jobdescription textbody messagetext rawtext ad advert advertisement details "
    "caption "
    "comment summary texto cuerpo contenido mensaje descripcion anuncio texte corps contenu "
    "annonce "
    "conteudo descricao mensagem inhalt beschreibung nachricht anzeige testo contenuto messaggio "
    "descrizione annuncio tekst tresc opis wiadomosc ogloszenie текст содержание описание "
    "сообщение "
    "объявление опис оголошення descriere metin aciklama ilan 正文 内容 文本 本文 テキスト "
    "textodelanuncio textoanuncio textodoanuncio textoaviso aviso textedelannonce texteannonce "
    "textannonce corpsdelannonce anzeigentext anzeigetext textderanzeige текстобъявления "
    "текстпоста "
    "текстсообщения المنشور النص نص نصالاعلان نصالإعلان المحتوى الوصف الاعلان الإعلان 描述 "
    "帖子内容 "
    "descripciondelanuncio descripciondelaoferta descripcionoferta contenidodelanuncio comentario "
    "comentarios descricaodoanuncio descricaodavaga conteudodoanuncio textodapublicacao "
    "descriptif descriptifduposte texteintegral textedeloffre descriptiondelannonce commentaire "
    "volltext anzeigeninhalt stellenbeschreibung inserat inserattext beitrag beitragstext "
    "kommentar nachrichtentext полныйтекст содержаниеобъявления описаниевакансии комментарий пост",
    // time
    "time timestamp datetime postedat createdat publishedat postedon posteddate postdate "
    "dateposted "
    "publicationdate datepublished created published posted posttime createdtime createdutc date "
    "day "
    "scrapedat collectedat fecha hora fechahora fechapublicacion datum zeit heure datepublication "
    "data "
    "dataora czas дата время датавремя датапубликации час tarih zaman 时间 日期 時間 日時 日付 "
    "fechadepublicacion fechadelanuncio fechaanuncio fechapublicado datadepublicacao "
    "datapublicacao "
    "dataanuncio datedepublication datedelannonce publiele publicadoel publicadoem "
    "veroffentlichtam erstelltam erschienenam veroffentlichungsdatum датаобъявления датаразмещения "
    "размещено опубликовано التاريخ تاريخ تاريخالنشر الوقت 发布时间 发布日期 发帖时间 "
    "dia jour день fechayhora fechadecreacion fechacreacion fechadealta creadoel publicado "
    "datahora "
    "dataehora datadoanuncio datadecriacao criadoem datedeparution dateparution parution parule "
    "datecreation datedecreation datedemiseenligne miseenligne publie horodatage zeitpunkt "
    "zeitstempel einstelldatum eingestelltam erstellungsdatum erstellt veroffentlicht "
    "anzeigendatum erscheinungsdatum inseriertam датаивремя датасоздания датадобавления датапоста "
    "добавлено создано",
    // place
    "place location loc city town area region geo locality joblocation state country address "
    "ciudad "
    "lugar "
    "ubicacion localidad provincia ville lieu localisation cidade local localizacao ort stadt "
    "standort "
    "luogo citta miasto miejsce miejscowosc lokalizacja город место регион місто локация oras "
    "sehir konum 地点 "
    "城市 "
    "場所 "
    "cityname cityortown nombreciudad municipio poblacion concelho distrito localite "
    "commune nomville stadtname wohnort населенныйпункт المدينة مدينة المكان الموقع المنطقة 地区 "
    "城市名称 "
    "zona barrio pais direccion lugardetrabajo comunidadautonoma bairro regiao endereco "
    "localdetrabalho adresse quartier pays lieudetravail departement stadtteil bundesland bezirk "
    "anschrift arbeitsort einsatzort адрес район область страна местоположение местоработы",
    // source
    "source site website platform channel domain board portal url link sourceurl posturl feed "
    "origin "
    "fuente sitio canal plataforma plateforme fonte quelle zrodlo источник сайт канал джерело "
    "sursa "
    "kaynak 来源 網站 出典 "
    "pagina paginaweb sitioweb enlace enlacedelanuncio urldelanuncio urlanuncio urldoanuncio "
    "periodico jornal siteweb lien liendelannonce urldelannonce urlannonce journal webseite "
    "plattform kanal zeitung herkunft ссылка ссылканаобъявление площадка газета группа",
    // author
    "author from fromname user username screenname userid poster postedby seller sender account "
    "accountid "
    "advertiser "
    "employer "
    "company agency authorid authorname name contactname autor usuario vendedor empresa auteur "
    "utilisateur vendeur entreprise employeur nutzer absender firma autore utente venditore "
    "azienda "
    "uzytkownik автор пользователь имя отправитель компания користувач utilizator kullanici 作者 "
    "用户 "
    "投稿者 "
    "anunciante empleador empregador publicadopor personadecontacto nombredecontacto "
    "nombrecontacto nombre utilizador anunciadopor pessoadecontato pessoadecontacto nomedocontato "
    "nome annonceur publiepar pseudo nomducontact nomcontact personneacontacter nom anbieter "
    "inserent auftraggeber arbeitgeber verkaufer verfasser ersteller benutzer benutzername "
    "nutzername ansprechpartner kontaktperson veroffentlichtvon рекламодатель работодатель "
    "продавец имяпользователя контактноелицо ник логин",
    // phone
    "phone phonenumber phones telephone tel mobile mobilenumber cell cellphone contact "
    "contactnumber "
    "contactphone contactno senderphone sendernumber senderphonenumber sellerphone posterphone "
    "authorphone userphone phoneno whatsapp telefono movil celular telefone telemovel "
    "telephoneportable "
    "telefon telefonnummer handy rufnummer cellulare numertelefonu телефон телефоны номертелефона "
    "мобильный 电话 電話 手机 電話番号 "
    "telefonodecontacto telefonocontacto numerodetelefono numerotelefono numerodecontacto "
    "telefonodecontato telefonecontato telefonedecontacto telefonecontacto contato contacto "
    "numerodetelefone numerodetelephone telephonedecontact numtel kontakt kontakttelefon "
    "handynummer mobilnummer контакт контакты контактныйтелефон тел الهاتف هاتف رقمالهاتف الجوال "
    "رقمالجوال 联系电话 手机号 手机号码 联系方式 "
    "tlf tfno telf telefonomovil telefonofijo numerodemovil numerotelefonico numerodewhatsapp "
    "telefones numerodetelemovel numerodecelular telemovelcontacto portable numerodeportable "
    "numerotel numerodetel telcontact mobiltelefon telefonnr telnr handynr mobilnr festnetz "
    "kontaktnummer whatsappnumber whatsappnummer контактныйномер номердлясвязи телефондлясвязи "
    "мобтелефон сотовый тлф",
    // image_hash
    "imagehash imghash phash dhash ahash photohash imagephash perceptualhash imagemd5 imagesha256 "
    "picturehash",
};

// What is longer, or has so many digits, is no name of a column.
constexpr std::ptrdiff_t kLongestName = 40;  // characters
constexpr std::size_t kFewestDigits = 7;

struct Usual {
  Column column;
  std::size_t rank;  // 0 is the most usual
};

// U+00C0..U+00FF without their accents; a space drops the character.
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo ouuuuyts"
    "aaaaaaaceeeeiiiidnooooo ouuuuyty";
// U+0100..U+017F likewise.
constexpr std::string_view kLatinExtended =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

void fold_two_bytes(unsigned char first, unsigned char second, std::string& folded) {
  unsigned code = (first & 0x1fU) << 6 | (second & 0x3fU);
  if (code >= 0xc0 && code <= 0xff) {
    if (kLatin[code - 0xc0] != ' ') folded += kLatin[code - 0xc0];
    return;
  }
  if (code >= 0x100 && code <= 0x17f) {
    folded += kLatinExtended[code - 0x100];
    return;
  }
  if (code < 0xc0) return;                           // Latin-1 punctuation
  if (code >= 0x410 && code <= 0x42f) code += 0x20;  // Cyrillic capitals
  if (code >= 0x400 && code <= 0x40f) code += 0x50;
  if (code == 0x451) code = 0x435;  // ё
  folded += static_cast<char>(0xc0 | code >> 6);
  folded += static_cast<char>(0x80 | (code & 0x3f));
}

std::string fold_name(std::string_view name) {
  std::string folded;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    if (c >= 'A' && c <= 'Z') {
      folded += static_cast<char>(c | 0x20);
    } else if (c >= 0xc0 && c < 0xe0 && i + 1 < name.size()) {
      fold_two_bytes(c, static_cast<unsigned char>(name[++i]), folded);
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80) {
      folded += static_cast<char>(c);
    }
  }
  return folded;
}

const std::unordered_map<std::string_view, Usual>& usual_names() {
  static const auto kByName = [] {
    std::unordered_map<std::string_view, Usual> by_name;
    for (std::size_t column = 0; column < kColumnCount; ++column) {
      std::string_view left = kUsual[column];
      for (std::size_t rank = 0; !left.empty(); ++rank) {
        const std::size_t space = std::min(left.find(' '), left.size());
        by_name.try_emplace(left.substr(0, space), Usual{static_cast<Column>(column), rank});
        left.remove_prefix(std::min(space + 1, left.size()));
      }
    }
    return by_name;
  }();
  return kByName;
}

std::optional<Usual> find_usual(std::string_view name) {
  const std::string folded = fold_name(name);
  const bool is_numero = folded == "n" && name.size() > 1;  // "Nº", but not "n"
  const auto found = usual_names().find(is_numero ? std::string_view("no") : folded);
  if (found == usual_names().end()) return std::nullopt;
  return found->second;
}

Result<std::size_t> find_told(std::span<const std::string_view> names, const ToldColumn& told) {
  std::size_t number = 0;
  if (told.name.starts_with('#')) {
    const char* const end = told.name.data() + told.name.size();
    const auto [stop, error] = std::from_chars(told.name.data() + 1, end, number);
    if (error == std::errc() && stop == end && number >= 1 && number <= names.size()) {
      return number - 1;
    }
  }
  if (const auto same = std::ranges::find(names, told.name); same != names.end()) {
    return static_cast<std::size_t>(same - names.begin());
  }
  const auto folded =
      std::ranges::find(names, fold_name(told.name), [](auto name) { return fold_name(name); });
  if (folded != names.end()) return static_cast<std::size_t>(folded - names.begin());
  return Error{Code::invalid, fmt::format("no column is called '{}': there are {}", told.name,
                                          list_columns(names))};
}

// Digits of ASCII, Arabic, Persian and full-width writing.
std::size_t count_digits(std::string_view name) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto at = [&](std::size_t k) {
      return i < k ? 0U : static_cast<unsigned>(static_cast<unsigned char>(name[i - k]));
    };
    const bool is_arabic = at(1) == 0xd9 && at(0) >= 0xa0 && at(0) <= 0xa9;
    const bool is_persian = at(1) == 0xdb && at(0) >= 0xb0 && at(0) <= 0xb9;
    const bool is_wide = at(2) == 0xef && at(1) == 0xbc && at(0) >= 0x90 && at(0) <= 0x99;
    digits += (at(0) >= '0' && at(0) <= '9') || is_arabic || is_persian || is_wide ? 1 : 0;
  }
  return digits;
}

bool looks_like_content(std::string_view name) {
  const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; };
  if (std::ranges::count_if(name, is_start) > kLongestName) return true;
  if (count_digits(name) >= kFewestDigits) return true;
  const std::size_t at = name.find('@');
  return at != std::string_view::npos && name.find('.', at) != std::string_view::npos;
}

}  // namespace

bool looks_like_posting(std::span<const std::string_view> names) {
  const auto is_usual = [](std::string_view name) { return usual_column(name).has_value(); };
  return std::ranges::any_of(names, looks_like_content) && std::ranges::none_of(names, is_usual);
}

std::vector<std::string> shown_names(std::span<const std::string_view> names) {
  const bool is_posting = looks_like_posting(names);
  const auto is_usual = [](std::string_view name) { return usual_column(name).has_value(); };
  const bool is_lone = std::ranges::count_if(names, is_usual) == 1;
  std::vector<std::string> shown;
  shown.reserve(names.size());
  for (const std::string_view name : names) {
    const bool is_words = is_lone && !is_usual(name) && name.find(' ') != std::string_view::npos;
    const bool is_hidden = is_posting || is_words || looks_like_content(name);
    shown.push_back(is_hidden ? fmt::format("#{}", shown.size() + 1) : std::string(name));
  }
  return shown;
}

std::string list_columns(std::span<const std::string_view> names, std::size_t most) {
  std::string list;
  const std::vector<std::string> shown = shown_names(names);
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
    list += fmt::format("{}'{}'", i == 0 ? "" : ", ", shown[i]);
  }
  if (names.size() > most) list += fmt::format(" and {} more", names.size() - most);
  return list;
}

std::string_view to_string(Column column) { return kNames[static_cast<std::size_t>(column)]; }

Result<Column> parse_column(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) {
    return Error{Code::invalid, fmt::format("'{}' is none of {}", name, fmt::join(kNames, ", "))};
  }
  return static_cast<Column>(found - kNames.begin());
}

std::optional<Column> usual_column(std::string_view name) {
  const auto usual = find_usual(name);
  if (!usual) return std::nullopt;
  return usual->column;
}

Result<ColumnMap> map_columns(std::span<const std::string_view> names,
                              std::span<const ToldColumn> told) {
  ColumnMap map;
  std::vector<bool> is_taken(names.size());
  for (const ToldColumn& one : told) {
    const std::size_t place = LODESTAR_TRY(find_told(names, one));
    map.places[static_cast<std::size_t>(one.column)] = place;
    is_taken[place] = true;
  }
  std::array<std::size_t, kColumnCount> best_rank{};
  const ColumnMap as_told = map;
  for (std::size_t place = 0; place < names.size(); ++place) {
    const auto usual = find_usual(names[place]);
    if (!usual || is_taken[place] || as_told[usual->column]) continue;
    const auto column = static_cast<std::size_t>(usual->column);
    if (map.places[column] && best_rank[column] <= usual->rank) continue;
    map.places[column] = place;
    best_rank[column] = usual->rank;
  }
  return map;
}

}  // namespace lodestar::table
