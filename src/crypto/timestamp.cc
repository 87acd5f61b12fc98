// SPDX-License-Identifier: Apache-2.0
#include "crypto/timestamp.h"

#include <fmt/format.h>
#include <openssl/pem.h>
#include <openssl/ts.h>

#include <chrono>
#include <ctime>
#include <memory>
#include <optional>
#include <utility>

#include "base/assert.h"
#include "base/printable.h"
#include "crypto/internal/openssl.h"

namespace lodestar::crypto {
namespace {

using internal::Owned;

using Request = Owned<TS_REQ, TS_REQ_free>;
using Response = Owned<TS_RESP, TS_RESP_free>;
using Store = Owned<X509_STORE, X509_STORE_free>;
using Context = Owned<TS_VERIFY_CTX, TS_VERIFY_CTX_free>;
using Bio = Owned<BIO, BIO_free_all>;
using Number = Owned<ASN1_INTEGER, ASN1_INTEGER_free>;

constexpr std::size_t kLongestAnswer = std::size_t{1} << 20U;  // bytes
constexpr std::size_t kMostCertificates = 1000;

// What OpenSSL says last of what went wrong; the rest is forgotten.
std::string complaint() {
  const char* reason = nullptr;
  const char* data = nullptr;
  int flags = 0;
  std::string words;
  while (const unsigned long code = ERR_get_error_all(nullptr, nullptr, nullptr, &data, &flags)) {
    reason = ERR_reason_error_string(code);
    words = reason == nullptr ? "an error without a name" : reason;
    if ((static_cast<unsigned>(flags) & ERR_TXT_STRING) != 0 && data != nullptr && *data != 0) {
      words += fmt::format(" ({})", to_printable(data));
    }
  }
  return words.empty() ? "no reason was given" : words;
}

std::string in_words(BIO* memory) {
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(memory, &bytes);
  return to_printable({bytes, static_cast<std::size_t>(length)});
}

Number to_number(const StampNonce& nonce) {
  std::uint64_t value = 0;
  for (const unsigned char byte : nonce) value = value << 8U | byte;
  Number number(ASN1_INTEGER_new());
  LODESTAR_ASSERT(number && ASN1_INTEGER_set_uint64(number.get(), value) == 1);
  return number;
}

// All of the bytes, and nothing behind them.
Response parse_response(std::string_view bytes) {
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* const end = at + bytes.size();
  Response response(d2i_TS_RESP(nullptr, &at, static_cast<long>(bytes.size())));
  if (at != end) response.reset();
  ERR_clear_error();
  return response;
}

std::string refusal_of(const TS_STATUS_INFO* status) {
  std::string words;
  const STACK_OF(ASN1_UTF8STRING)* texts = TS_STATUS_INFO_get0_text(status);
  for (int i = 0; i < sk_ASN1_UTF8STRING_num(texts); ++i) {
    const ASN1_UTF8STRING* text = sk_ASN1_UTF8STRING_value(texts, i);
    words += (words.empty() ? "" : "; ");
    words += to_printable({reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                           static_cast<std::size_t>(ASN1_STRING_length(text))});
  }
  return words.empty() ? "it gave no reason" : words;
}

Result<Response> granted(std::string_view answer) {
  if (answer.size() > kLongestAnswer) {
    return Error{Code::limited, fmt::format("a time stamp has at most {} bytes", kLongestAnswer)};
  }
  Response response = parse_response(answer);
  if (!response) {
    return Error{Code::invalid,
                 "not a time stamp: an authority answers with a TimeStampResp (RFC 3161), a .tsr"};
  }
  const TS_STATUS_INFO* status = TS_RESP_get_status_info(response.get());
  const std::int64_t code = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(status));
  if (code != TS_STATUS_GRANTED && code != TS_STATUS_GRANTED_WITH_MODS) {
    return Error{Code::unavailable,
                 fmt::format("the authority gave no time stamp: {}", refusal_of(status))};
  }
  if (TS_RESP_get_tst_info(response.get()) == nullptr) {
    return Error{Code::invalid, "a time stamp that was granted holds no token"};
  }
  return response;
}

std::optional<std::uint64_t> time_of(const TS_TST_INFO* info) {
  std::tm tm{};
  if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &tm) != 1) return {};
  using namespace std::chrono;
  const sys_days day{year(tm.tm_year + 1900) / (tm.tm_mon + 1) / tm.tm_mday};
  const sys_seconds time = day + hours(tm.tm_hour) + minutes(tm.tm_min) + seconds(tm.tm_sec);
  const std::int64_t time_s = time.time_since_epoch().count();
  return time_s < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(time_s));
}

