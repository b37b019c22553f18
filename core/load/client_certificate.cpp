// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/client_certificate.h"

#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <memory>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ClientCertificateText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::ClientCertificate)
};

// What OpenSSL has to say is kept for the thread, in which Qt's TLS may ask for it.
struct CertificateErrorsForgotten {
    CertificateErrorsForgotten() { ERR_clear_error(); }
    ~CertificateErrorsForgotten() { ERR_clear_error(); }
    CertificateErrorsForgotten(const CertificateErrorsForgotten&) = delete;
    CertificateErrorsForgotten& operator=(const CertificateErrorsForgotten&) = delete;
};

using OwnedKey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

// Nobody is asked for a passphrase; that one was wanted is told.
int noPassphrase(char*, int, int, void* wasAsked)
{
    *static_cast<bool*>(wasAsked) = true;
    return 0;
}

QString cannotRead(QLatin1StringView option, const QString& path, const QString& why)
{
    return ClientCertificateText::tr("--%1: cannot read %2: %3").arg(option, path, why);
}

OwnedKey readKey(const QString& path, QLatin1StringView option, QString& error)
{
    OwnedKey none(nullptr, EVP_PKEY_free);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        error = cannotRead(option, path, file.errorString());
        return none;
    }
    QByteArray pem = file.readAll();
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> bio(
        BIO_new_mem_buf(pem.constData(), int(pem.size())), BIO_free_all);
    bool isLocked = false;
    OwnedKey key(
        PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassphrase, &isLocked), EVP_PKEY_free);
    pem.fill('\0');
    if (key)
        return key;
    const QString text = isLocked
        ? ClientCertificateText::tr(
            "--%1: the key in %2 has a passphrase, for which nobody is asked here; write it "
            "without: openssl pkey -in %2 -out unlocked.key")
        : option == "cert"_L1
        ? ClientCertificateText::tr("--%1: %2 holds no private key in PEM; name the file of the "
                                    "key by --key")
        : ClientCertificateText::tr("--%1: %2 holds no private key in PEM");
    error = text.arg(option, path);
    return none;
}

} // namespace

QString ClientCertificate::use(ssl_ctx_st& context) const
{
    if (!isSet())
        return keyFile.isEmpty()
            ? QString()
            : ClientCertificateText::tr("--key: name the file of its certificate by --cert");
    const CertificateErrorsForgotten forgotten;
    QFile file(certFile);
    if (!file.open(QIODevice::ReadOnly))
        return cannotRead("cert"_L1, certFile, file.errorString());
    if (SSL_CTX_use_certificate_chain_file(&context, QFile::encodeName(certFile).constData()) != 1)
        return ClientCertificateText::tr("--cert: %1 holds no certificate in PEM").arg(certFile);
    QString error;
    const QLatin1StringView option = keyFile.isEmpty() ? "cert"_L1 : "key"_L1;
    const QString path = keyFile.isEmpty() ? certFile : keyFile;
    const OwnedKey key = readKey(path, option, error);
    if (!key)
        return error;
    if (SSL_CTX_use_PrivateKey(&context, key.get()) != 1)
        return ClientCertificateText::tr(
            "--%1: the key in %2 does not belong to the certificate in %3")
            .arg(option, path, certFile);
    return {};
}

QString ClientCertificate::check() const
{
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(
        SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    return context ? use(*context) : ClientCertificateText::tr("TLS: there is no memory");
}

void ClientCertificate::use(QSslConfiguration& configuration) const
{
    if (!isSet())
        return;
    const auto chain = QSslCertificate::fromPath(certFile);
    QString error;
    const CertificateErrorsForgotten forgotten;
    OwnedKey key = readKey(keyFile.isEmpty() ? certFile : keyFile, "key"_L1, error);
    if (chain.isEmpty() || !key)
        return;
    configuration.setLocalCertificateChain(chain);
    // whatever its kind, which to read from PEM Qt would have to be told; it takes the handle over
    configuration.setPrivateKey(QSslKey(Qt::HANDLE(key.release()), QSsl::PrivateKey));
}

QString clientCertificateAdvice(const QString& alert, bool shown)
{
    const auto says
        = [&](QLatin1StringView text) { return alert.contains(text, Qt::CaseInsensitive); };
    if (says("certificate required"_L1) || (!shown && says("alert handshake failure"_L1)))
        return shown
            ? ClientCertificateText::tr("a certificate of its clients is asked for, and the one of "
                                        "--cert is not of an authority that the server named")
            : ClientCertificateText::tr(
                "a certificate of its clients is asked for: show one by --cert FILE --key FILE");
    constexpr std::array Alerts{"alert unknown ca"_L1, "alert bad certificate"_L1,
        "alert certificate unknown"_L1, "alert unsupported certificate"_L1,
        "alert certificate expired"_L1, "alert certificate revoked"_L1};
    if (!std::any_of(Alerts.begin(), Alerts.end(), says))
        return {};
    return shown
        ? ClientCertificateText::tr("the certificate of --cert is not taken: it must be signed by "
                                    "an authority that the server trusts for its clients (of a "
                                    "Fanlight hub: --tls-client-ca), and not have run out")
        : ClientCertificateText::tr(
            "a certificate of its clients is asked for: show one by --cert FILE --key FILE");
}

} // namespace fanlight
