// SPDX-License-Identifier: Apache-2.0
// The table of rules, held to itself and to what docs/guide/access.md tells people.
#include "desk/access_rules.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <tuple>

#include "desk/access.h"
#include "desk/access_words.h"

namespace lodestar::desk {
namespace {

template <typename Visit>
void for_each_access(const Rule& rule, Visit visit) {
  for_each(rule.roles, [&](Role role) {
    for_each(rule.spaces, [&](Space space) {
      for_each(rule.actions, [&](Action action) {
        for_each(rule.purposes, [&](Purpose purpose) {
          for_each(rule.fields, [&](Field field) { visit(role, space, action, purpose, field); });
        });
      });
    });
  });
}

TEST(AccessRules, no_access_stands_in_two_rows_and_no_row_is_empty) {
  std::set<std::tuple<Role, Space, Action, Purpose, Field>> seen;
  for (const Rule& rule : kRules) {
    std::size_t count = 0;
    for_each_access(rule, [&](auto... parts) {
      ++count;
      EXPECT_TRUE(seen.emplace(parts...).second) << rule.why;
    });
    EXPECT_GT(count, 0U) << rule.why;
    EXPECT_FALSE(rule.why.empty());
  }
}

// What may be written by one side where the other reads it without her consent would be a hole in
// the wall, whatever decide() does about single accesses.
TEST(AccessRules, what_one_side_writes_the_other_cannot_read_without_consent) {
  std::set<std::tuple<Side, Space, Field>> written;
  std::set<std::tuple<Side, Space, Field>> read;
  for (const Rule& rule : kRules) {
    for_each_access(rule, [&](Role role, Space space, Action action, Purpose, Field field) {
      if (action == Action::change || action == Action::decide) {
        written.emplace(side_of(role), space, field);
      } else if (rule.basis != Basis::consent) {
        read.emplace(side_of(role), space, field);
      }
    });
  }
  for (const auto& [side, space, field] : written) {
    if (side == Side::neither) continue;
    const Side other = side == Side::care ? Side::justice : Side::care;
    EXPECT_FALSE(read.contains({other, space, field})) << name_of(space) << name_of(field);
  }
  EXPECT_GT(written.size(), 10U);
}

TEST(AccessRules, a_role_of_the_other_side_gets_in_by_consent_alone_and_she_is_told) {
  for (const Rule& rule : kRules) {
    for_each_access(rule, [&](Role role, Space space, Action, Purpose purpose, Field) {
      const Side kept = side_of(space);
      if (kept == Side::neither || side_of(role) == Side::neither || side_of(role) == kept) return;
      EXPECT_EQ(rule.basis, Basis::consent) << rule.why;
      EXPECT_TRUE(rule.obligations.has(Obligation::notify_person) ||
                  purpose == Purpose::inform_person)
          << rule.why;
    });
  }
}

TEST(AccessRules, an_emergency_is_for_a_life_and_is_confirmed_recorded_and_told) {
  for (const Rule& rule : kRules) {
    EXPECT_EQ(rule.basis == Basis::emergency, rule.purposes.has(Purpose::protect_life));
    if (rule.basis != Basis::emergency) continue;
    EXPECT_EQ(rule.purposes, EnumSet<Purpose>{Purpose::protect_life});
    EXPECT_EQ(rule.actions, EnumSet<Action>{Action::reveal});
    EXPECT_EQ(rule.obligations, (EnumSet<Obligation>{Obligation::record, Obligation::notify_person,
                                                     Obligation::confirm}));
  }
}

TEST(AccessRules, where_a_shelter_is_never_leaves_the_organisation) {
  const EnumSet<Action> leaving{Action::share, Action::export_file, Action::publish,
                                Action::look_up, Action::approach};
  for (const Rule& rule : kRules) {
    EXPECT_FALSE(rule.fields.has(Field::shelter_location) && rule.actions.has_any_of(leaving));
  }
}

TEST(AccessRules, only_names_of_members_and_the_health_of_the_service_go_unrecorded) {
  const EnumSet<Field> harmless{Field::member_name, Field::service_health};
  for (const Rule& rule : kRules) {
    if (rule.obligations.has(Obligation::record)) continue;
    for_each(rule.fields, [&](Field field) { EXPECT_TRUE(harmless.has(field)) << rule.why; });
    EXPECT_EQ(rule.actions, EnumSet<Action>{Action::read});
  }
}

std::string spaced(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '_', ' ');
  return text;
}

template <typename E>
std::string list(EnumSet<E> set) {
  std::string text;
  for_each(set, [&](E value) {
    if (!text.empty()) text += ", ";
    text += spaced(name_of(value));
  });
  return text;
}

std::string write_rules() {
  std::string text =
      "| who | where | may | for | what | on the ground of | then | why |\n"
      "|---|---|---|---|---|---|---|---|\n";
  for (const Rule& rule : kRules) {
    text += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", list(rule.roles),
                        list(rule.spaces), list(rule.actions), list(rule.purposes),
                        list(rule.fields), name_of(rule.basis), list(rule.obligations), rule.why);
  }
  return text;
}