std::string name_of_signer(TS_RESP* response) {
  PKCS7* token = TS_RESP_get_token(response);
  const Owned<STACK_OF(X509), [](STACK_OF(X509) * list) { sk_X509_free(list); }> signers(
      PKCS7_get0_signers(token, nullptr, 0));
  ERR_clear_error();
  if (!signers || sk_X509_num(signers.get()) != 1) return "";
  const Bio memory(BIO_new(BIO_s_mem()));
  const X509_NAME* name = X509_get_subject_name(sk_X509_value(signers.get(), 0));
  constexpr unsigned long kForm =
      XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);
  X509_NAME_print_ex(memory.get(), name, 0, kForm);
  return in_words(memory.get());
}

Result<Stamp> stamp_of(TS_RESP* response) {
  TS_TST_INFO* info = TS_RESP_get_tst_info(response);
  const auto time_s = time_of(info);
  if (!time_s) return Error{Code::invalid, "a time stamp whose time cannot be read"};
  Stamp stamp{.time_s = *time_s, .authority = name_of_signer(response)};
  const Bio memory(BIO_new(BIO_s_mem()));
  i2a_ASN1_INTEGER(memory.get(), TS_TST_INFO_get_serial(info));
  stamp.serial = in_words(memory.get());
  std::array<char, 128> policy{};
  OBJ_obj2txt(policy.data(), policy.size(), TS_TST_INFO_get_policy_id(info), 1);
  stamp.policy = policy.data();
  return stamp;
}

bool is_for(TS_RESP* response, const Digest& hash) {
  TS_MSG_IMPRINT* imprint = TS_TST_INFO_get_msg_imprint(TS_RESP_get_tst_info(response));
  const ASN1_OBJECT* algorithm = nullptr;
  X509_ALGOR_get0(&algorithm, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
  const ASN1_OCTET_STRING* bytes = TS_MSG_IMPRINT_get_msg(imprint);
  const std::string_view digest(reinterpret_cast<const char*>(ASN1_STRING_get0_data(bytes)),
                                static_cast<std::size_t>(ASN1_STRING_length(bytes)));
  return OBJ_obj2nid(algorithm) == NID_sha256 &&
         digest == std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size());
}

Error other_hash() { return {Code::forbidden, "the time stamp is for another hash"}; }

Result<Store> store_of(std::string_view certificates, std::uint64_t time_s) {
  Store store(X509_STORE_new());
  const Bio memory(BIO_new_mem_buf(certificates.data(), static_cast<int>(certificates.size())));
  std::size_t count = 0;
  while (count < kMostCertificates) {
    const Owned<X509, X509_free> certificate(
        PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
    if (!certificate) break;
    X509_STORE_add_cert(store.get(), certificate.get());
    ++count;
  }
  ERR_clear_error();
  if (count == 0) {
    return Error{Code::invalid, "no certificate (PEM) of an authority was given to believe"};
  }
  X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()), static_cast<std::time_t>(time_s));
  return store;
}

void free_bytes(unsigned char* bytes) { OPENSSL_free(bytes); }

// What stands between two lines of PEM; none where the file ends or cannot be read.
struct Block {
  std::string name;
  Owned<unsigned char, free_bytes> bytes;
  long length = 0;
};
std::optional<Block> next_block(BIO* memory) {
  char* name = nullptr;
  char* header = nullptr;
  unsigned char* bytes = nullptr;
  Block block;
  if (PEM_read_bio(memory, &name, &header, &bytes, &block.length) != 1) return {};
  block.name = name;
  block.bytes.reset(bytes);
  OPENSSL_free(name);
  OPENSSL_free(header);
  return block;
}

}  // namespace

