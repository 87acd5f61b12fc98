// SPDX-License-Identifier: Apache-2.0
// A provider of OpenID Connect in memory: it lets anybody in as whom the test says, keeps to the
// standard as far as a client can see, and lies where it is told to.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "desk/openid_provider.h"

namespace lodestar::testing {

// The value of a field in a query, out of %XX; empty: it is not there.
std::string field_of(std::string_view query, std::string_view name);

class InventedProvider {
 public:
  InventedProvider(std::string issuer, std::string client, std::function<std::uint64_t()> now_s);

  // As the service asks it.
  Result<desk::WebAnswer> answer(const desk::WebQuestion& question);
  // As a browser is sent to it, and somebody signs in there: what comes back is a code.
  std::string let_in(std::string_view url);
  void change_key();

  std::string subject = "24400320";
  std::uint64_t signed_in_s = 0;                             // 0: just now
  std::string methods = "[\"pwd\"]";                         // JSON
  std::map<std::string, std::string, std::less<>> claims;    // in place of the right ones; JSON
  std::map<std::string, std::string, std::less<>> document;  // likewise
  std::string header;                                        // in place of the right one; JSON
  bool is_down = false, is_signed = true;
  std::string secret;              // which the client has to know
  std::vector<std::string> asked;  // URLs

 private:
  struct Key;
  struct Issued {
    std::string challenge, nonce, redirect;
  };
  desk::WebAnswer tell_itself() const;
  desk::WebAnswer tell_keys() const;
  desk::WebAnswer give_token(const desk::WebQuestion& question);
  std::string token_of(const Issued& issued) const;

  std::string issuer_, client_;
  std::function<std::uint64_t()> now_s_;
  std::shared_ptr<const Key> key_;
  std::map<std::string, Issued, std::less<>> codes_;
  int keys_made_ = 0, codes_made_ = 0;
};

}  // namespace lodestar::testing
