// SPDX-License-Identifier: Apache-2.0
// Packs are read into drafts first, because a later pack may replace an entry; phrases are compiled
// from what remains.
#include <fmt/core.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "detect/indicators.h"
#include "table/json_value.h"

namespace lodestar::detect {
namespace {

using table::JsonValue;

constexpr std::string_view kSchema = "lodestar-indicators-1";
constexpr std::array<std::string_view, kHintClasses> kHintNames = {
    "benign", "spam", "scam", "business", "trafficking_concern"};
constexpr std::array<std::string_view, kMeasureKinds> kMeasureNames = {"names_per_contact",
                                                                       "ages_per_contact",
                                                                       "identities_per_template",
                                                                       "places_in_days",
                                                                       "recruits_and_sells",
                                                                       "control_across_templates",
                                                                       "coercion_across_templates",
                                                                       "sectors_per_contact",
                                                                       "disguised_contacts",
                                                                       "burst",
                                                                       "one_name_one_contact",
                                                                       "company_email",
                                                                       "wide_reach",
                                                                       "told_by_others",
                                                                       "one_account"};
// In the order of their rules; no pack has phrases for those of possible names and of telling.
constexpr std::array<std::string_view, 14> kCueNames = {
    "name",   "age",   "hiring",  "selling", "recruiting", {},         "helping",
    "others", "terms", "serving", "warning", {},           "inviting", "playing"};
constexpr std::array<std::string_view, internal::kTurns> kTurnNames = {"guards", "conditions",
                                                                       "alternatives", "own"};
constexpr std::array<std::string_view, 4> kStanceNames = {"any", "hiring", "selling", "offering"};

struct Line {  // a string, its language, and where it stands
  std::string language, text, where;
};

struct Draft {
  WordIndicator indicator;
  internal::Demands demands;
  std::vector<Line> phrases, unless, finds, passes;
};

struct SectorDraft {
  Sector sector;
  std::vector<Line> phrases, unless;
};

template <std::size_t N>
int index_of(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto at = std::ranges::find(names, name);
  return at == names.end() ? -1 : static_cast<int>(at - names.begin());
}

Error wrong(const std::string& where, std::string_view what) {
  return {Code::invalid, fmt::format("{}: {}", where, what)};
}

// One object of a pack and the words that say where it is.
struct Fields {
  const table::JsonValue& json;
  std::string where;

  std::string at(std::string_view key) const { return fmt::format("{}, field {}", where, key); }

  Status only(std::initializer_list<std::string_view> known) const {
    const auto* object = json.as<table::JsonValue::Object>();
    if (object == nullptr) return wrong(where, "expected an object {...}");
    for (const auto& member : *object) {
      if (std::ranges::find(known, member.key) == known.end()) {
        return wrong(at(member.key), "no such field; docs/spec/indicators.md lists them");
      }
    }
    return {};
  }

  Result<std::string> text(std::string_view key) const {
    const table::JsonValue* found = json.find(key);
    const auto* value = found == nullptr ? nullptr : found->as<std::string>();
    if (value == nullptr || value->empty()) return wrong(at(key), "a text is needed here");
    return *value;
  }

  Result<std::int32_t> number(std::string_view key, std::int32_t least, std::int32_t most,
                              std::int32_t otherwise) const {
    const table::JsonValue* found = json.find(key);
    if (found == nullptr) return otherwise;
    const auto* value = found->as<std::int64_t>();
    if (value == nullptr || *value < least || *value > most) {
      return wrong(at(key), fmt::format("a whole number from {} to {} is needed", least, most));
    }
    return static_cast<std::int32_t>(*value);
  }

  Result<bool> flag(std::string_view key) const {
    const table::JsonValue* found = json.find(key);
    if (found == nullptr) return false;
    const bool* value = found->as<bool>();
    if (value == nullptr) return wrong(at(key), "write true or false");
    return *value;
  }

