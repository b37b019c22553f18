// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/socket.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace fanlight::testing {

using namespace Qt::Literals::StringLiterals;

// An authority of its own and, signed by it, certificates: "server" is for "localhost" (and no
// other name).
class CertificateAuthority {
public:
    bool make()
    {
        return openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, Curve,
                   u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=Authority of a test"_s,
                   u"-keyout"_s, file(u"ca.key"_s), u"-out"_s, file(u"ca.pem"_s)})
            && sign(u"server"_s);
    }
    // name.key and name.pem. Negative days: it has expired. `names` of subjectAltName; empty: none.
    bool sign(const QString& name, const QString& subject = u"localhost"_s,
        const QString& names = u"DNS:localhost"_s, int days = 2, bool isRsa = false) const
    {
        QFile extensions(file(u"extensions"_s));
        const QString line = names.isEmpty() ? u"basicConstraints=CA:FALSE\n"_s
                                             : u"subjectAltName=%1\n"_s.arg(names);
        if (!extensions.open(QIODevice::WriteOnly) || extensions.write(line.toLatin1()) < 0)
            return false;
        extensions.close();
        const QString request = file(name + u".csr"_s);
        const QStringList key = isRsa ? QStringList{u"-newkey"_s, u"rsa:2048"_s}
                                      : QStringList{u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, Curve};
        return openssl(QStringList{u"req"_s} + key
                   + QStringList{u"-nodes"_s, u"-subj"_s, u"/CN="_s + subject, u"-keyout"_s,
                       file(name + u".key"_s), u"-out"_s, request})
            && openssl(
                {u"x509"_s, u"-req"_s, u"-in"_s, request, u"-CA"_s, file(u"ca.pem"_s), u"-CAkey"_s,
                    file(u"ca.key"_s), u"-CAcreateserial"_s, u"-days"_s, QString::number(days),
                    u"-extfile"_s, extensions.fileName(), u"-out"_s, file(name + u".pem"_s)});
    }
    QString file(const QString& name) const { return m_folder.filePath(name); }
    // What a hub with the certificate of the server is started with; `asking`: its clients for one
    // of this authority.
    QStringList ofHub(bool asking = false) const
    {
        return QStringList{
                   u"--tls-cert"_s, file(u"server.pem"_s), u"--tls-key"_s, file(u"server.key"_s)}
        + (asking ? QStringList{u"--tls-client-ca"_s, file(u"ca.pem"_s)} : QStringList());
    }
    // … and what shows the certificate of that name to one, of curl, too.
    QStringList showing(const QString& name) const
    {
        return {u"--cert"_s, file(name + u".pem"_s), u"--key"_s, file(name + u".key"_s)};
    }
    QStringList serverArguments(quint16 port) const
    {
        return {u"--port"_s, u"0"_s, u"--tls-port"_s, QString::number(port), u"--tls-cert-file"_s,
            file(u"server.pem"_s), u"--tls-key-file"_s, file(u"server.key"_s),
            u"--tls-ca-cert-file"_s, file(u"ca.pem"_s), u"--tls-auth-clients"_s, u"no"_s};
    }

    static bool openssl(const QStringList& arguments)
    {
        QProcess process;
        process.start(u"openssl"_s, arguments);
        return process.waitForFinished(int(Patience.count())) && process.exitCode() == 0;
    }

private:
    static inline const QString Curve = u"ec_paramgen_curve:prime256v1"_s;
    QTemporaryDir m_folder;
};

} // namespace fanlight::testing
