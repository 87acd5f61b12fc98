// SPDX-License-Identifier: Apache-2.0
// ML-DSA-44 beside libsodium's Ed25519, over messages of a cosignature's length. Signing takes a
// time that depends on the message by chance: the mean is over 1,000 of them, the same each time.
#include <benchmark/benchmark.h>

#include <string>

#include "crypto/ed25519.h"
#include "crypto/ml_dsa_44.h"

namespace lodestar::crypto {
namespace {

constexpr std::size_t kMessages = 1000;

std::string message_of(std::size_t number) {
  return "log.example/harbour" + std::string(80, ' ') + std::to_string(number % kMessages);
}

template <typename Key>
void make_key(benchmark::State& state) {
  std::array<unsigned char, 32> seed{};
  for (auto _ : state) {
    ++seed[0];
    benchmark::DoNotOptimize(Key(Sensitive(seed)).public_key());
  }
}
BENCHMARK(make_key<SigningKey>);
BENCHMARK(make_key<MlDsa44Key>);

template <typename Key>
void sign(benchmark::State& state) {
  const Key key{Sensitive(std::array<unsigned char, 32>{})};
  std::size_t number = 0;
  for (auto _ : state) benchmark::DoNotOptimize(key.sign(message_of(number++)));
}
BENCHMARK(sign<SigningKey>)->Iterations(10 * kMessages);
BENCHMARK(sign<MlDsa44Key>)->Iterations(10 * kMessages);

bool holds(const SigningKey& key, const std::string& message, const Ed25519Signature& signature) {
  return holds_ed25519(key.public_key(), message, signature);
}
bool holds(const MlDsa44Key& key, const std::string& message, const MlDsa44Signature& signature) {
  return holds_ml_dsa_44(key.public_key(), message, signature);
}

template <typename Key>
void verify(benchmark::State& state) {
  const Key key{Sensitive(std::array<unsigned char, 32>{})};
  const std::string message = message_of(1);
  const auto signature = key.sign(message);
  for (auto _ : state)
    if (!holds(key, message, signature)) state.SkipWithError("it does not hold");
}
BENCHMARK(verify<SigningKey>);
BENCHMARK(verify<MlDsa44Key>);

}  // namespace
}  // namespace lodestar::crypto
