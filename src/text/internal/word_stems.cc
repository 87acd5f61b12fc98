// SPDX-License-Identifier: Apache-2.0
#include "text/internal/word_stems.h"

#include <algorithm>
#include <bitset>
#include <string>
#include <vector>

namespace lodestar::text::internal {
namespace {

class Stems {
 public:
  explicit Stems(std::string_view list) {
    for (std::size_t at = 0; at < list.size(); ++at) {
      const FoldedWord stem = read_word(list, at);
      firsts_.set(byte(stem.text().front()));
      lasts_.set(byte(stem.text().back()));
      stems_.emplace_back(stem.text());
      at = stem.end;
    }
  }
  bool begin(std::string_view word) const {
    return firsts_[byte(word.front())] && std::ranges::any_of(stems_, [&](const auto& stem) {
             return stem[0] == word[0] && word.starts_with(stem);
           });
  }
  bool are_in(std::string_view word) const {
    return std::ranges::any_of(stems_, [&](const auto& stem) { return word.contains(stem); });
  }
  bool hold(std::string_view word) const {
    return firsts_[byte(word.front())] && std::ranges::find(stems_, word) != stems_.end();
  }
  // Of a compound: with something before it.
  bool end(std::string_view word) const {
    return lasts_[byte(word.back())] && std::ranges::any_of(stems_, [&](const auto& stem) {
             return word.size() > stem.size() + 1 && word.ends_with(stem);
           });
  }

 private:
  static std::size_t byte(char c) { return static_cast<unsigned char>(c); }

  std::vector<std::string> stems_;
  std::bitset<256> firsts_, lasts_;
};

// Of identity and driving.
const Stems& documents() {
  static const Stems kStems(
      "identit identid identif идентиф kimlik pasaport paszport contribuint handelsreg rodne");
  return kStems;
}
// Of taxes and registers, which people also advise on.
const Stems& registers() {
  static const Stems kStems("fiscal налог vergi ehliyet cedul sicil regist rejestr");
  return kStems;
}
// Of compounds, for numbers that somebody is called at: "Rückrufnummer", "Privatnr".
bool names_a_telephone(std::string_view compound) {
  static const Stems kAnywhere("tele handy mobi ruf gsm phon fax whats kontakt contact hotline");
  static const Stems kFirst(
      "tel tlf serv info not nood priv arbeit werk büro zweit ring haupt zentral festnetz "
      "durchwahl "
      "direkt traum wunsch");
  return kAnywhere.are_in(compound) || kFirst.begin(compound);
}
}  // namespace

Meaning find_by_stem(std::string_view folded) {
  constexpr std::size_t kShortest = 4;
  if (folded.size() < kShortest) return {};
  static const Stems kNumbers("nummer nummern nummers nr nrs tunnus");
  if (documents().begin(folded)) return {Sense::reference, kLoose, false};
  if (kNumbers.end(folded) && names_a_telephone(folded)) return {Sense::number_word, 0, false};
  if (kNumbers.end(folded)) return {Sense::reference, kLoose, false};
  return registers().begin(folded) ? Meaning{Sense::item, 0, false} : Meaning{};
}

bool names_a_citizen(std::string_view folded, bool behind_citizenship) {
  return folded == "cedula" || folded == "cedulas" || (behind_citizenship && folded == "cartao");
}
bool names_citizenship(std::string_view folded) {
  return folded == "ciudadania" || folded == "extranjeria" || folded == "cidadao";
}

bool names_a_row(std::string_view folded) {
  static const Stems kWords("bus buses busse bussen ruta rutas hat oda nos nrs casas");
  static const Stems kStems(
      "autob автобус otob onib trolle троллейбус tram трамва metro маршрут busli lini linea linee "
      "lijn ligne linha rout traseu hatl room kamer camer stanz zimmer raum chambr habitac quarto "
      "salas poko odal комнат кабинет квартир flat apart appart wohnung woning mieszkan piso "
      "houses hausn seat plot gate platform floor size talla taille groß groess tamanh tagli maten "
      "rozmiar размер beden");
  return kWords.hold(folded) || kStems.begin(folded);
}

}  // namespace lodestar::text::internal
