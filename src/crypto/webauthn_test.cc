// SPDX-License-Identifier: Apache-2.0
// Against an authenticator of our own making: OpenSSL signs, libfido2 checks.
#include "crypto/webauthn.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "support/virtual_authenticator.h"

namespace lodestar::crypto {
namespace {

using testing::cbor_bytes;
using testing::cbor_map;
using testing::cbor_text;
using testing::client_data_of;
using testing::VirtualAuthenticator;
using Said = VirtualAuthenticator::Said;

constexpr std::string_view kOrigin = "https://desk.example";
constexpr Challenge kChallenge{1, 2, 3, 0xFB, 0xFF};

Ceremony ceremony() {
  return {.party = parse_relying_party(kOrigin).value(), .challenge = kChallenge};
}

std::string replaced(std::string text, std::string_view what, std::string_view into) {
  EXPECT_NE(text.find(what), std::string::npos) << what;
  return text.replace(text.find(what), what.size(), into);
}

std::string with_byte(std::string text, std::size_t at, char byte) {
  return text.replace(at, 1, 1, byte);
}

// A new passkey, every part of which a test may change before it is put together.
struct NewPasskey {
  VirtualAuthenticator key{PasskeyAlgorithm::es256};
  std::string client_data = client_data_of("webauthn.create", kChallenge, kOrigin);
  Said said{.flags = 0x45, .attested = key.attested_passkey()};
  std::function<std::string(const std::string&)> attest = VirtualAuthenticator::attest_none;

  Result<Passkey> verify(const Ceremony& with = ceremony()) const {
    const std::string object = attest(VirtualAuthenticator::authenticator_data(said));
    return verify_registration(
        {.client_data = client_data, .attestation_object = object, .user = "handle"}, with);
  }
};

// An answer of a passkey that is known.
struct KnownPasskey {
  VirtualAuthenticator key;
  Passkey passkey;
  std::string client_data = client_data_of("webauthn.get", kChallenge, kOrigin);
  Said said{.sign_count = 6};
  std::string user = "handle";
  std::string id = key.id();
  std::function<std::string(std::string)> damage_data = [](std::string data) { return data; };
  std::function<std::string(std::string)> damage_signature = damage_data;

