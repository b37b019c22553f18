// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens and keys as anybody may send or write them: nothing crashes the readers, what is decoded
// has one spelling, a token that nobody signed is never good, and each refusal has a reason that
// fits into a log.
#include "auth/jwt/base64url.h"
#include "auth/jwt/verifier.h"
#include "fuzz/split.h"

#include <ctime>

using namespace fanlight::jwt;

namespace {

constexpr std::int64_t FuzzNowMs = 1'700'000'000'000;
const char* const FuzzKeys
    = "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":"
      "\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvR"
      "VEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"},{\"kty\":\"OKP\",\"crv\":"
      "\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\",\"kid\":\"ed\"}]}";

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::clock_t begin = std::clock();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto bytes = decodeBase64Url(text))
        fuzz::check(encodeBase64Url(*bytes) == text);

    const KeysRead read = readKeys(text);
    fuzz::check(read.keys.empty() == !read.error.empty());
    fuzz::check(read.keys.size() <= MaxKeys);

    // It is not known whoever could have signed with these; the claims are read of a secret below.
    static const Verifier known(readKeys(FuzzKeys).keys, {});
    const Verdict verdict = known.verify(text, FuzzNowMs);
    fuzz::check(!verdict.isGood() && verdict.refusal.size() < 512);
    for (const char c : verdict.refusal)
        fuzz::check(static_cast<unsigned char>(c) >= 0x20);

    if (!read.keys.empty()) // with whatever keys the input is
        fuzz::check(!Verifier(read.keys, {}).verify(text, FuzzNowMs).isGood());
    fuzz::check(std::clock() - begin < 5 * CLOCKS_PER_SEC);
    return 0;
}
