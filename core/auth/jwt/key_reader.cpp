// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/jwt/base64url.h"
#include "auth/jwt/key.h"
#include "auth/jwt/openssl_ptr.h"
#include "auth/jwt/strict_json.h"

#include <openssl/core_names.h>
#include <openssl/pem.h>

namespace fanlight::jwt {

namespace {

using simdjson::dom::object;

std::shared_ptr<EVP_PKEY> shared(EVP_PKEY* key)
{
    return key ? std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free) : nullptr;
}

// ---------------------------------------------------------------- PEM

struct PemBlock {
    std::string label;
    std::string der;
};

std::vector<PemBlock> pemBlocks(std::string_view text)
{
    std::vector<PemBlock> blocks;
    const BioPtr bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    char* label = nullptr;
    char* header = nullptr;
    unsigned char* data = nullptr;
    long size = 0;
    while (bio && blocks.size() <= MaxKeys
        && PEM_read_bio(bio.get(), &label, &header, &data, &size) == 1) {
        blocks.push_back(
            {label, {reinterpret_cast<const char*>(data), static_cast<std::size_t>(size)}});
        OPENSSL_free(label);
        OPENSSL_free(header);
        OPENSSL_cleanse(data, static_cast<std::size_t>(size));
        OPENSSL_free(data);
    }
    return blocks;
}

// Nothing where it is not one, or bytes are left behind it.
std::shared_ptr<EVP_PKEY> publicKeyOf(const PemBlock& block)
{
    const unsigned char* at = octets(block.der);
    const unsigned char* const end = at + block.der.size();
    const auto size = static_cast<long>(block.der.size());
    std::shared_ptr<EVP_PKEY> key;
    if (block.label == PEM_STRING_PUBLIC) {
        key = shared(d2i_PUBKEY(nullptr, &at, size));
    } else if (block.label == PEM_STRING_RSA_PUBLIC) {
        key = shared(d2i_PublicKey(EVP_PKEY_RSA, nullptr, &at, size));
    } else {
        const CertificatePtr certificate(d2i_X509(nullptr, &at, size));
        key = certificate ? shared(X509_get_pubkey(certificate.get())) : nullptr;
    }
    return at == end ? key : nullptr;
}

KeysRead readPem(std::string_view text)
{
    KeysRead read;
    for (const PemBlock& block : pemBlocks(text)) {
        if (block.label.find("PRIVATE KEY") != std::string::npos) {
            read.error = "it holds a private key, which only who signs should have; give the "
                         "public one, as “openssl pkey -pubout” writes it";
            return read;
        }
        if (block.label != PEM_STRING_PUBLIC && block.label != PEM_STRING_RSA_PUBLIC
            && block.label != PEM_STRING_X509) {
            read.passedOver.push_back(block.label + ": is no public key");
            continue;
        }
        std::shared_ptr<EVP_PKEY> pkey = publicKeyOf(block);
        if (!pkey) {
            read.error = "its " + block.label + " cannot be read";
            return read;
        }
        std::string why;
        std::optional<Key> key = Key::ofPublic(std::move(pkey), why);
        if (!key) {
            read.error = why;
            return read;
        }
        read.keys.push_back(std::move(*key));
    }
    return read;
}

// ---------------------------------------------------------------- JWK

std::optional<std::string> bytesOf(const object& jwk, std::string_view name)
{
    const auto text = textOf(jwk, name);
    return text ? decodeBase64Url(*text) : std::nullopt;
}

// Makes a key of what `add` puts together; null when that is none.
template <class Add> std::shared_ptr<EVP_PKEY> keyFrom(const char* type, Add add)
{
    const ParamBuilderPtr builder(OSSL_PARAM_BLD_new());
    if (!builder || !add(builder.get()))
        return nullptr;
    const ParamsPtr params(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContextPtr context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return nullptr;
    return shared(key);
}

std::shared_ptr<EVP_PKEY> rsaKeyOf(const object& jwk)
{
    const auto modulus = bytesOf(jwk, "n");
    const auto exponent = bytesOf(jwk, "e");
    constexpr std::size_t Longest = Key::MaxRsaBits / 8 + 1;
    if (!modulus || !exponent || modulus->size() > Longest || exponent->size() > Longest)
        return nullptr;
    const BigPtr n(BN_bin2bn(octets(*modulus), int(modulus->size()), nullptr));
    const BigPtr e(BN_bin2bn(octets(*exponent), int(exponent->size()), nullptr));
    return keyFrom("RSA", [&](OSSL_PARAM_BLD* builder) {
        return n && e && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n.get()) == 1
            && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e.get()) == 1;
    });
}

std::shared_ptr<EVP_PKEY> ecKeyOf(const object& jwk, std::string& why)
{
    const auto curve = textOf(jwk, "crv");
    const std::size_t size = curve == "P-256" ? 32
        : curve == "P-384"                    ? 48
        : curve == "P-521"                    ? 66
                                              : 0;
    if (size == 0) {
        why = "its curve is none of P-256, P-384 and P-521";
        return nullptr;
    }
    const auto x = bytesOf(jwk, "x");
    const auto y = bytesOf(jwk, "y");
    if (!x || !y || x->size() != size || y->size() != size)
        return nullptr;
    const std::string point = '\x04' + *x + *y;
    return keyFrom("EC", [&](OSSL_PARAM_BLD* builder) {
        return OSSL_PARAM_BLD_push_utf8_string(
                   builder, OSSL_PKEY_PARAM_GROUP_NAME, curve->data(), curve->size())
            == 1
            && OSSL_PARAM_BLD_push_octet_string(
                   builder, OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size())
            == 1;
    });
}

