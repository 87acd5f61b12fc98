// SPDX-License-Identifier: Apache-2.0
// A set of enumerators in one word.
//
// Shapes   E is an enum of at most 32 enumerators that count from 0, with a kCountOf<E>.
// Units    none.
// Errors   what is no enumerator of E is in no set.
// Cost     an instruction or two; no allocation.
// Threads  values.
// Source   none.
// Example  EnumSet<Colour>{Colour::red, Colour::blue}.has(Colour::red)
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace lodestar::desk {

// How many enumerators E has; each enum says so beside its definition.
template <typename E>
inline constexpr std::size_t kCountOf = 0;

template <typename E>
constexpr std::size_t index_of(E value) {
  return static_cast<std::size_t>(value);
}

template <typename E>
class EnumSet {
 public:
  constexpr EnumSet() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): `{E::a, E::b}` is how a set is written
  constexpr EnumSet(std::initializer_list<E> values) {
    for (const E value : values) add(value);
  }
  constexpr bool has(E value) const {
    static_assert(kCountOf<E> > 0 && kCountOf<E> <= 32);
    return index_of(value) < kCountOf<E> && ((bits_ >> index_of(value)) & 1U) != 0;
  }
  constexpr bool has_any_of(EnumSet other) const { return (bits_ & other.bits_) != 0; }
  constexpr bool is_empty() const { return bits_ == 0; }
  constexpr void add(E value) {
    if (index_of(value) < kCountOf<E>) bits_ |= std::uint32_t{1} << index_of(value);
  }
  friend constexpr EnumSet operator|(EnumSet a, EnumSet b) {
    a.bits_ |= b.bits_;
    return a;
  }
  friend constexpr bool operator==(EnumSet, EnumSet) = default;

 private:
  std::uint32_t bits_ = 0;
};

// Calls visit(E) for each enumerator that is in the set, in order.
template <typename E, typename Visit>
constexpr void for_each(EnumSet<E> set, Visit visit) {
  for (std::size_t i = 0; i < kCountOf<E>; ++i) {
    if (set.has(static_cast<E>(i))) visit(static_cast<E>(i));
  }
}

}  // namespace lodestar::desk
