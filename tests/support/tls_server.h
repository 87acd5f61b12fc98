// SPDX-License-Identifier: Apache-2.0
// Certificates made for one test, and a web server that answers every request with "secure".
#pragma once

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "support/temporary_folder.h"

namespace lodestar::test {

// Signed by its own key, for a name such as "IP:127.0.0.1".
class Certificate {
 public:
  Certificate(const std::string& name, long seconds_left)
      : key_(EVP_EC_gen("P-256"), EVP_PKEY_free), certificate_(X509_new(), X509_free) {
    X509* made = certificate_.get();
    X509_set_version(made, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
    X509_gmtime_adj(X509_getm_notBefore(made), -7200);
    X509_gmtime_adj(X509_getm_notAfter(made), seconds_left);
    X509_set_pubkey(made, key_.get());
    X509_NAME* subject = X509_get_subject_name(made);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
    X509_set_issuer_name(made, subject);
    X509_EXTENSION* names =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, name.c_str());
    X509_add_ext(made, names, -1);
    X509_EXTENSION_free(names);
    X509_sign(made, key_.get(), EVP_sha256());
    std::FILE* file = std::fopen(path().c_str(), "w");
    EXPECT_EQ(PEM_write_X509(file, made), 1);
    EXPECT_EQ(std::fclose(file), 0);
    file = std::fopen(key_path().c_str(), "w");
    EXPECT_EQ(PEM_write_PrivateKey(file, key_.get(), nullptr, nullptr, 0, nullptr, nullptr), 1);
    EXPECT_EQ(std::fclose(file), 0);
  }
  std::string path() const { return (folder_.path() / "certificate.pem").string(); }
  std::string key_path() const { return (folder_.path() / "key.pem").string(); }
  EVP_PKEY* key() const { return key_.get(); }
  X509* certificate() const { return certificate_.get(); }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
  std::unique_ptr<X509, decltype(&X509_free)> certificate_;
};

class TlsServer {
 public:
  explicit TlsServer(const Certificate& certificate)
      : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free),
        listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    std::signal(SIGPIPE, SIG_IGN);  // a client may be gone before it is answered
    SSL_CTX_use_certificate(context_.get(), certificate.certificate());
    SSL_CTX_use_PrivateKey(context_.get(), certificate.key());
    sockaddr_in place{.sin_family = AF_INET, .sin_port = 0};
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof place;
    EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&place), size), 0);
    EXPECT_EQ(::listen(listener_, 16), 0);
    EXPECT_EQ(::getsockname(listener_, reinterpret_cast<sockaddr*>(&place), &size), 0);
    port_ = ntohs(place.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~TlsServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;
  std::uint16_t port() const { return port_; }
  int heard() const { return heard_; }  // requests

 private:
  void serve() {
    constexpr std::string_view kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecure";
    for (int socket = 0; (socket = ::accept(listener_, nullptr, nullptr)) >= 0; ::close(socket)) {
      const std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context_.get()), SSL_free);
      SSL_set_fd(ssl.get(), socket);
      std::array<char, 4096> request{};
      if (SSL_accept(ssl.get()) != 1) continue;
      if (SSL_read(ssl.get(), request.data(), static_cast<int>(request.size())) <= 0) continue;
      ++heard_;
      SSL_write(ssl.get(), kAnswer.data(), static_cast<int>(kAnswer.size()));
      SSL_shutdown(ssl.get());
    }
  }
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  int listener_;
  std::uint16_t port_ = 0;
  std::atomic<int> heard_ = 0;
  std::thread thread_;
};

}  // namespace lodestar::test