  explicit KnownPasskey(PasskeyAlgorithm algorithm = PasskeyAlgorithm::es256) : key(algorithm) {
    NewPasskey made;
    made.key = key;
    made.said.attested = key.attested_passkey();
    made.said.sign_count = 5;
    passkey = made.verify().value();
  }
  Result<SignIn> verify(const Ceremony& with = ceremony()) const {
    const std::string data = VirtualAuthenticator::authenticator_data(said);
    const std::string signature = damage_signature(key.sign(data, client_data));
    const std::string sent = damage_data(data);
    return verify_assertion({.id = id,
                             .client_data = client_data,
                             .authenticator_data = sent,
                             .signature = signature,
                             .user = user},
                            passkey, with);
  }
};

constexpr PasskeyAlgorithm kAlgorithms[] = {PasskeyAlgorithm::es256, PasskeyAlgorithm::eddsa,
                                            PasskeyAlgorithm::rs256};

TEST(Webauthn, takes_in_a_passkey_of_each_algorithm_with_and_without_attestation) {
  for (const PasskeyAlgorithm algorithm : kAlgorithms) {
    NewPasskey made;
    made.key = VirtualAuthenticator(algorithm);
    made.said.attested = made.key.attested_passkey();
    made.said.sign_count = 7;
    const auto passkey = made.verify();
    ASSERT_TRUE(passkey) << passkey.error().message;
    EXPECT_EQ(passkey->id, made.key.id());
    EXPECT_EQ(passkey->user, "handle");
    EXPECT_EQ(passkey->algorithm, algorithm);
    EXPECT_EQ(passkey->sign_count, 7U);
    made.attest = [&](const std::string& data) {
      return made.key.attest_self(data, made.client_data);
    };
    EXPECT_EQ(made.verify().value(), *passkey);
  }
}

TEST(Webauthn, knows_who_signs_with_each_algorithm) {
  for (const PasskeyAlgorithm algorithm : kAlgorithms) {
    KnownPasskey known(algorithm);
    const auto sign_in = known.verify();
    ASSERT_TRUE(sign_in) << sign_in.error().message;
    EXPECT_EQ(sign_in->sign_count, 6U);
    EXPECT_FALSE(sign_in->counter_went_back);
    EXPECT_TRUE(sign_in->is_user_verified);
    known.user = "";
    EXPECT_TRUE(known.verify());
  }
}

TEST(Webauthn, tells_of_a_counter_that_went_back) {
  KnownPasskey known;
  for (const std::uint32_t count : {0U, 4U, 5U}) {
    known.said.sign_count = count;
    EXPECT_TRUE(known.verify().value().counter_went_back) << count;
  }
  known.said.sign_count = 0xFFFFFFFF;
  EXPECT_EQ(known.verify().value().sign_count, 0xFFFFFFFF);
  EXPECT_FALSE(known.verify().value().counter_went_back);
  known.said.sign_count = 0;
  known.passkey.sign_count = 0;
  EXPECT_FALSE(known.verify().value().counter_went_back);
}

TEST(Webauthn, tells_of_backups) {
  NewPasskey made;
  made.said.flags = 0x5D;
  EXPECT_TRUE(made.verify().value().may_be_backed_up);
  EXPECT_TRUE(made.verify().value().is_backed_up);
  KnownPasskey known;
  known.passkey.may_be_backed_up = true;
  known.said.flags = 0x1D;
  EXPECT_TRUE(known.verify().value().is_backed_up);
  known.said.flags = 0x0D;
  EXPECT_FALSE(known.verify().value().is_backed_up);
}

TEST(Webauthn, asks_who_it_was_only_where_that_is_required) {
  Ceremony preferred = ceremony();
  preferred.verification = UserVerification::preferred;
  NewPasskey made;
  made.said.flags = 0x41;
  EXPECT_TRUE(made.verify(preferred));
  KnownPasskey known;
  known.said.flags = 0x01;
  EXPECT_FALSE(known.verify(preferred).value().is_user_verified);
}

TEST(Webauthn, passes_over_what_it_does_not_know) {
  NewPasskey made;
  made.said.flags = 0xC5;
  made.said.extensions = cbor_map(1) + cbor_text("credProtect") + "\x02";
  made.client_data =
      replaced(made.client_data, "\"crossOrigin\":false",
               R"("other":[1,-2.5e3,{"a":null,"b":[true,false,"\u00e9\ud83d\ude00"]},[]],)"
               R"( "crossOrigin" : false)");
  EXPECT_TRUE(made.verify());
  KnownPasskey known;
  known.said.flags = 0x85;
  known.said.extensions = cbor_map(1) + cbor_text("other") + "\xf5";
  known.client_data = replaced(known.client_data, ",\"crossOrigin\":false", "");
  EXPECT_TRUE(known.verify());
  known.client_data = replaced(known.client_data, "https", "\\u0068ttps");
  EXPECT_TRUE(known.verify());
}

TEST(Webauthn, reads_an_attestation_in_any_order_and_with_long_lengths) {
  NewPasskey made;
  made.attest = [](const std::string& data) {
    return cbor_map(3) + cbor_text("authData") + "\x59" + '\0' + static_cast<char>(data.size()) +
           data + cbor_text("fmt") + cbor_text("none") + cbor_text("attStmt") + cbor_map(0);
  };
  EXPECT_TRUE(made.verify());
}

using Changes = std::map<std::string, std::function<void(NewPasskey&)>>;

void expect_refused(const Changes& changes, Code code) {
  ASSERT_TRUE(NewPasskey().verify());
  for (const auto& [name, change] : changes) {
    NewPasskey made;
    change(made);
    const auto passkey = made.verify();
    ASSERT_FALSE(passkey) << name;
    EXPECT_EQ(passkey.error().code, code) << name << ": " << passkey.error().message;
  }
}

void client_data(NewPasskey& made, std::string_view what, std::string_view into) {
  made.client_data = replaced(made.client_data, what, into);
}

Challenge another_challenge() {
  Challenge challenge = kChallenge;
  challenge[31] ^= 1;
  return challenge;
}

TEST(Webauthn, refuses_a_new_passkey_where_the_page_is_another) {
  expect_refused(
      {
          {"another_challenge",
           [](auto& it) {
             it.client_data = client_data_of("webauthn.create", another_challenge(), kOrigin);
           }},
          {"challenge_with_padding", [&](auto& it) { client_data(it, "AAA\"", "AAA=\""); }},
          {"challenge_cut_short", [&](auto& it) { client_data(it, "AAA\"", "AA\""); }},
          {"empty_challenge",
           [&](auto& it) { client_data(it, "AQID-_8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", ""); }},
          {"type_of_an_assertion", [&](auto& it) { client_data(it, ".create", ".get"); }},
          {"origin_without_tls", [&](auto& it) { client_data(it, "https", "http"); }},
          {"origin_below_ours", [&](auto& it) { client_data(it, "//desk", "//a.desk"); }},
          {"origin_that_starts_as_ours",
           [&](auto& it) { client_data(it, "example", "example.evil.example"); }},
          {"origin_with_a_port", [&](auto& it) { client_data(it, "example", "example:8443"); }},
          {"origin_with_a_slash", [&](auto& it) { client_data(it, "example", "example/"); }},
          {"cross_origin", [&](auto& it) { client_data(it, "false", "true"); }},
          {"top_origin",
           [&](auto& it) { client_data(it, "false", R"(false,"topOrigin":"https://a.example")"); }},
      },
      Code::forbidden);
}

TEST(Webauthn, refuses_a_new_passkey_where_the_authenticator_says_something_else) {
  expect_refused(
      {
          {"another_relying_party", [](auto& it) { it.said.party_id = "evil.example"; }},
          {"relying_party_is_the_origin", [](auto& it) { it.said.party_id = kOrigin; }},
          {"nobody_present", [](auto& it) { it.said.flags = 0x44; }},
          {"nobody_verified", [](auto& it) { it.said.flags = 0x41; }},
          {"backed_up_that_may_not_be", [](auto& it) { it.said.flags = 0x55; }},
          {"no_passkey",
           [](auto& it) {
             it.said.flags = 0x05;
             it.said.attested = "";
           }},
          {"key_off_the_curve",
           [](auto& it) {
             std::string key = it.key.cose_key();
             key.back() = static_cast<char>(key.back() ^ 1);
             it.said.attested = it.key.attested_passkey(key);
           }},
          {"key_of_an_unknown_algorithm",
           [](auto& it) {
             it.said.attested =
                 it.key.attested_passkey(replaced(it.key.cose_key(), "\x03\x26", "\x03\x2e"));
           }},
          {"key_that_is_no_key",
           [](auto& it) { it.said.attested = it.key.attested_passkey(cbor_map(0)); }},
          {"key_without_y",
           [](auto& it) {
             std::string key = it.key.cose_key();
             key[0] = '\xa4';
             it.said.attested = it.key.attested_passkey(key.substr(0, key.size() - 35));
           }},
      },
      Code::forbidden);
}

TEST(Webauthn, refuses_an_attestation_that_was_not_asked_for_or_does_not_hold) {
  const auto self = [](NewPasskey& made, const std::function<std::string(std::string)>& damage) {
    made.attest = [&made, damage](const std::string& data) {
      return damage(made.key.attest_self(data, made.client_data));
    };
  };
  const auto format = [](NewPasskey& made, std::string_view into) {
    made.attest = [into](const std::string& data) {
      return replaced(VirtualAuthenticator::attest_none(data), cbor_text("none"), cbor_text(into));
    };
  };
  expect_refused(
      {
          {"attestation_that_nobody_knows", [&](auto& it) { format(it, "nonf"); }},
          {"attestation_of_u2f", [&](auto& it) { format(it, "fido-u2f"); }},
          {"packed_without_a_signature", [&](auto& it) { format(it, "packed"); }},
          {"none_with_a_statement",
           [&](auto& it) {
             self(it, [](std::string made) {
               return replaced(std::move(made), cbor_text("packed"), cbor_text("none"));
             });
           }},
          {"self_attestation_of_another_key",
           [](auto& it) {
             it.attest = [&it](const std::string& data) {
               return VirtualAuthenticator(PasskeyAlgorithm::es256)
                   .attest_self(data, it.client_data);
             };
           }},
          {"self_attestation_of_another_answer",
           [](auto& it) {
             it.attest = [&it](const std::string& data) {
               return it.key.attest_self(data, it.client_data + " ");
             };
           }},
          {"self_attestation_of_another_algorithm",
           [&](auto& it) {
             self(it, [](std::string made) {
               return replaced(std::move(made), cbor_text("alg") + "\x26",
                               cbor_text("alg") + "\x27");
             });
           }},
          {"attestation_with_certificates",
           [](auto& it) {
             it.attest = [&it](const std::string& data) {
               return cbor_map(3) + cbor_text("fmt") + cbor_text("packed") + cbor_text("attStmt") +
                      cbor_map(3) + cbor_text("alg") + "\x26" + cbor_text("sig") +
                      cbor_bytes(it.key.sign(data, it.client_data)) + cbor_text("x5c") + "\x80" +
                      cbor_text("authData") + cbor_bytes(data);
             };
           }},
      },
      Code::forbidden);
}

TEST(Webauthn, refuses_what_an_authenticator_does_not_write) {
  const auto object = [](NewPasskey& made, const std::function<std::string(std::string)>& damage) {
    made.attest = [damage](const std::string& data) {
      return damage(VirtualAuthenticator::attest_none(data));
    };
  };
  expect_refused(
      {
          {"object_with_something_after",
           [&](auto& it) { object(it, [](auto made) { return made + '\0'; }); }},
          {"object_cut_short",
           [&](auto& it) { object(it, [](auto made) { return made.substr(0, 100); }); }},
          {"empty_object", [](auto& it) { it.attest = [](auto&) { return std::string(); }; }},
          {"object_of_four",
           [&](auto& it) { object(it, [](auto made) { return "\xa4" + made.substr(1); }); }},
          {"format_twice",
           [&](auto& it) {
             object(it, [](auto made) {
               return replaced(std::move(made), cbor_text("attStmt") + cbor_map(0),
                               cbor_text("fmt") + cbor_text("none"));
             });
           }},
          {"statement_that_is_no_map",
           [&](auto& it) {
             object(it, [](auto made) {
               return replaced(std::move(made), cbor_text("attStmt") + cbor_map(0),
                               cbor_text("attStmt") + "\x80");
             });
           }},
          {"object_of_16_kB",
           [&](auto& it) {
             object(it, [](auto made) { return made + std::string(16'384, '\0'); });
           }},
          {"data_with_something_after", [](auto& it) { it.said.attested += '\0'; }},
          {"flag_of_extensions_without_any", [](auto& it) { it.said.flags = 0xC5; }},
          {"extensions_without_their_flag", [](auto& it) { it.said.extensions = cbor_map(0); }},
          {"extensions_that_are_no_map",
           [](auto& it) {
             it.said.flags = 0xC5;
             it.said.extensions = "\x80";
           }},
          {"passkey_without_its_flag", [](auto& it) { it.said.flags = 0x05; }},
          {"id_of_no_bytes",
           [](auto& it) { it.said.attested.replace(16, 34, std::string_view("\0\0", 2)); }},
          {"id_of_1024_bytes",
           [](auto& it) {
             it.said.attested.replace(16, 34,
                                      "\x04" + std::string(1, '\0') + std::string(1024, 'i'));
           }},
          {"id_longer_than_the_data", [](auto& it) { it.said.attested[17] = '\xff'; }},
      },
      Code::invalid);
}

TEST(Webauthn, refuses_what_a_browser_does_not_write) {
  expect_refused(
      {
          {"client_data_that_is_no_object",
           [](auto& it) { it.client_data = "[" + it.client_data + "]"; }},
          {"client_data_with_something_after", [](auto& it) { it.client_data += "x"; }},
          {"client_data_after_a_byte_order_mark",
           [](auto& it) { it.client_data = "\xef\xbb\xbf" + it.client_data; }},
          {"client_data_with_a_comma_too_many", [&](auto& it) { client_data(it, "}", ",}"); }},
          {"type_twice", [&](auto& it) { client_data(it, "{", R"({"type":"webauthn.create",)"); }},
          {"origin_twice_by_another_spelling",
           [&](auto& it) { client_data(it, "{", R"({"or\u0069gin":"https://evil.example",)"); }},
          {"challenge_that_is_a_number",
           [&](auto& it) {
             client_data(it, "\"AQID-_8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"", "1");
           }},
          {"cross_origin_that_is_text", [&](auto& it) { client_data(it, "false", "\"false\""); }},
          {"no_origin", [&](auto& it) { client_data(it, "\"origin\"", "\"origins\""); }},
          {"client_data_not_in_utf8",
           [&](auto& it) { client_data(it, "false", "false,\"\xff\":1"); }},
          {"line_end_in_text", [&](auto& it) { client_data(it, "example", "exam\nple"); }},
          {"half_a_surrogate", [&](auto& it) { client_data(it, "example", "\\ud83d"); }},
          {"nested_without_end",
           [&](auto& it) {
             client_data(it, "false",
                         "false,\"a\":" + std::string(4000, '[') + std::string(4000, ']'));
           }},
          {"client_data_of_8_kB", [](auto& it) { it.client_data += std::string(8192, ' '); }},
      },
      Code::invalid);
}

using AnswerChanges = std::map<std::string, std::function<void(KnownPasskey&)>>;

void expect_answers_refused(const AnswerChanges& changes) {
  ASSERT_TRUE(KnownPasskey().verify());
  for (const auto& [name, change] : changes) {
    KnownPasskey known;
    change(known);
    const auto sign_in = known.verify();
    ASSERT_FALSE(sign_in) << name;
    EXPECT_EQ(sign_in.error().code, Code::forbidden) << name << ": " << sign_in.error().message;
  }
}

TEST(Webauthn, refuses_an_answer_where_one_check_does_not_hold) {
  expect_answers_refused({
      {"another_passkey", [](auto& it) { it.id[0] = static_cast<char>(it.id[0] ^ 1); }},
      {"part_of_its_id", [](auto& it) { it.id.pop_back(); }},
      {"another_account", [](auto& it) { it.user = "handles"; }},
      {"another_challenge",
       [](auto& it) {
         it.client_data = client_data_of("webauthn.get", another_challenge(), kOrigin);
       }},
      {"type_of_a_registration",
       [](auto& it) { it.client_data = replaced(it.client_data, ".get", ".create"); }},
      {"another_origin",
       [](auto& it) { it.client_data = replaced(it.client_data, "//desk", "//desc"); }},
      {"cross_origin",
       [](auto& it) { it.client_data = replaced(it.client_data, "false", "true"); }},
      {"another_relying_party", [](auto& it) { it.said.party_id = "example"; }},
      {"nobody_present", [](auto& it) { it.said.flags = 0x04; }},
      {"nobody_verified", [](auto& it) { it.said.flags = 0x01; }},
      {"backed_up_that_may_not_be", [](auto& it) { it.said.flags = 0x15; }},
      {"backups_became_possible", [](auto& it) { it.said.flags = 0x0D; }},
      {"a_new_passkey_in_it",
       [](auto& it) {
         it.said.flags = 0x45;
         it.said.attested = it.key.attested_passkey();
       }},
  });
}

TEST(Webauthn, refuses_an_answer_that_its_key_has_not_signed) {
  expect_answers_refused({
      {"client_data_changed_after_signing",
       [](auto& it) {
         it.damage_signature = [&it](auto) {
           return it.key.sign(VirtualAuthenticator::authenticator_data(it.said),
                              it.client_data + " ");
         };
       }},
      {"count_changed_after_signing",
       [](auto& it) {
         it.damage_data = [](std::string data) { return with_byte(std::move(data), 36, '\x63'); };
       }},
      {"flags_changed_after_signing",
       [](auto& it) {
         it.said.flags = 0x01;
         it.damage_data = [](std::string data) { return with_byte(std::move(data), 32, '\x05'); };
       }},
      {"no_signature", [](auto& it) { it.damage_signature = [](auto) { return std::string(); }; }},
      {"signature_with_something_after",
       [](auto& it) { it.damage_signature = [](auto signature) { return signature + '\0'; }; }},
      {"signature_changed",
       [](auto& it) {
         it.damage_signature = [](auto signature) {
           const char changed = static_cast<char>(signature[20] ^ 1);
           return with_byte(std::move(signature), 20, changed);
         };
       }},
      {"signature_of_another_key",
       [](auto& it) { it.key = VirtualAuthenticator(PasskeyAlgorithm::es256); }},
      {"key_kept_of_another_algorithm",
       [](auto& it) { it.passkey.algorithm = PasskeyAlgorithm::rs256; }},
      {"key_kept_too_long", [](auto& it) { it.passkey.public_key += '\0'; }},
      {"no_key_kept", [](auto& it) { it.passkey.public_key.clear(); }},
  });
}

TEST(Webauthn, refuses_every_bit_that_is_changed_in_what_was_signed) {
  for (const PasskeyAlgorithm algorithm : kAlgorithms) {
    KnownPasskey known(algorithm);
    for (std::size_t bit = 0; bit < 37 * 8; ++bit) {
      known.damage_data = [bit](std::string data) {
        const char changed = static_cast<char>(data[bit / 8] ^ (1 << bit % 8));
        return with_byte(std::move(data), bit / 8, changed);
      };
      EXPECT_FALSE(known.verify()) << bit;
    }
  }
}

TEST(Webauthn, relying_party_is_the_name_in_an_origin) {
  EXPECT_EQ(parse_relying_party("https://desk.example").value().id, "desk.example");
  EXPECT_EQ(parse_relying_party("https://desk.example:8443").value().id, "desk.example");
  EXPECT_EQ(parse_relying_party("http://localhost:8080").value().id, "localhost");
  EXPECT_EQ(parse_relying_party("http://localhost:8080").value().origin, "http://localhost:8080");
  EXPECT_TRUE(parse_relying_party("http://desk.localhost"));
  for (const auto* origin : {"",
                             "desk.example",
                             "https://",
                             "https://desk.example/",
                             "https://Desk.example",
                             "https://127.0.0.1",
                             "https://[::1]",
                             "http://desk.example",
                             "http://127.0.0.1:8080",
                             "https://desk.example:443",
                             "http://localhost:80",
                             "https://desk.example:",
                             "https://desk.example:0",
                             "https://desk.example:65536",
                             "https://desk.example:8x",
                             "https://a@desk.example",
                             "https://desk..example",
                             "https://.example",
                             "https://desk.example.",
                             "http://evillocalhost",
                             "ftp://desk.example"}) {
    EXPECT_FALSE(parse_relying_party(origin)) << origin;
  }
}

}  // namespace
}  // namespace lodestar::crypto
