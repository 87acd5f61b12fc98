// SPDX-License-Identifier: Apache-2.0
#include "detect/write_review.h"

#include <fmt/format.h>

#include "crypto/blake2b.h"
#include "detect/internal/review_data.h"
#include "embedded/places.h"
#include "embedded/places_outline.h"
#include "embedded/review_css.h"
#include "embedded/review_js.h"

namespace lodestar::detect {
namespace {

// Nothing is loaded and nothing is sent; the one style and the one script are named by their hash.
constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none';
 style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow, noarchive">
<title>Leads for review · Lodestar</title>
<style>)";

constexpr std::string_view kBody = R"(</style>
</head>
<body>
<noscript><p>This page draws itself with a script that is part of this file. Allow scripts for it,
or read leads.jsonl beside it.</p></noscript>
<div id="app"></div>
<script type="application/json" id="data">
)";

// A text inside an element that ends at "</": ours hold none.
std::string block(std::string_view id, std::string_view text) {
  return fmt::format("</script>\n<script type=\"text/plain\" id=\"{}\">\n{}", id, text);
}

}  // namespace

Status write_review(const Found& found, const RunRecord& record, const Sink& sink) {
  const std::string_view style = embedded::review_css(), script = embedded::review_js();
  LODESTAR_TRY(
      sink(fmt::format(kHead, crypto::sha256_base64(style), crypto::sha256_base64(script))));
  LODESTAR_TRY(sink(style));
  LODESTAR_TRY(sink(kBody));
  std::string data;
  ReviewData(found, record, data).append();
  LODESTAR_TRY(sink(data));
  LODESTAR_TRY(sink(block("places", embedded::places())));
  LODESTAR_TRY(sink(block("outline", embedded::places_outline())));
  LODESTAR_TRY(sink("</script>\n<script>"));
  LODESTAR_TRY(sink(script));
  return sink("</script>\n</body>\n</html>\n");
}

}  // namespace lodestar::detect