std::shared_ptr<EVP_PKEY> okpKeyOf(const object& jwk, std::string& why)
{
    if (textOf(jwk, "crv") != "Ed25519") {
        why = "its curve is not Ed25519";
        return nullptr;
    }
    const auto x = bytesOf(jwk, "x");
    return x ? shared(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(*x), x->size()))
             : nullptr;
}

std::optional<Key> typedKeyOf(const object& jwk, std::string& why)
{
    const auto type = textOf(jwk, "kty");
    if (type == "oct") {
        const auto secret = bytesOf(jwk, "k");
        if (!secret)
            why = "its “k” is not base64url";
        return secret ? Key::ofSecret(*secret, why) : std::nullopt;
    }
    if (has(jwk, "d")) {
        why = "it is a private key, which only who signs should have; leave out “d” and what "
              "belongs to it";
        return std::nullopt;
    }
    std::shared_ptr<EVP_PKEY> key;
    if (type == "RSA")
        key = rsaKeyOf(jwk);
    else if (type == "EC")
        key = ecKeyOf(jwk, why);
    else if (type == "OKP")
        key = okpKeyOf(jwk, why);
    else
        why = "its kty is none of RSA, EC, OKP and oct";
    if (!key) {
        if (why.empty())
            why = "its members make no key";
        return std::nullopt;
    }
    return Key::ofPublic(std::move(key), why);
}

// RFC 7517 §4: what use, key_ops and alg say narrows what the key is for.
std::optional<Key> keyOf(const object& jwk, std::string& why)
{
    if (has(jwk, "use") && textOf(jwk, "use") != "sig") {
        why = "its use is not “sig”";
        return std::nullopt;
    }
    if (has(jwk, "key_ops") && !holdsText(jwk, "key_ops", "verify")) {
        why = "its key_ops do not hold “verify”";
        return std::nullopt;
    }
    std::optional<Key> key = typedKeyOf(jwk, why);
    if (!key)
        return std::nullopt;
    if (has(jwk, "kid")) {
        const auto id = textOf(jwk, "kid");
        if (!id) {
            why = "its kid is no text";
            return std::nullopt;
        }
        key->setId(*id);
    }
    if (has(jwk, "alg")) {
        const auto algorithm = algorithmOf(textOf(jwk, "alg").value_or(""));
        if (!algorithm || !key->narrowTo(*algorithm)) {
            why = "its alg does not go with its type";
            return std::nullopt;
        }
    }
    return key;
}

void takeSet(const simdjson::dom::array& keys, KeysRead& read)
{
    std::size_t number = 0;
    for (const simdjson::dom::element one : keys) {
        ++number;
        object jwk;
        std::string why = "it is not an object";
        std::optional<Key> key;
        std::string name = "key " + std::to_string(number);
        if (one.get_object().get(jwk) == simdjson::SUCCESS) {
            why.clear();
            key = keyOf(jwk, why);
            if (const auto id = textOf(jwk, "kid"))
                name.append(" (kid “").append(id->substr(0, 64)).append("”)");
        }
        if (key)
            read.keys.push_back(std::move(*key));
        else
            read.passedOver.push_back(name + ": " + why);
    }
}

KeysRead readJson(std::string_view text)
{
    KeysRead read;
    StrictJson json;
    if (std::string wrong = json.read(text); !wrong.empty()) {
        read.error = "it " + wrong;
        return read;
    }
    simdjson::dom::array keys;
    if (json.object().at_key("keys").get_array().get(keys) == simdjson::SUCCESS) {
        takeSet(keys, read);
    } else {
        std::string why;
        if (std::optional<Key> key = keyOf(json.object(), why))
            read.keys.push_back(std::move(*key));
        else
            read.error = why;
    }
    return read;
}

} // namespace

KeysRead readKeys(std::string_view text)
{
    const ErrorsForgotten forgotten;
    KeysRead read;
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (text.size() > MaxKeyFileBytes)
        read.error = "it is longer than " + std::to_string(MaxKeyFileBytes >> 10) + " KiB";
    else if (start != std::string_view::npos && text[start] == '{')
        read = readJson(text);
    else if (text.find("-----BEGIN ") != std::string_view::npos)
        read = readPem(text);
    else
        read.error = "it is neither PEM nor a JWK nor a JWKS";
    if (read.error.empty() && read.keys.empty())
        read.error = read.passedOver.empty()
            ? "there is no key in it"
            : "no key in it can be used: " + read.passedOver.front();
    if (read.error.empty() && read.keys.size() > MaxKeys)
        read.error = "it holds more than " + std::to_string(MaxKeys) + " keys";
    if (!read.error.empty())
        read.keys.clear();
    return read;
}

} // namespace fanlight::jwt
