// SPDX-License-Identifier: Apache-2.0
// The checksums that account numbers carry.
//
// Shapes   functions of bytes.       Units    none.
// Errors   false or nothing where a text is malformed or its checksum is wrong.
// Cost     about a microsecond each. Threads  pure.
// Source   ISO 13616 (IBAN); Base58Check; BIP 173 and BIP 350 (Bech32, Bech32m); EIP-55; Keccak
// team, "The Keccak reference" 3.0. Example  has_iban_checksum("DE89370400440532013000")
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lodestar::text::internal {

using Digest = std::array<std::uint8_t, 32>;

// Keccak-256 as Ethereum uses it (padding 0x01, not SHA-3's 0x06).
Digest keccak_256(std::string_view bytes);

// Upper-case letters and digits only.
bool has_iban_checksum(std::string_view iban);

// The length of an IBAN of a country, or nothing where it has none.
std::optional<std::size_t> iban_length(std::string_view country);

// A Bitcoin address of version 0 or 5: 25 bytes in Base58, the last four a double SHA-256.
bool is_base58_bitcoin(std::string_view address);

// A Bitcoin address "bc1...": witness version 0 in Bech32, 1 to 16 in Bech32m.
bool is_bech32_bitcoin(std::string_view address);

// 40 hexadecimal digits with the upper and lower case that EIP-55 gives them.
std::string with_ethereum_case(std::string_view hex);

}  // namespace lodestar::text::internal
