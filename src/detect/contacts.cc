// SPDX-License-Identifier: Apache-2.0
// Blocks of rows are searched on all threads, each into its own list; the lists are then joined in
// the order of the rows, so that numbering does not depend on who was quicker. At last numbers
// without a country take the value of the one with a country that they are (countries.h).
#include "detect/contacts.h"

#include <string_view>

#include "base/hash.h"
#include "detect/internal/countries.h"
#include "detect/internal/key_set.h"

namespace lodestar::detect {
namespace {

constexpr std::size_t kBlock = 512;  // rows
constexpr std::uint8_t kCertain = 100;

struct Found {
  std::uint32_t posting = 0;
  Field field = Field::text;
  text::Identifier identifier;
  std::uint64_t hash = 0;
};

// Of an identifier or a contact: by kind and value.
std::uint64_t hash_of(const auto& named) {
  return hash_bytes(named.value, static_cast<std::uint64_t>(named.kind));
}

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
      for (text::Identifier& identifier : identifiers_) {
        const std::uint64_t hash = hash_of(identifier);
        found.push_back({static_cast<std::uint32_t>(row), field, std::move(identifier), hash});
      }
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
    found.back().hash = hash_of(found.back().identifier);
  }

  const Postings& postings_;
  const text::IdentifierFinder& finder_;
  const ContactOptions& options_;
  std::vector<text::Identifier> identifiers_;
};

// Gives each distinct (kind, value) its number, in the order of their coming.
class Interner {
 public:
  explicit Interner(std::vector<Contact>& all) : all_(all) {}

  std::uint32_t intern(text::IdentifierKind kind, std::string&& value, std::uint64_t hash) {
    const auto next = static_cast<std::uint32_t>(all_.size());
    const std::uint32_t number = known_.find_or_add(hash, next, [&](std::uint32_t it) {
      return all_[it].kind == kind && all_[it].value == value;
    });
    if (number == next) all_.push_back({.kind = kind, .value = std::move(value), .postings = 0});
    return number;
  }
  void prefetch(std::uint64_t hash) const { known_.prefetch(hash); }

 private:
  std::vector<Contact>& all_;
  internal::KeySet known_;
};

// Keeps what was found as occurrences, and the contacts as they were written.
class Keeper {
 public:
  explicit Keeper(Contacts& contacts) : contacts_(contacts), interner_(contacts.all) {}
  void take(std::vector<Found>&& block) {
    constexpr std::size_t kAhead = 8;
    for (std::size_t i = 0; i < block.size(); ++i) {
      if (i + kAhead < block.size()) interner_.prefetch(block[i + kAhead].hash);
      Found& found = block[i];
      text::Identifier& identifier = found.identifier;
      const std::uint32_t contact =
          interner_.intern(identifier.kind, std::move(identifier.value), found.hash);
      contacts_.occurrences.push_back({.posting = found.posting,
                                       .contact = contact,
                                       .span = identifier.span,
                                       .kind = identifier.kind,
                                       .field = found.field,
                                       .obfuscation = identifier.obfuscation,
                                       .confidence = identifier.confidence});
      ++contacts_.first_of[found.posting + 1];
    }
  }

 private:
  Contacts& contacts_;
  Interner interner_;
};

void search_all(const Postings& postings, const text::IdentifierFinder& finder,
                const ContactOptions& options, Contacts& contacts) {
  std::vector<std::vector<Found>> blocks((postings.size() + kBlock - 1) / kBlock);
  Keeper keeper(contacts);
  for_blocks_in_order(
      options.parallel, postings.size(), kBlock,
      [&](std::size_t begin, std::size_t end, unsigned) {
        RowSearch rows(postings, finder, options);
        for (std::size_t row = begin; row < end; ++row) rows.search(row, blocks[begin / kBlock]);
      },
      [&](std::size_t begin, std::size_t) {
        keeper.take(std::exchange(blocks[begin / kBlock], {}));
      });
}

// Contacts that prove to be one become one; what is told is the number each has now.
std::vector<std::uint32_t> add_countries(Contacts& contacts, const text::NumberingPlan& plan) {
  const auto is_phone = [](const Contact& contact) {
    return contact.kind == text::IdentifierKind::phone;
  };
  std::vector<Contact> written;
  written.swap(contacts.all);
  std::vector<bool> is_in_column(written.size());
  for (const Occurrence& occurrence : contacts.occurrences)
    if (occurrence.field == Field::phone) is_in_column[occurrence.contact] = true;
  internal::Countries countries(plan);
  for (Contact& contact : written) {
    contact.kind = tying_kind(contact.kind, contact.value);
    if (is_phone(contact)) countries.want(contact.value);
  }
  for (const Contact& contact : written) {
    if (is_phone(contact)) countries.learn(contact.value);
  }
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (is_in_column[i] && is_phone(written[i])) countries.learn_in_column(written[i].value);
  }
  Interner interner(contacts.all);
  std::vector<std::uint32_t> number_of;
  number_of.reserve(written.size());
  for (std::size_t i = 0; i < written.size(); ++i) {
    Contact& contact = written[i];
    if (is_phone(contact) && is_in_column[i]) countries.complete_in_column(contact.value);
    if (is_phone(contact) && !is_in_column[i]) countries.complete(contact.value);
    const std::uint64_t hash = hash_of(contact);
    number_of.push_back(interner.intern(contact.kind, std::move(contact.value), hash));
  }
  return number_of;
}

void count_postings(Contacts& contacts, const std::vector<std::uint32_t>& number_of) {
  std::vector<std::uint32_t> last_posting(contacts.all.size(), UINT32_MAX);
  for (Occurrence& occurrence : contacts.occurrences) {
    occurrence.contact = number_of[occurrence.contact];
    std::uint32_t& last = last_posting[occurrence.contact];
    if (last != occurrence.posting) ++contacts.all[occurrence.contact].postings;
    last = occurrence.posting;
  }
}
}  // namespace

text::IdentifierKind tying_kind(text::IdentifierKind kind, std::string_view value) {
  using enum text::IdentifierKind;
  const bool calls = kind == whatsapp || kind == signal || kind == viber || kind == telegram;
  return calls && value.starts_with('+') ? phone : kind;
}

Contacts find_contacts(const Postings& postings, const text::IdentifierFinder& finder,
                       const ContactOptions& options) {
  Contacts contacts;
  contacts.first_of.assign(postings.size() + 1, 0);
  search_all(postings, finder, options, contacts);
  count_postings(contacts, add_countries(contacts, finder.plan()));
  for (std::size_t row = 0; row < postings.size(); ++row)
    contacts.first_of[row + 1] += contacts.first_of[row];
  return contacts;
}

}  // namespace lodestar::detect
