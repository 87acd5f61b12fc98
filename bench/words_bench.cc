// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "text/words.h"

namespace {

std::string repeat(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

void bench_cut_words(benchmark::State& state, const std::string& text) {
  std::vector<lodestar::text::Word> words;
  for (auto _ : state) {
    words.clear();
    lodestar::text::cut_words(text, words);
    benchmark::DoNotOptimize(words.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

BENCHMARK_CAPTURE(bench_cut_words, english,
                  repeat("Kitchen staff wanted, no experience needed, call 555 0100 now. ", 4000));
BENCHMARK_CAPTURE(bench_cut_words, spanish,
                  repeat("Se busca cocinero; llámame mañana, habitación incluida. ", 4000));
BENCHMARK_CAPTURE(bench_cut_words, russian,
                  repeat("Требуются работники на склад, жильё предоставляется. ", 4000));
BENCHMARK_CAPTURE(bench_cut_words, chinese, repeat("招聘厨师，包吃包住，无需经验。", 4000));
BENCHMARK_CAPTURE(bench_cut_words, emoji, repeat("🌹 new 🌹 call 0️⃣5️⃣5️⃣ ０１００ ", 4000));

}  // namespace
