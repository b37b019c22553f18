// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#include <memory>

namespace fanlight::jwt {

template <auto Free> struct Freeing {
    template <class Thing> void operator()(Thing* thing) const { Free(thing); }
};
template <class Thing, auto Free> using Owned = std::unique_ptr<Thing, Freeing<Free>>;

using BioPtr = Owned<BIO, BIO_free_all>;
using BigPtr = Owned<BIGNUM, BN_free>;
using SignaturePtr = Owned<ECDSA_SIG, ECDSA_SIG_free>;
using GroupPtr = Owned<EC_GROUP, EC_GROUP_free>;
using DigestContextPtr = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using KeyContextPtr = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using ParamBuilderPtr = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using ParamsPtr = Owned<OSSL_PARAM, OSSL_PARAM_free>;
using CertificatePtr = Owned<X509, X509_free>;

// What OpenSSL has to say is kept for the thread, in which Qt's TLS may ask for it: of this room
// nothing is left behind.
struct ErrorsForgotten {
    ErrorsForgotten() = default;
    ~ErrorsForgotten() { ERR_clear_error(); }
    ErrorsForgotten(const ErrorsForgotten&) = delete;
    ErrorsForgotten& operator=(const ErrorsForgotten&) = delete;
};

inline const unsigned char* octets(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

} // namespace fanlight::jwt
