// SPDX-License-Identifier: Apache-2.0
#include "table/inflate.h"

#include <fmt/core.h>
#include <zlib.h>

#include <algorithm>
#include <limits>

#include "base/assert.h"

namespace lodestar::table {

struct Inflater::State {
  z_stream stream{};
};

Inflater::Inflater(Wrapping wrapping) : state_(std::make_unique<State>()) {
  const int window = wrapping == Wrapping::gzip ? 15 + 16 : -15;
  LODESTAR_ASSERT(inflateInit2(&state_->stream, window) == Z_OK);
}

Inflater::~Inflater() { inflateEnd(&state_->stream); }

void Inflater::reset() { inflateReset(&state_->stream); }

Result<Inflater::Step> Inflater::step(std::string_view input, std::span<char> room) {
  constexpr std::size_t kMost = std::numeric_limits<uInt>::max();
  z_stream& stream = state_->stream;
  const auto given = static_cast<uInt>(std::min(input.size(), kMost));
  const auto free = static_cast<uInt>(std::min(room.size(), kMost));
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));  // zlib only reads
  stream.avail_in = given;
  stream.next_out = reinterpret_cast<Bytef*>(room.data());
  stream.avail_out = free;
  const int outcome = inflate(&stream, Z_NO_FLUSH);
  if (outcome != Z_OK && outcome != Z_STREAM_END && outcome != Z_BUF_ERROR) {
    return Error{Code::corrupt, fmt::format("the compressed data is damaged ({})",
                                            stream.msg == nullptr ? "zlib" : stream.msg)};
  }
  return Step{.consumed = given - stream.avail_in,
              .produced = free - stream.avail_out,
              .ended = outcome == Z_STREAM_END};
}

Result<std::string> inflate_all(std::string_view input, std::size_t max_bytes) {
  Inflater inflater(Inflater::Wrapping::none);
  std::string output;
  std::size_t size = 0;
  while (true) {
    if (size > max_bytes) {
      return Error{Code::limited, fmt::format("it unpacks to more than {} MB", max_bytes >> 20)};
    }
    output.resize(std::min(max_bytes + 1, std::max<std::size_t>(size * 2, 1 << 16)));
    const auto step = LODESTAR_TRY(inflater.step(input, std::span(output).subspan(size)));
    input.remove_prefix(step.consumed);
    size += step.produced;
    if (step.ended) break;
    if (step.consumed == 0 && step.produced == 0) {
      return Error{Code::corrupt, "the compressed data ends too early"};
    }
  }
  if (size > max_bytes)
    return Error{Code::limited, fmt::format("it unpacks to more than {} MB", max_bytes >> 20)};
  output.resize(size);
  return output;
}

Result<std::string> unpack_gzip(std::string_view input, std::size_t most_bytes) {
  Inflater inflater(Inflater::Wrapping::gzip);
  std::string output;
  std::size_t size = 0;
  while (size < most_bytes) {
    if (size == output.size())
      output.resize(std::min(most_bytes, std::max<std::size_t>(size * 2, 1 << 16)));
    const auto step = LODESTAR_TRY(inflater.step(input, std::span(output).subspan(size)));
    input.remove_prefix(step.consumed);
    size += step.produced;
    if (step.ended && input.empty()) break;
    if (step.ended) inflater.reset();
    if (step.consumed == 0 && step.produced == 0) break;
  }
  output.resize(size);
  return output;
}

std::string pack_gzip(std::string_view bytes) {
  z_stream stream{};
  LODESTAR_ASSERT(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) ==
                  Z_OK);
  LODESTAR_ASSERT(bytes.size() <= std::numeric_limits<uInt>::max());
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int outcome = deflate(&stream, Z_FINISH);
  deflateEnd(&stream);
  LODESTAR_ASSERT(outcome == Z_STREAM_END);
  packed.resize(packed.size() - stream.avail_out);
  return packed;
}

}  // namespace lodestar::table
