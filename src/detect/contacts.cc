// SPDX-License-Identifier: Apache-2.0
// Blocks of rows are searched on all threads, each into its own list; the lists are then joined in
// the order of the rows, so that numbering does not depend on who was quicker. In between, numbers
// without a country take the value of the one with a country that they are (countries.h).
#include "detect/contacts.h"

#include <string_view>
#include <unordered_set>

#include "base/hash.h"
#include "detect/internal/countries.h"

namespace lodestar::detect {
namespace {

constexpr std::size_t kBlock = 512;  // rows
constexpr std::uint8_t kCertain = 100;

struct Found {
  std::uint32_t posting = 0;
  Field field = Field::text;
  text::Identifier identifier;
};

class RowSearch {
 public:
  RowSearch(const Postings& postings, const text::IdentifierFinder& finder,
            const ContactOptions& options)
      : postings_(postings), finder_(finder), options_(options) {}

  void search(std::size_t row, std::vector<Found>& found) {
    for (const Field field : {Field::title, Field::text, Field::author, Field::phone}) {
      const std::string_view raw = postings_.get(field, row);
      if (raw.empty()) continue;
      identifiers_.clear();
      finder_.find(raw, {.region = options_.region, .expect_phone = field == Field::phone},
                   identifiers_);
      for (text::Identifier& identifier : identifiers_)
        found.push_back({static_cast<std::uint32_t>(row), field, std::move(identifier)});
    }
    search_image_hash(row, found);
  }

 private:
  // The whole field is the value, whatever tool made it.
  void search_image_hash(std::size_t row, std::vector<Found>& found) const {
    const std::string_view raw = postings_.get(Field::image_hash, row);
    const auto first = raw.find_first_not_of(" \t"), last = raw.find_last_not_of(" \t");
    if (first == std::string_view::npos) return;
    const text::Span span{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last + 1)};
    std::string value(cut(raw, span));
    for (char& c : value) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    found.push_back({static_cast<std::uint32_t>(row),
                     Field::image_hash,
                     {.kind = text::IdentifierKind::image_hash,
                      .obfuscation = text::Obfuscation::plain,
                      .confidence = kCertain,
                      .span = span,
                      .value = std::move(value)}});
  }

  const Postings& postings_;
  const text::IdentifierFinder& finder_;
  const ContactOptions& options_;
  std::vector<text::Identifier> identifiers_;
};

// Gives each distinct (kind, value) its number.
class Interner {
 public:
  explicit Interner(std::vector<Contact>& all) : all_(all), known_(64, Hash{&all}, Equal{&all}) {}

  std::uint32_t intern(text::Identifier& identifier) {
    const auto found = known_.find(Key{identifier.kind, identifier.value});
    if (found != known_.end()) return *found;
    const auto number = static_cast<std::uint32_t>(all_.size());
    all_.push_back({.kind = identifier.kind, .value = std::move(identifier.value), .postings = 0});
    known_.insert(number);
    return number;
  }

 private:
  struct Key {
    text::IdentifierKind kind;
    std::string_view value;
    friend bool operator==(const Key&, const Key&) = default;
  };
  static Key key(const std::vector<Contact>&, Key key) { return key; }
  static Key key(const std::vector<Contact>& all, std::uint32_t number) {
    return {all[number].kind, all[number].value};
  }
  struct Hash {
    using is_transparent = void;
    const std::vector<Contact>* all;
    std::size_t operator()(const auto& it) const {
      const Key wanted = key(*all, it);
      return hash_bytes(wanted.value, static_cast<std::uint64_t>(wanted.kind));
    }
  };
  struct Equal {
    using is_transparent = void;
    const std::vector<Contact>* all;
    bool operator()(const auto& a, const auto& b) const { return key(*all, a) == key(*all, b); }
  };

  std::vector<Contact>& all_;
  std::unordered_set<std::uint32_t, Hash, Equal> known_;
};

std::vector<std::vector<Found>> search_all(const Postings& postings,
                                           const text::IdentifierFinder& finder,
                                           const ContactOptions& options) {
  std::vector<std::vector<Found>> blocks((postings.size() + kBlock - 1) / kBlock);
  const auto search_block = [&](std::size_t begin, std::size_t end, unsigned) {
    RowSearch rows(postings, finder, options);
    for (std::size_t row = begin; row < end; ++row) rows.search(row, blocks[begin / kBlock]);
  };
  for_blocks(options.parallel, postings.size(), kBlock, search_block);
  return blocks;
}

bool is_phone(const Found& found) { return found.identifier.kind == text::IdentifierKind::phone; }

void add_countries(std::vector<std::vector<Found>>& blocks, const text::NumberingPlan& plan) {
  internal::Countries countries(plan);
  for (const std::vector<Found>& block : blocks) {
    for (const Found& found : block) {
      if (is_phone(found)) countries.learn(found.identifier.value);
    }
  }
  for (std::vector<Found>& block : blocks) {
    for (Found& found : block) {
      if (is_phone(found)) countries.complete(found.identifier.value);
    }
  }
}
}  // namespace

Contacts find_contacts(const Postings& postings, const text::IdentifierFinder& finder,
                       const ContactOptions& options) {
  Contacts contacts;
  contacts.first_of.assign(postings.size() + 1, 0);
  Interner interner(contacts.all);
  std::vector<std::uint32_t> last_posting;  // of each contact
  auto blocks = search_all(postings, finder, options);
  add_countries(blocks, finder.plan());
  for (std::vector<Found>& block : blocks) {
    for (Found& found : block) {
      const std::uint32_t contact = interner.intern(found.identifier);
      const bool is_new = contact == last_posting.size();
      if (is_new) last_posting.push_back(found.posting);
      if (is_new || last_posting[contact] != found.posting) ++contacts.all[contact].postings;
      last_posting[contact] = found.posting;
      contacts.occurrences.push_back({.posting = found.posting,
                                      .contact = contact,
                                      .span = found.identifier.span,
                                      .field = found.field,
                                      .obfuscation = found.identifier.obfuscation,
                                      .confidence = found.identifier.confidence});
      ++contacts.first_of[found.posting + 1];
    }
    std::vector<Found>().swap(block);
  }
  for (std::size_t row = 0; row < postings.size(); ++row)
    contacts.first_of[row + 1] += contacts.first_of[row];
  return contacts;
}

}  // namespace lodestar::detect
