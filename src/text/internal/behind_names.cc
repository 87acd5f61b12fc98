// SPDX-License-Identifier: Apache-2.0
#include "text/internal/behind_names.h"

#include <algorithm>

#include "text/internal/characters.h"
#include "text/internal/lexicon.h"
#include "text/internal/service_names.h"

namespace lodestar::text::internal {
namespace {

// To the next character on the line.
std::size_t skip_blanks(std::string_view raw, std::size_t at) {
  while (at < raw.size()) {
    const Glyph glyph = read_glyph(raw, at);
    if (glyph.kind != GlyphKind::space || glyph.code_point == '\n') break;
    at = glyph.end;
  }
  return at;
}

// "lucky❤8899": no sentence goes on like that.
bool is_tied_by_picture(std::string_view raw, std::size_t at) {
  const std::size_t behind = skip_picture(raw, at);
  return behind > at && behind < raw.size() && is_alnum(raw[behind]);
}

// Little words, and what is asked of who reads: sentences go on with them.
bool is_little_word(std::string_view written) {
  static constexpr std::string_view kWords =
      " a an and or but for to on in at of by with from as so the this that is are am be was will "
      "can "
      "just only now today not no new more all any here there my our your his her their me us we "
      "you i "
      "he she it they if when also too please pls thanks info details contact add follow join find "
      "see "
      "check visit chat dm dms pm write message msg send ask open available anytime real only "
      "serious "
      "y e o u de del al el la los las lo un una con sin para por en mi mis tu su te si se solo "
      "mas más "
      "ya hoy aqui aquí escribe escribeme escríbeme escribir manda agrega busca tambien también "
      "gracias "
      "et ou du des le les une avec pour sur mon ma mes si pas plus ici écris ecris écrivez aussi "
      "merci "
      "da do das dos na no nas nos com sem meu minha só so mais chama escreve manda tambem "
      "obrigada "
      "und oder der die das den dem ein eine mit für fuer auf bei im am ab von zu mein meine wenn "
      "nur "
      "nicht mehr hier jetzt bitte auch schreib schreibt schreiben melde danke "
      "di il per con che non ma mio mia anche scrivi scrivimi solo più piu grazie ";
  return lists_word(kWords, written);
}

bool is_sentence_word(std::string_view raw, const FoldedWord& word, std::size_t at) {
  if (is_little_word(raw.substr(at, word.end - at))) return true;
  const Meaning meaning = word.size > 0 ? lexicon().find(word.text()) : Meaning{};
  return meaning.sense != Sense::none && !meaning.weak;
}

// "8899", alone; not "24h", "9:00", "18+", "100$", "22 years".
BehindName read_digits(std::string_view raw, std::uint32_t at) {
  constexpr std::size_t kFewest = 3, kMost = 6;  // fewer may be an age, more a telephone number
  const auto end =
      static_cast<std::uint32_t>(std::min(raw.find_first_not_of("0123456789", at), raw.size()));
  const std::size_t count = end - at;
  const BehindName alone = count >= kFewest && count <= kMost
                               ? BehindName{.is = BehindName::part, .digits = {at, end}}
                               : BehindName{.is = BehindName::unknown};
  const std::size_t next = skip_blanks(raw, end);
  if (next == raw.size() || raw[next] == '\n') return alone;
  const bool is_tight = next == end;
  const Glyph glyph = read_glyph(raw, next);
  if (glyph.kind == GlyphKind::digit) return {.is = BehindName::unknown};
  if (glyph.kind == GlyphKind::letter) {
    const FoldedWord word = read_word(raw, next);
    const Sense sense = word.size > 0 ? lexicon().find(word.text()).sense : Sense::none;
    if (is_tight || sense == Sense::amount || sense == Sense::time) return {};
  } else if (std::string_view(",.;!?)\n").find(raw[next]) == std::string_view::npos ||
             (is_tight && next + 1 < raw.size() && is_digit(raw[next + 1]))) {
    return {};
  }
  return alone;
}
}  // namespace

// Behind "telegram:" people also say when they read, what else is there, or whom they offer.
// English, Spanish, French, Portuguese, German, Italian, Romanian, Polish, Dutch, Turkish; Russian
// in Latin letters.
bool is_word_of_a_sentence(std::string_view name) {
  static constexpr std::string_view kWords =
      " yes ok okay none both same below above soon later tonight tomorrow always fast first free "
      "busy closed off away online offline active inactive unavailable preferred welcome allowed "
      "needed required blocked banned deleted private public secret verified official new best "
      "great good channel channels group groups link links bio profile page inbox direct video "
      "videos photo photos pics picture pictures number contact contacts name username user "
      "account girl girls lady ladies woman women man men boy boys babe baby honey love "
      "solamente unicamente ahora luego abajo arriba canal canales grupo grupos enlace perfil "
      "mensaje mensajes privado disponible ocupada ocupado gratis chica chicas chico mujer amor "
      "favor oui non seulement uniquement maintenant dessous groupe groupes lien profil prive "
      "indisponible occupee fille filles femme amour sim nao apenas somente agora abaixo acima "
      "ligacao mensagem disponivel ocupada menina meninas mulher gratuito ja nein einfach unten "
      "oben gleich kanal gruppe gruppen nachricht privat verfuegbar frau frauen kostenlos "
      "solamente soltanto adesso ora sotto sopra canale gruppo gruppi profilo messaggio "
      "messaggi privato disponibile occupata ragazza ragazze donna gratuito doar numai acum "
      "jos mesaj fata fete tylko prosze tutaj teraz grupa wiadomosc dziewczyna dziewczyny alleen "
      "nu onder "
      "kto ktos ktokolwiek gdzie kiedy jak dlaczego chto kogda gde kak pochemu zdes tut pishi "
      "pishite napishi napishite menya moy "
      "kanaal groep bericht meisje meisjes sadece simdi grup mesaj kiz kizlar ";
  return is_little_word(name) || lists_word(kWords, name) ||
         lexicon().find(name).sense != Sense::none;
}

BehindName read_behind_name(std::string_view raw, std::size_t end) {
  if (is_tied_by_picture(raw, end)) return {.is = BehindName::unknown};
  const std::size_t at = skip_blanks(raw, end);
  if (at == end || at == raw.size()) return {};
  const Glyph glyph = read_glyph(raw, at);
  if (is_digit(raw[at]) && glyph.end == at + 1)
    return read_digits(raw, static_cast<std::uint32_t>(at));
  if (glyph.kind == GlyphKind::digit) return {.is = BehindName::unknown};
  const bool is_latin = glyph.kind == GlyphKind::letter && glyph.code_point < 0x250;
  if (!is_latin) return {};
  const FoldedWord word = read_word(raw, at);
  const bool is_word = word.end == raw.size() || (!is_alnum(raw[word.end]) && raw[word.end] != '_');
  if (is_word && is_sentence_word(raw, word, at)) return {};
  return {.is = BehindName::unknown};
}

}  // namespace lodestar::text::internal
