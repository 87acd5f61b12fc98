// SPDX-License-Identifier: Apache-2.0
#include "support/invented_provider.h"

#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include <array>

#include "base/assert.h"
#include "base/base64.h"
#include "base/percent.h"
#include "crypto/sha256.h"

namespace lodestar::testing {
namespace {

constexpr std::size_t kHalf = 32;  // bytes of r, s, x and y

std::string number_of(EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  LODESTAR_ASSERT(EVP_PKEY_get_bn_param(key, name, &number) == 1);
  std::array<unsigned char, kHalf> bytes{};
  LODESTAR_ASSERT(BN_bn2binpad(number, bytes.data(), bytes.size()) == kHalf);
  BN_free(number);
  return {bytes.begin(), bytes.end()};
}

std::string signature_of(EVP_PKEY* key, std::string_view text) {
  EVP_MD_CTX* const signing = EVP_MD_CTX_new();
  std::array<unsigned char, 128> der{};
  std::size_t size = der.size();
  LODESTAR_ASSERT(EVP_DigestSignInit(signing, nullptr, EVP_sha256(), nullptr, key) == 1);
  LODESTAR_ASSERT(EVP_DigestSign(signing, der.data(), &size,
                                 reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size()) == 1);
  EVP_MD_CTX_free(signing);
  const unsigned char* at = der.data();
  ECDSA_SIG* const pair = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size));
  LODESTAR_ASSERT(pair != nullptr);
  std::array<unsigned char, 2 * kHalf> bytes{};
  BN_bn2binpad(ECDSA_SIG_get0_r(pair), bytes.data(), kHalf);
  BN_bn2binpad(ECDSA_SIG_get0_s(pair), bytes.data() + kHalf, kHalf);
  ECDSA_SIG_free(pair);
  return {bytes.begin(), bytes.end()};
}

using Members = std::map<std::string, std::string, std::less<>>;
std::string json_of(Members members, const Members& in_place) {
  for (const auto& [name, value] : in_place) members[name] = value;
  std::string json;
  for (const auto& [name, value] : members) {
    if (value.empty()) continue;
    json += fmt::format("{}\"{}\":{}", json.empty() ? "{" : ",", name, value);
  }
  return json + "}";
}
std::string quoted(std::string_view text) { return fmt::format("\"{}\"", text); }

}  // namespace

struct InventedProvider::Key {
  explicit Key(std::string name) : kid(std::move(name)), key(EVP_EC_gen("P-256")) {
    LODESTAR_ASSERT(key != nullptr);
  }
  ~Key() { EVP_PKEY_free(key); }
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;
  std::string kid;
  EVP_PKEY* key;
};

std::string field_of(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view one = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (!one.starts_with(name) || one.substr(name.size(), 1) != "=") continue;
    std::string value;
    for (std::size_t i = name.size() + 1; i < one.size(); ++i) {
      if (one[i] != '%') {
        value += one[i];
        continue;
      }
      value += static_cast<char>(std::stoi(std::string(one.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    }
    return value;
  }
  return {};
}

InventedProvider::InventedProvider(std::string issuer, std::string client,
                                   std::function<std::uint64_t()> now_s)
    : issuer_(std::move(issuer)), client_(std::move(client)), now_s_(std::move(now_s)) {
  change_key();
}

void InventedProvider::change_key() {
  key_ = std::make_shared<const Key>(fmt::format("key-{}", ++keys_made_));
}

Result<desk::WebAnswer> InventedProvider::answer(const desk::WebQuestion& question) {
  asked.push_back(question.url);
  if (is_down) return Error{Code::unavailable, "cannot connect: connection refused"};
  if (question.url == issuer_ + "/.well-known/openid-configuration") return tell_itself();
  if (question.url == issuer_ + "/keys") return tell_keys();
  if (question.url == issuer_ + "/token") return give_token(question);
  return desk::WebAnswer{.status = 404, .body = {}};
}

desk::WebAnswer InventedProvider::tell_itself() const {
  return {.status = 200,
          .body = json_of({{"issuer", quoted(issuer_)},
                           {"authorization_endpoint", quoted(issuer_ + "/authorize")},
                           {"token_endpoint", quoted(issuer_ + "/token")},
                           {"jwks_uri", quoted(issuer_ + "/keys")}},
                          document)};
}

desk::WebAnswer InventedProvider::tell_keys() const {
  return {.status = 200,
          .body = fmt::format(
              R"({{"keys":[{{"kty":"EC","crv":"P-256","kid":"{}","x":"{}","y":"{}"}}]}})",
              key_->kid, to_base64url(number_of(key_->key, OSSL_PKEY_PARAM_EC_PUB_X)),
              to_base64url(number_of(key_->key, OSSL_PKEY_PARAM_EC_PUB_Y)))};
}

std::string InventedProvider::let_in(std::string_view url) {
  LODESTAR_ASSERT(url.starts_with(issuer_ + "/authorize?"));
  const std::string_view query = url.substr(url.find('?') + 1);
  LODESTAR_ASSERT(field_of(query, "client_id") == client_);
  LODESTAR_ASSERT(field_of(query, "code_challenge_method") == "S256");
  std::string code = fmt::format("code-{}", ++codes_made_);
  codes_[code] = {.challenge = field_of(query, "code_challenge"),
                  .nonce = field_of(query, "nonce"),
                  .redirect = field_of(query, "redirect_uri")};
  return code;
}

desk::WebAnswer InventedProvider::give_token(const desk::WebQuestion& question) {
  const std::string right =
      "Basic " + to_base64(fmt::format("{}:{}", to_percent(client_), to_percent(secret)));
  if (!secret.empty() && question.authorization != right &&
      field_of(question.form, "client_secret") != secret) {
    return {.status = 401, .body = R"({"error":"invalid_client"})"};
  }
  const auto found = codes_.find(field_of(question.form, "code"));
  const crypto::Digest hash = crypto::sha256({field_of(question.form, "code_verifier")});
  const std::string challenge =
      to_base64url({reinterpret_cast<const char*>(hash.data()), hash.size()});
  if (found == codes_.end() || found->second.challenge != challenge ||
      found->second.redirect != field_of(question.form, "redirect_uri")) {
    return {.status = 400, .body = R"({"error":"invalid_grant"})"};
  }
  const Issued issued = found->second;
  codes_.erase(found);
  return {.status = 200,
          .body = fmt::format(R"({{"access_token":"x","id_token":"{}"}})", token_of(issued))};
}

std::string InventedProvider::token_of(const Issued& issued) const {
  const std::uint64_t now = now_s_();
  const std::string said =
      json_of({{"iss", quoted(issuer_)},
               {"aud", quoted(client_)},
               {"sub", quoted(subject)},
               {"nonce", quoted(issued.nonce)},
               {"iat", std::to_string(now)},
               {"exp", std::to_string(now + 300)},
               {"auth_time", std::to_string(signed_in_s == 0 ? now : signed_in_s)},
               {"amr", methods}},
              claims);
  const std::string head =
      header.empty() ? fmt::format(R"({{"alg":"ES256","kid":"{}"}})", key_->kid) : header;
  const std::string text = to_base64url(head) + "." + to_base64url(said);
  return text + "." + (is_signed ? to_base64url(signature_of(key_->key, text)) : "");
}

}  // namespace lodestar::testing
