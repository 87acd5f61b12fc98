// SPDX-License-Identifier: Apache-2.0
// Against a local authority that `openssl ts` plays, where it is installed.
#include "crypto/timestamp.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "crypto/sha256.h"
#include "support/temporary_folder.h"

namespace lodestar::crypto {
namespace {

constexpr StampNonce kNonce = {1, 2, 3, 4, 5, 6, 7, 8};

constexpr const char* kConfiguration =
    "[req]\ndistinguished_name = name\n[name]\n"
    "[tsa_ext]\nextendedKeyUsage = critical,timeStamping\nkeyUsage = critical,digitalSignature\n"
    "[plain_ext]\nkeyUsage = critical,digitalSignature\n"
    "[ca_ext]\nbasicConstraints = critical,CA:true\nkeyUsage = critical,keyCertSign\n"
    "[tsa]\ndefault_tsa = tsa1\n[tsa1]\nserial = serial\ndefault_policy = 1.2.3.4.1\n"
    "digests = sha256\nsigner_digest = sha256\ness_cert_id_alg = sha256\n";

// Two authorities: `ca` stands behind `tsa`, `other` behind nobody.
constexpr const char* kMake =
    "openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 "
    "-subj '/CN=Invented Root' -config tsa.cnf -extensions ca_ext && "
    "openssl req -x509 -newkey rsa:2048 -nodes -keyout other.key -out other.pem -days 30 "
    "-subj '/CN=Other Root' -config tsa.cnf -extensions ca_ext && "
    "openssl req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr "
    "-subj '/CN=Invented Time' -config tsa.cnf && "
    "openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem "
    "-days 30 -extfile tsa.cnf -extensions tsa_ext && echo 01 > serial";

struct Authority : ::testing::Test {
  void SetUp() override {
    if (std::system("command -v openssl >/dev/null 2>&1") != 0) {
      GTEST_SKIP() << "there is no openssl command to play an authority";
    }
    write("tsa.cnf", kConfiguration);
    ASSERT_EQ(run(kMake), 0);
  }
  int run(const std::string& command) const {
    return std::system(
        ("cd " + folder.path().string() + " && { " + command + "; } >log 2>&1").c_str());
  }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder.path() / name, std::ios::binary) << bytes;
  }
  std::string read(const std::string& name) const {
    std::ostringstream bytes;
    bytes << std::ifstream(folder.path() / name, std::ios::binary).rdbuf();
    return bytes.str();
  }
  std::string answer_to(const std::string& request) const {
    write("q.tsq", request);
    EXPECT_EQ(run("openssl ts -reply -config tsa.cnf -queryfile q.tsq -signer tsa.pem -inkey "
                  "tsa.key -out a.tsr"),
              0);
    return read("a.tsr");
  }
  test::TemporaryFolder folder;
  const Digest hash = sha256({"what is stamped"});
};

TEST_F(Authority, answers_our_request_and_its_answer_holds) {
  const AskAuthority ask = [&](const std::string& url, const std::string& request) {
    EXPECT_EQ(url, "http://time.example");
    return Result<std::string>(answer_to(request));
  };
  const auto answer = ask_for_stamp("http://time.example", hash, kNonce, ask);
  ASSERT_TRUE(answer) << answer.error().message;
  const auto stamp = check_stamp(*answer, hash, read("ca.pem"));
  ASSERT_TRUE(stamp) << stamp.error().message;
  EXPECT_EQ(stamp->authority, "CN=Invented Time");
  EXPECT_EQ(stamp->policy, "1.2.3.4.1");
  EXPECT_GT(stamp->time_s, 1'700'000'000U);
}

TEST_F(Authority, is_believed_for_its_own_hash_and_request_alone) {
  const std::string answer = answer_to(stamp_request(hash, kNonce));
  const Digest other = sha256({"something else"});
  EXPECT_EQ(check_stamp(answer, other, read("ca.pem")).error().code, Code::forbidden);
  EXPECT_EQ(read_stamp(answer, hash, {}).error().code, Code::forbidden);
  EXPECT_TRUE(read_stamp(answer, hash, kNonce));
}

TEST_F(Authority, needs_somebody_who_stands_behind_it) {
  const std::string answer = answer_to(stamp_request(hash, kNonce));
  EXPECT_EQ(check_stamp(answer, hash, read("other.pem")).error().code, Code::forbidden);
  EXPECT_EQ(check_stamp(answer, hash, "").error().code, Code::invalid);
  EXPECT_TRUE(check_stamp(answer, hash, read("other.pem") + read("ca.pem")));
}

TEST_F(Authority, has_certificates_that_are_read_without_what_stands_around_them) {
  const std::string ca = read("ca.pem"), other = read("other.pem");
  EXPECT_EQ(read_certificates(ca).value(), ca);
  EXPECT_EQ(read_certificates("a note\n" + ca + "another\n" + other).value(), ca + other);
  for (const std::string& refused :
       {std::string(), std::string("a note\n"), read("tsa.csr"), ca + read("ca.key"),
        read("ca.key") + ca, ca + other.substr(0, 200), read("ca.key").substr(0, 200) + ca}) {
    const auto certificates = read_certificates(refused);
    ASSERT_FALSE(certificates);
    EXPECT_EQ(certificates.error().code, Code::invalid);
    EXPECT_LT(certificates.error().message.size(), 80U);
  }
}

// Whatever bit is changed: no answer, another answer, or one whose signature does not hold.
TEST_F(Authority, cannot_be_changed_by_one_bit) {
  const std::string answer = answer_to(stamp_request(hash, kNonce));
  const std::string roots = read("ca.pem");
  const auto genuine = check_stamp(answer, hash, roots);
  ASSERT_TRUE(genuine);
  std::size_t refused = 0;
  for (std::size_t i = 0; i < answer.size(); i += 3) {
    std::string changed = answer;
    changed[i] = static_cast<char>(changed[i] ^ (1 << (i % 8)));
    const auto stamp = check_stamp(changed, hash, roots);
    refused += stamp ? 0 : 1;
    if (stamp) {
      EXPECT_EQ(stamp->time_s, genuine->time_s) << "byte " << i;
    }
  }
  EXPECT_GT(refused, answer.size() / 3 * 9 / 10);
}

TEST(Timestamp, of_any_bytes_is_refused_in_words) {
  const Digest hash = sha256({"x"});
  for (const std::string bytes : {"", "words", "\x30\x03\x02\x01\x00"}) {
    const auto stamp = read_stamp(bytes, hash);
    ASSERT_FALSE(stamp);
    EXPECT_FALSE(stamp.error().message.empty());
  }
}

TEST(Timestamp, a_request_is_the_same_each_time) {
  const Digest hash = sha256({"x"});
  EXPECT_EQ(stamp_request(hash, kNonce), stamp_request(hash, kNonce));
  EXPECT_NE(stamp_request(hash, kNonce), stamp_request(hash, {}));
}

}  // namespace
}  // namespace lodestar::crypto