  // ["...", ...]; none where the field is missing.
  Result<std::vector<Line>> lines(std::string_view key, const std::string& language = {}) const {
    std::vector<Line> lines;
    const table::JsonValue* found = json.find(key);
    if (found == nullptr) return lines;
    const auto* array = found->as<table::JsonValue::Array>();
    if (array == nullptr) return wrong(at(key), "a list of texts [\"...\"] is needed");
    for (std::size_t i = 0; i < array->size(); ++i) {
      const auto* value = (*array)[i].as<std::string>();
      const std::string here = fmt::format("{}, field {}[{}]", where, key, i);
      if (value == nullptr || value->empty()) return wrong(here, "a text is needed here");
      lines.push_back({language, *value, here});
    }
    return lines;
  }

  // {"en": ["...", ...], "es": [...]}
  Result<std::vector<Line>> lines_by_language(std::string_view key) const {
    std::vector<Line> lines;
    const table::JsonValue* found = json.find(key);
    if (found == nullptr) return lines;
    const auto* object = found->as<table::JsonValue::Object>();
    if (object == nullptr) {
      return wrong(at(key), "lists by language are needed: {\"en\": [\"...\"]}");
    }
    for (const auto& [language, list] : *object) {
      const Fields inside{*found, fmt::format("{}, in {}", where, key)};
      auto more = LODESTAR_TRY(inside.lines(language, language));
      std::ranges::move(more, std::back_inserter(lines));
    }
    return lines;
  }
};

class PackReader {
 public:
  Status read(const PackBytes& pack) {
    const std::string where = fmt::format("pack {}", pack.name);
    auto parsed = table::parse_json_value(pack.bytes);
    if (!parsed) return wrong(where, parsed.error().message);
    const Fields fields{*parsed, where};
    const std::string schema = LODESTAR_TRY(fields.text("schema"));
    if (schema == "lodestar-pack-1") return read_manifest(fields);
    if (schema != kSchema) {
      return wrong(fields.at("schema"), fmt::format("\"{}\" is not \"{}\"", schema, kSchema));
    }
    if (Status known =
            fields.only({"schema", "pack", "entries", "measures", "cues", "sectors", "guards",
                         "conditions", "alternatives", "own", "lists", "protected", "peoples"});
        !known) {
      return known;
    }
    pack_ = LODESTAR_TRY(fields.text("pack"));
    if (Status read = each(fields, "entries", &PackReader::read_entry); !read) return read;
    if (Status read = each(fields, "measures", &PackReader::read_measure); !read) return read;
    if (Status read = each(fields, "sectors", &PackReader::read_sector); !read) return read;
    return read_lists(fields);
  }

