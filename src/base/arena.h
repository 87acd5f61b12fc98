// SPDX-License-Identifier: Apache-2.0
// Bytes that live as long as the arena: where a view needs something to point at.
//
// Shapes   copy() keeps a string; reserve() then keep() for what is built in place.
// Units    bytes.
// Errors   none; out of memory flies to the edge.
// Cost     a bump of a pointer; blocks grow from 4 kB to 1 MB, and a larger piece gets a block of
//          its own.
// Threads  one at a time; views stay good when the arena is moved.
// Source   none.
// Example  std::string_view kept = arena.copy("12");
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace lodestar {

class Arena {
 public:
  std::string_view copy(std::string_view bytes);

  // Room for size bytes at most. It is kept only as far as the next keep() says.
  char* reserve(std::size_t size);
  std::string_view keep(std::size_t size);

  // Takes what another arena holds; its views stay good.
  void join(Arena&& other);

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t block_size_ = 4096;
};

}  // namespace lodestar
