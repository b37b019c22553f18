// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/socket.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace fanlight::testing {

using namespace Qt::Literals::StringLiterals;

// An authority of its own and, signed by it, a certificate for "localhost" (and no other name).
class CertificateAuthority {
public:
    bool make()
    {
        const QString key = file(u"ca.key"_s), certificate = file(u"ca.pem"_s);
        const QString serverKey = file(u"server.key"_s), request = file(u"server.csr"_s),
                      extensions = file(u"extensions"_s);
        QFile names(extensions);
        if (!names.open(QIODevice::WriteOnly) || names.write("subjectAltName=DNS:localhost\n") < 0)
            return false;
        names.close();
        const QString curve = u"ec_paramgen_curve:prime256v1"_s;
        return openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, curve,
                   u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=Authority of a test"_s,
                   u"-keyout"_s, key, u"-out"_s, certificate})
            && openssl({u"req"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, curve, u"-nodes"_s,
                u"-subj"_s, u"/CN=localhost"_s, u"-keyout"_s, serverKey, u"-out"_s, request})
            && openssl({u"x509"_s, u"-req"_s, u"-in"_s, request, u"-CA"_s, certificate, u"-CAkey"_s,
                key, u"-CAcreateserial"_s, u"-days"_s, u"2"_s, u"-extfile"_s, extensions, u"-out"_s,
                file(u"server.pem"_s)});
    }
    QString file(const QString& name) const { return m_folder.filePath(name); }
    QStringList serverArguments(quint16 port) const
    {
        return {u"--port"_s, u"0"_s, u"--tls-port"_s, QString::number(port), u"--tls-cert-file"_s,
            file(u"server.pem"_s), u"--tls-key-file"_s, file(u"server.key"_s),
            u"--tls-ca-cert-file"_s, file(u"ca.pem"_s), u"--tls-auth-clients"_s, u"no"_s};
    }

private:
    static bool openssl(const QStringList& arguments)
    {
        QProcess process;
        process.start(u"openssl"_s, arguments);
        return process.waitForFinished(int(Patience.count())) && process.exitCode() == 0;
    }
    QTemporaryDir m_folder;
};

} // namespace fanlight::testing