  Result<Indicators> finish() {
    std::erase_if(drafts_, [](const Draft& draft) { return draft.indicator.strength == 0; });
    for (Draft& draft : drafts_) out_.words.push_back(draft.indicator);
    for (const auto& draft : sectors_) out_.sectors.push_back(draft.sector);
    if (out_.rule_count() > 60'000) return Error{Code::limited, "packs: more entries than fit"};
    if (Status added = add_phrases(); !added) return std::move(added).error();
    out_.phrases.close();
    if (Status checked = check_examples(); !checked) return std::move(checked).error();
    return std::move(out_);
  }

 private:
  using ReadOne = Status (PackReader::*)(const Fields&);

  static Status read_manifest(const Fields& fields) {
    for (const auto* key : {"pack", "date", "licence", "source", "why"}) {
      if (auto text = fields.text(key); !text) return std::move(text).error();
    }
    return {};
  }

  Status each(const Fields& fields, std::string_view key, ReadOne read_one) {
    const table::JsonValue* found = fields.json.find(key);
    if (found == nullptr) return {};
    const auto* array = found->as<table::JsonValue::Array>();
    if (array == nullptr) return wrong(fields.at(key), "a list [...] is needed");
    for (std::size_t i = 0; i < array->size(); ++i) {
      const table::JsonValue* id = (*array)[i].find("id");
      const std::string* name = id == nullptr ? nullptr : id->as<std::string>();
      const std::string entry = name == nullptr ? fmt::format("{}[{}]", key, i) : *name;
      const Fields one{(*array)[i], fmt::format("{}, entry {}", fields.where, entry)};
      if (Status read = (this->*read_one)(one); !read) return read;
    }
    return {};
  }

  Status read_common(const Fields& fields, Indicator& out) {
    out.pack = pack_;
    for (const auto& [key, field] : {std::pair{"id", &Indicator::id},
                                     {"family", &Indicator::family},
                                     {"label", &Indicator::label},
                                     {"title", &Indicator::title},
                                     {"why", &Indicator::why},
                                     {"benign", &Indicator::benign},
                                     {"source", &Indicator::source}}) {
      out.*field = LODESTAR_TRY(fields.text(key));
    }
    if (find_evidence_family(out.family) == nullptr) {
      return wrong(
          fields.at("family"),
          fmt::format("\"{}\" is none of the families in docs/spec/evidence.md", out.family));
    }
    const table::JsonValue* hints = fields.json.find("hints");
    if (hints == nullptr) return {};
    const Fields inside{*hints, fields.at("hints")};
    for (std::size_t i = 0; i < kHintClasses; ++i) {
      out.hints[i] =
          static_cast<std::uint8_t>(LODESTAR_TRY(inside.number(kHintNames[i], 0, 100, 0)));
    }
    return inside.only({kHintNames[0], kHintNames[1], kHintNames[2], kHintNames[3], kHintNames[4]});
  }

  // {"id": "...", "strength": 0} says all there is to say: what has that id counts no more.
  static bool is_switched_off(const Fields& fields) {
    const auto* object = fields.json.as<table::JsonValue::Object>();
    const table::JsonValue* strength = fields.json.find("strength");
    const auto* points = strength == nullptr ? nullptr : strength->as<std::int64_t>();
    return object != nullptr && object->size() == 2 && fields.json.find("id") != nullptr &&
           points != nullptr && *points == 0;
  }

  Status switch_off(const Fields& fields) {
    const std::string id = LODESTAR_TRY(fields.text("id"));
    const std::size_t gone =
        std::erase_if(drafts_, [&](const Draft& draft) { return draft.indicator.id == id; }) +
        std::erase_if(out_.measures, [&](const Measure& measure) { return measure.id == id; });
    if (gone > 0) return {};
    return wrong(
        fields.at("id"),
        fmt::format("nothing read before is called \"{}\", so nothing is switched off", id));
  }

  Status read_entry(const Fields& fields) {
    if (is_switched_off(fields)) return switch_off(fields);
    if (Status known =
            fields.only({"id", "family", "strength", "label", "title", "why", "benign", "source",
                         "hints", "only_in", "only_stated", "in_one_clause", "tells", "is_served",
                         "yields_to", "phrases", "unless", "examples"});
        !known) {
      return known;
    }
    Draft draft;
    if (Status read = read_common(fields, draft.indicator); !read) return read;
    draft.indicator.strength = LODESTAR_TRY(fields.number("strength", -50, 50, 0));
    if ((draft.indicator.family == "counter") != (draft.indicator.strength < 0) &&
        draft.indicator.strength != 0) {
      return wrong(fields.at("strength"),
                   "counter-evidence is negative, all other families positive");
    }
    if (fields.json.find("only_in") != nullptr) {
      const int stance = index_of(kStanceNames, LODESTAR_TRY(fields.text("only_in")));
      if (stance < 0) return wrong(fields.at("only_in"), "write hiring, selling or offering");
      draft.indicator.only_in = static_cast<Stance>(stance);
    }
    draft.demands.only_stated = LODESTAR_TRY(fields.flag("only_stated"));
    draft.indicator.tells = LODESTAR_TRY(fields.flag("tells"));
    draft.indicator.is_served = LODESTAR_TRY(fields.flag("is_served"));
    if (fields.json.find("yields_to") != nullptr) {
      draft.indicator.yields_to = LODESTAR_TRY(fields.text("yields_to"));
    }
    draft.demands.in_one_clause = LODESTAR_TRY(fields.flag("in_one_clause"));
    draft.phrases = LODESTAR_TRY(fields.lines_by_language("phrases"));
    draft.unless = LODESTAR_TRY(fields.lines_by_language("unless"));
    if (draft.phrases.empty()) return wrong(fields.at("phrases"), "at least one phrase is needed");
    const table::JsonValue* examples = fields.json.find("examples");
    if (examples == nullptr) {
      return wrong(fields.at("examples"), "show what it finds: {\"finds\": [\"...\"]}");
    }
    const Fields inside{*examples, fields.at("examples")};
    if (Status known = inside.only({"finds", "passes"}); !known) return known;
    draft.finds = LODESTAR_TRY(inside.lines("finds"));
    draft.passes = LODESTAR_TRY(inside.lines("passes"));
    if (draft.finds.empty()) return wrong(inside.at("finds"), "at least one example is needed");
    replace(drafts_, std::move(draft), [](const Draft& d) { return d.indicator.id; });
    return {};
  }

  Status read_measure(const Fields& fields) {
    if (Status known =
            fields.only({"id", "measure", "family", "structural", "supporting", "at_least", "base",
                         "each", "most", "days", "places_over", "phones_over", "label", "title",
                         "detail", "why", "benign", "source", "hints"});
        !known) {
      return known;
    }
    Measure measure;
    if (Status read = read_common(fields, measure); !read) return read;
    const int kind = index_of(kMeasureNames, LODESTAR_TRY(fields.text("measure")));
    if (kind < 0) return wrong(fields.at("measure"), "docs/spec/indicators.md lists the measures");
    measure.kind = static_cast<MeasureKind>(kind);
    measure.structural = LODESTAR_TRY(fields.flag("structural"));
    measure.supporting = LODESTAR_TRY(fields.flag("supporting"));
    measure.detail = LODESTAR_TRY(fields.text("detail"));
    measure.at_least = LODESTAR_TRY(fields.number("at_least", 1, 1'000'000, 1));
    measure.base = LODESTAR_TRY(fields.number("base", -100, 100, 0));
    measure.each = LODESTAR_TRY(fields.number("each", -100, 100, 0));
    measure.most = LODESTAR_TRY(fields.number("most", 0, 100, 0));
    measure.days = LODESTAR_TRY(fields.number("days", 0, 1000, 0));
    measure.places_over = LODESTAR_TRY(fields.number("places_over", 0, 1'000'000, 0));
    measure.phones_over = LODESTAR_TRY(fields.number("phones_over", 0, 1'000'000, 0));
    if ((measure.family == "counter") != (measure.base < 0)) {
      return wrong(fields.at("base"), "counter-evidence is negative, all other families positive");
    }
    replace(out_.measures, std::move(measure), [](const Measure& m) { return m.id; });
    return {};
  }

  Status read_sector(const Fields& fields) {
    if (Status known = fields.only({"id", "title", "is_sold", "phrases", "unless"}); !known)
      return known;
    SectorDraft draft;
    draft.sector.id = LODESTAR_TRY(fields.text("id"));
    draft.sector.title = LODESTAR_TRY(fields.text("title"));
    draft.sector.is_sold = LODESTAR_TRY(fields.flag("is_sold"));
    draft.phrases = LODESTAR_TRY(fields.lines_by_language("phrases"));
    draft.unless = LODESTAR_TRY(fields.lines_by_language("unless"));
    replace(sectors_, std::move(draft), [](const SectorDraft& d) { return d.sector.id; });
    return {};
  }

  Status read_lists(const Fields& fields) {
    const auto append = [](std::vector<Line> lines, std::vector<Line>& to) {
      std::ranges::move(lines, std::back_inserter(to));
    };
    for (std::size_t i = 0; i < internal::kTurns; ++i) {
      append(LODESTAR_TRY(fields.lines_by_language(kTurnNames[i])), turns_[i]);
    }
    append(LODESTAR_TRY(fields.lines_by_language("protected")), protected_);
    if (Status read = read_peoples(fields); !read) return read;
    if (const table::JsonValue* cues = fields.json.find("cues"); cues != nullptr) {
      const Fields inside{*cues, fields.at("cues")};
      if (Status known = inside.only({"name", "age", "hiring", "selling", "recruiting", "helping",
                                      "others", "terms", "serving", "warning", "inviting",
                                      "playing", "not_selling", "not_helping", "not_serving"});
          !known) {
        return known;
      }
      for (std::size_t i = 0; i < kCueNames.size(); ++i) {
        append(LODESTAR_TRY(inside.lines_by_language(kCueNames[i])), cues_[i]);
      }
      append(LODESTAR_TRY(inside.lines_by_language("not_selling")), not_selling_);
      append(LODESTAR_TRY(inside.lines_by_language("not_helping")), not_helping_);
      append(LODESTAR_TRY(inside.lines_by_language("not_serving")), not_serving_);
    }
    const table::JsonValue* lists = fields.json.find("lists");
    if (lists == nullptr) return {};
    const Fields inside{*lists, fields.at("lists")};
    if (Status known = inside.only({"free_mail", "not_names", "titles", "behind_no_age",
                                    "before_place", "before_person", "between_persons",
                                    "before_protected", "behind_protected", "listed"});
        !known) {
      return known;
    }
    append(LODESTAR_TRY(inside.lines("titles")), titles_);
    append(LODESTAR_TRY(inside.lines("not_names")), not_names_);
    append(LODESTAR_TRY(inside.lines("behind_no_age")), behind_no_age_);
    append(LODESTAR_TRY(inside.lines("listed")), listed_);
    append(LODESTAR_TRY(inside.lines("before_protected")), before_protected_);
    append(LODESTAR_TRY(inside.lines("behind_protected")), behind_protected_);
    for (const Line& line : LODESTAR_TRY(inside.lines("free_mail"))) {
      out_.free_mail.push_back(line.text);
    }
    for (const Line& line : LODESTAR_TRY(inside.lines("before_place"))) {
      out_.before_place.push_back(text::fold_word(line.text));
    }
    for (const Line& line : LODESTAR_TRY(inside.lines("before_person"))) {
      out_.before_person.push_back(text::fold_word(line.text));
    }
    for (const Line& line : LODESTAR_TRY(inside.lines("between_persons"))) {
      out_.between_persons.push_back(text::fold_word(line.text));
    }
    return {};
  }

  // {"AT": {"en": "austria*", "de": "österreich*"}}: a row a people, a cell a language, the forms
  // of men before a '/' and of women after it where no stem has both.
  Status read_peoples(const Fields& fields) {
    const table::JsonValue* found = fields.json.find("peoples");
    if (found == nullptr) return {};
    const auto* rows = found->as<table::JsonValue::Object>();
    if (rows == nullptr) return wrong(fields.at("peoples"), "rows {\"AT\": {...}} are needed");
    for (const auto& [people, row] : *rows) {
      const Fields cells{row, fmt::format("{}, {}", fields.at("peoples"), people)};
      const auto* languages = row.as<table::JsonValue::Object>();
      if (languages == nullptr) return wrong(cells.where, "cells {\"en\": \"...\"} are needed");
      for (const auto& cell : *languages) {
        const std::string words = LODESTAR_TRY(cells.text(cell.key));
        for (std::string_view rest = words; !rest.empty();) {
          const std::size_t space = std::min(rest.find(' '), rest.size());
          const std::string_view word = rest.substr(0, space);
          if (word != "/") protected_.push_back({cell.key, std::string(word), cells.at(cell.key)});
          rest.remove_prefix(std::min(space + 1, rest.size()));
        }
      }
    }
    return {};
  }

  // A later pack's entry takes the place of an earlier one.
  template <typename T, typename IdOf>
  static void replace(std::vector<T>& list, T item, IdOf id_of) {
    const auto same = [&](const T& old) { return id_of(old) == id_of(item); };
    const auto at = std::ranges::find_if(list, same);
    if (at == list.end()) {
      list.push_back(std::move(item));
    } else {
      *at = std::move(item);
    }
  }

  Status add_phrases() {
    auto& book = out_.phrases;
    const auto all = [](const std::vector<Line>& lines, auto add) -> Status {
      for (const Line& line : lines) {
        Status added = add(line);
        if (!added) return wrong(line.where, added.error().message);
      }
      return {};
    };
    const auto phrases_of = [&](std::uint16_t rule) {
      return [&book, rule](const Line& line) { return book.add(rule, line.language, line.text); };
    };
    const auto unless_of = [&](std::uint16_t rule) {
      return [&book, rule](const Line& line) {
        return book.add_unless(rule, line.language, line.text);
      };
    };
    Status added;
    for (std::size_t i = 0; added && i < internal::kTurns; ++i) {
      added = all(turns_[i], [&](const Line& l) {
        return book.add_turn(static_cast<internal::Turn>(i), l.language, l.text);
      });
    }
    if (added) added = all(not_names_, [&](const Line& l) { return book.add_no_name(l.text); });
    if (added) added = all(titles_, [&](const Line& l) { return book.add_title(l.text); });
    if (added) {
      added = all(behind_no_age_, [&](const Line& l) { return book.add_behind_no_age(l.text); });
    }
    if (added) added = all(listed_, [&](const Line& l) { return book.add_listed(l.text); });
    if (added) added = all(protected_, [&](const Line& l) { return book.add_protected(l.text); });
    if (added) {
      added =
          all(before_protected_, [&](const Line& l) { return book.add_before_protected(l.text); });
    }
    if (added) {
      added =
          all(behind_protected_, [&](const Line& l) { return book.add_behind_protected(l.text); });
    }
    std::uint16_t rule = 0;
    for (auto draft = drafts_.begin(); added && draft != drafts_.end(); ++draft, ++rule) {
      draft->demands.every = draft->indicator.binds() || draft->indicator.speaks_of_people();
      book.set_demands(rule, draft->demands);
      added = all(draft->unless, unless_of(rule));
      if (added) added = all(draft->phrases, phrases_of(rule));
    }
    const auto selling = out_.rule_of_stance(Stance::selling);
    if (added) added = all(not_selling_, unless_of(selling));
    const auto helping = out_.rule_of_helping();
    if (added) added = all(not_helping_, unless_of(helping));
    if (added) added = all(not_serving_, unless_of(out_.rule_of_serving()));
    book.set_demands(out_.rule_of_stance(Stance::hiring), {.every = true});
    book.set_demands(selling, {.every = true});
    book.set_demands(out_.rule_of_recruiting(), {.only_stated = true, .every = true});
    for (const auto cue : {helping, out_.rule_of_warning(), out_.rule_of_others(),
                           out_.rule_of_terms(), out_.rule_of_inviting()}) {
      book.set_demands(cue, {.every = true});
    }
    book.set_inviting(out_.rule_of_inviting());
    for (std::size_t i = 0; added && i < cues_.size(); ++i) {
      added = all(cues_[i], phrases_of(static_cast<std::uint16_t>(out_.rule_of_name() + i)));
    }
    for (std::size_t i = 0; added && i < sectors_.size(); ++i) {
      const std::uint16_t of_sector = out_.rule_of_sector(i);
      added = all(sectors_[i].unless, unless_of(of_sector));
      if (added) added = all(sectors_[i].phrases, phrases_of(of_sector));
    }
    return added;
  }

  Status check_examples() {
    IndicatorReader reader(out_);
    std::uint16_t rule = 0;
    const auto finds = [&](const Line& example) {
      Postings one;
      one.add(one.add_file("example"), {.fields = {"", "", example.text}});
      std::vector<Sign> seen;
      reader.read(one, 0, seen);
      return std::ranges::find(seen, rule, &Sign::rule) != seen.end();
    };
    internal::PhraseReader phrases(out_.phrases);
    std::vector<internal::PhraseMatch> matches;
    const auto has_phrase = [&](const Line& example) {  // wherever it would count
      matches.clear();
      phrases.read(example.text, matches);
      return std::ranges::find(matches, rule, &internal::PhraseMatch::rule) != matches.end();
    };
    for (const Draft& draft : drafts_) {
      for (const Line& example : draft.finds) {
        if (has_phrase(example)) continue;
        return wrong(example.where,
                     fmt::format("no phrase finds \"{}\"; mend one of them", example.text));
      }
      for (const Line& example : draft.passes) {
        if (!finds(example)) continue;
        return wrong(
            example.where,
            fmt::format("\"{}\" should be passed over, but a phrase finds it", example.text));
      }
      ++rule;
    }
    return {};
  }

  Indicators out_;
  std::string pack_;
  std::vector<Draft> drafts_;
  std::vector<SectorDraft> sectors_;
  std::array<std::vector<Line>, kCueNames.size()> cues_;
  std::array<std::vector<Line>, internal::kTurns> turns_;
  std::vector<Line> listed_, protected_, before_protected_, behind_protected_, not_names_, titles_,
      behind_no_age_, not_selling_, not_helping_, not_serving_;
};

}  // namespace

Result<Indicators> parse_indicator_packs(std::span<const PackBytes> packs) {
  PackReader reader;
  for (const PackBytes& pack : packs) {
    if (Status read = reader.read(pack); !read) return std::move(read).error();
  }
  return reader.finish();
}

}  // namespace lodestar::detect