std::string stamp_request(const Digest& hash, const StampNonce& nonce) {
  const Request request(TS_REQ_new());
  const Owned<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free> imprint(TS_MSG_IMPRINT_new());
  const Owned<X509_ALGOR, X509_ALGOR_free> algorithm(X509_ALGOR_new());
  LODESTAR_ASSERT(request && imprint && algorithm);
  X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr);
  Digest bytes = hash;  // the call asks for what it may change, and copies
  const bool is_made =
      TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
      TS_MSG_IMPRINT_set_msg(imprint.get(), bytes.data(), static_cast<int>(bytes.size())) == 1 &&
      TS_REQ_set_version(request.get(), 1) == 1 &&
      TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1 &&
      TS_REQ_set_nonce(request.get(), to_number(nonce).get()) == 1 &&
      TS_REQ_set_cert_req(request.get(), 1) == 1;
  LODESTAR_ASSERT(is_made);
  unsigned char* der = nullptr;
  const int length = i2d_TS_REQ(request.get(), &der);
  LODESTAR_ASSERT(length > 0);
  std::string text(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
  OPENSSL_free(der);
  return text;
}

Result<Stamp> read_stamp(std::string_view answer, const Digest& hash) {
  const Response response = LODESTAR_TRY(granted(answer));
  if (!is_for(response.get(), hash)) return other_hash();
  return stamp_of(response.get());
}

Result<Stamp> read_stamp(std::string_view answer, const Digest& hash, const StampNonce& nonce) {
  const Response response = LODESTAR_TRY(granted(answer));
  if (!is_for(response.get(), hash)) return other_hash();
  const ASN1_INTEGER* given = TS_TST_INFO_get_nonce(TS_RESP_get_tst_info(response.get()));
  if (given == nullptr || ASN1_INTEGER_cmp(given, to_number(nonce).get()) != 0) {
    return Error{Code::forbidden, "the time stamp answers another request: its nonce differs"};
  }
  return stamp_of(response.get());
}

Result<Stamp> check_stamp(std::string_view answer, const Digest& hash,
                          std::string_view certificates) {
  const Response response = LODESTAR_TRY(granted(answer));
  if (!is_for(response.get(), hash)) return other_hash();
  Stamp stamp = LODESTAR_TRY(stamp_of(response.get()));
  Store store = LODESTAR_TRY(store_of(certificates, stamp.time_s));
  const Context context(TS_VERIFY_CTX_new());
  LODESTAR_ASSERT(context != nullptr);
  TS_VERIFY_CTX_set_flags(context.get(), static_cast<int>(TS_VFY_VERSION | TS_VFY_SIGNATURE));
  TS_VERIFY_CTX_set_store(context.get(), store.release());  // which frees it
  if (TS_RESP_verify_response(context.get(), response.get()) != 1) {
    return Error{Code::forbidden, fmt::format("the time stamp does not hold: {}", complaint())};
  }
  return stamp;
}

Result<std::string> read_certificates(std::string_view bytes) {
  const Bio memory(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
  const Bio written(BIO_new(BIO_s_mem()));
  LODESTAR_ASSERT(memory && written);
  const internal::ErrorsForgotten forgotten;
  std::size_t count = 0;
  while (const auto block = next_block(memory.get())) {
    // Also of a public key: it is no certificate, and stands beside its secret half too often.
    if (block->name.ends_with("KEY")) {
      return Error{Code::invalid,
                   "a key is in this file, and certificates alone may be: take it out"};
    }
    if (!block->name.ends_with("CERTIFICATE")) continue;
    const unsigned char* at = block->bytes.get();
    const Owned<X509, X509_free> certificate(d2i_X509(nullptr, &at, block->length));
    if (!certificate || PEM_write_bio_X509(written.get(), certificate.get()) != 1) {
      return Error{Code::invalid, fmt::format("certificate {} cannot be read", count + 1)};
    }
    ++count;
  }
  if (ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE) {
    return Error{Code::invalid, fmt::format("what follows certificate {} is no PEM", count)};
  }
  if (count == 0) return Error{Code::invalid, "no certificate (PEM) is in this file"};
  char* text = nullptr;
  const long length = BIO_get_mem_data(written.get(), &text);
  return std::string(text, static_cast<std::size_t>(length));
}

Result<std::string> ask_for_stamp(const std::string& url, const Digest& hash,
                                  const StampNonce& nonce, const AskAuthority& ask) {
  std::string answer = LODESTAR_TRY(ask(url, stamp_request(hash, nonce)));
  LODESTAR_TRY(read_stamp(answer, hash, nonce));
  return answer;
}

}  // namespace lodestar::crypto