std::string write_denials() {
  std::string text = "| refused | what stands in the way | what to do |\n|---|---|---|\n";
  for (std::size_t i = 0; i < kCountOf<Denial>; ++i) {
    const auto denial = static_cast<Denial>(i);
    text += fmt::format("| {} | {} | {} |\n", spaced(name_of(denial)), say_denial(denial),
                        what_to_do(denial));
  }
  return text;
}

// The part of the guide between `<!-- NAME -->` and `<!-- /NAME -->`; UPDATE_GOLDEN=1 writes it.
void expect_in_guide(const std::string& name, const std::string& expected) {
  const std::string path = std::string(LODESTAR_SOURCE_DIR) + "/docs/guide/access.md";
  std::ifstream in(path, std::ios::binary);
  std::string guide{std::istreambuf_iterator<char>(in), {}};
  const std::string opening = "<!-- " + name + " -->\n";
  const std::size_t from = guide.find(opening);
  const std::size_t to = guide.find("<!-- /" + name + " -->");
  ASSERT_TRUE(from != std::string::npos && to != std::string::npos && from < to) << name;
  const std::size_t start = from + opening.size();
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    guide.replace(start, to - start, expected);
    std::ofstream(path, std::ios::binary) << guide;
    return;
  }
  EXPECT_EQ(guide.substr(start, to - start), expected) << "UPDATE_GOLDEN=1 writes it anew";
}

TEST(AccessRules, the_guide_shows_the_table_as_it_is) { expect_in_guide("rules", write_rules()); }

TEST(AccessRules, the_guide_says_of_every_refusal_what_to_do) {
  expect_in_guide("refusals", write_denials());
}

template <typename E>
void expect_names() {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < kCountOf<E>; ++i) {
    const auto value = static_cast<E>(i);
    EXPECT_TRUE(seen.insert(name_of(value)).second) << name_of(value);
    EXPECT_EQ(find_named<E>(name_of(value)), value);
  }
  EXPECT_FALSE(find_named<E>(""));
  EXPECT_EQ(name_of(static_cast<E>(255)), "");
}

TEST(AccessWords, every_term_has_a_name_of_its_own_that_finds_it_again) {
  expect_names<Role>();
  expect_names<Space>();
  expect_names<Action>();
  expect_names<Purpose>();
  expect_names<Field>();
  expect_names<Tlp>();
  expect_names<Pap>();
  expect_names<Basis>();
  expect_names<Obligation>();
  expect_names<Denial>();
  EXPECT_EQ(name_of(Role::person), "person");
  EXPECT_EQ(name_of(Field::service_health), "service_health");
  EXPECT_EQ(name_of(Denial::consent_withdrawn), "consent_withdrawn");
  EXPECT_EQ(name_of(Purpose::inform_person), "inform_person");
}

}  // namespace
}  // namespace lodestar::desk
