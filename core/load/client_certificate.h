// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QSslConfiguration;
struct ssl_ctx_st;

namespace fanlight {

// What a client shows to a server that asks for a certificate, as curl's --cert and --key name it:
// PEM files, the certificate first and those up to an authority's behind it. A plain value; its
// functions read the files, in any thread.
struct ClientCertificate {
    QString certFile; // empty: none is shown
    QString keyFile; // empty: the key stands in certFile

    bool isSet() const { return !certFile.isEmpty(); }
    // What is wrong with the two of them; empty: they do. The option in front, and what to do.
    QString check() const;
    // For connections of OpenSSL; empty, or what check() says.
    QString use(ssl_ctx_st& context) const;
    // For those of Qt; leaves it as it is where the files will not do.
    void use(QSslConfiguration& configuration) const;

    bool operator==(const ClientCertificate&) const = default;
};

// What to do about an alert of TLS that is about the client's certificate: “certificate required”,
// “unknown ca”. Empty: it is about something else. `shown`: one was set.
QString clientCertificateAdvice(const QString& alert, bool shown);

} // namespace fanlight
