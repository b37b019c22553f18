// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/clock.h"
#include "net/tls_context.h"
#include "support/certificate_authority.h"
#include "support/room.h"

#include <QStandardPaths>

#include <sys/stat.h>

using namespace fanlight;
using namespace fanlight::testing;

namespace {

std::int64_t wallMs()
{
    return std::int64_t(realtimeNs() / 1'000'000);
}

bool writeTo(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray readFrom(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

// What is read of a hub's certificate and key, and what is said when it will not do.
class TestTlsContext : public QObject {
    Q_OBJECT

    CertificateAuthority m_authority;

    std::string path(const char* name) const
    {
        return m_authority.file(QString::fromLatin1(name)).toStdString();
    }
    std::shared_ptr<const TlsContext> made(
        const char* certificate, const char* key, std::string& error)
    {
        return TlsContext::make({path(certificate), *key ? path(key) : std::string(), {}}, error);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
            QSKIP("openssl is not installed");
        QVERIFY(m_authority.make());
    }
    void factsAreThoseOfTheCertificate()
    {
        QVERIFY(m_authority.sign(u"names"_s, u"hub.example"_s,
            u"DNS:hub.example,DNS:*.hub.example,IP:10.1.2.3,IP:::1"_s, 30));
        std::string error;
        const auto tls = made("names.pem", "names.key", error);
        QVERIFY2(tls, error.c_str());
        const CertificateFacts& facts = tls->certificate();
        QCOMPARE(facts.subject, std::string("CN=hub.example"));
        QCOMPARE(facts.namesText(), std::string("hub.example, *.hub.example, 10.1.2.3, ::1"));
        for (const char* host :
            {"hub.example", "HUB.example", "a.hub.example", "*.hub.example", "10.1.2.3", "::1"})
            QVERIFY2(facts.covers(host), host);
        for (const char* host : {"example", "hub.example.org", "a.b.hub.example", "*.example", ""})
            QVERIFY2(!facts.covers(host), host);
        QCOMPARE(facts.daysLeft(wallMs()), 29);
        QCOMPARE(facts.daysLeft(facts.validUntilMs), 0);
        QCOMPARE(facts.daysLeft(facts.validUntilMs + 1), -1);
        QVERIFY(facts.validFromMs <= wallMs());
        QVERIFY(!tls->asksClients());
        QVERIFY(tls->warnings(wallMs()).empty());
    }
    void theKeyMayBeInTheFileOfTheCertificate()
    {
        QVERIFY(writeTo(m_authority.file(u"both.pem"_s),
            readFrom(m_authority.file(u"server.key"_s))
                + readFrom(m_authority.file(u"server.pem"_s))
                + readFrom(m_authority.file(u"ca.pem"_s))));
        ::chmod(path("both.pem").c_str(), 0600);
        std::string error;
        const auto tls = made("both.pem", "", error);
        QVERIFY2(tls, error.c_str());
        QCOMPARE(tls->certificate().subject, std::string("CN=localhost"));
        const auto renewed = tls->renewed();
        QVERIFY(renewed);
        QCOMPARE(renewed->certificate().validUntilMs, tls->certificate().validUntilMs);
        QVERIFY(renewed->native() != tls->native());
    }
    void whatWillNotDoIsSaid_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* name, const QString& certificate, const QString& key,
                             const QString& client, const QString& error) {
            QTest::newRow(name) << certificate << key << client << error;
        };
        row("no file", u"none.pem"_s, {}, {}, u"--tls-cert: .*none.pem cannot be read: No such"_s);
        row("no certificate", u"server.key"_s, {}, {}, u"--tls-cert: .* holds no certificate"_s);
        row("no key", u"server.pem"_s, {}, {}, u"--tls-cert: .*no private key.*--tls-key"_s);
        row("no key file", u"server.pem"_s, u"none.key"_s, {}, u"--tls-key: .*cannot be read"_s);
        row("a certificate for a key", u"server.pem"_s, u"ca.pem"_s, {},
            u"--tls-key: .* holds no private key"_s);
        row("another's key", u"server.pem"_s, u"ca.key"_s, {},
            u"--tls-key: the key in .*ca.key is not that of the certificate in .*server.pem"_s);
        row("an encrypted key", u"server.pem"_s, u"encrypted.key"_s, {},
            u"--tls-key: .* is encrypted.*openssl pkey"_s);
        row("a weak key", u"weak.pem"_s, u"weak.key"_s, {},
            u"--tls-cert: .*weak.pem will not do: .*too small"_s);
        row("no authority", u"server.pem"_s, u"server.key"_s, u"none.pem"_s,
            u"--tls-client-ca: .*cannot be read"_s);
        row("no authority in it", u"server.pem"_s, u"server.key"_s, u"server.key"_s,
            u"--tls-client-ca: .* holds no certificate"_s);
        row("a folder", u"."_s, {}, {}, u"--tls-cert: .* cannot be read: Is a directory"_s);
        row("without end", u"/dev/zero"_s, {}, {}, u"--tls-cert: /dev/zero is too large"_s);
    }
    void whatWillNotDoIsSaid()
    {
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        QFETCH(QString, client);
        QFETCH(QString, error);
        QVERIFY(CertificateAuthority::openssl(
            {u"pkey"_s, u"-in"_s, m_authority.file(u"server.key"_s), u"-aes128"_s, u"-passout"_s,
                u"pass:secret"_s, u"-out"_s, m_authority.file(u"encrypted.key"_s)}));
        QVERIFY(CertificateAuthority::openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:1024"_s,
            u"-nodes"_s, u"-subj"_s, u"/CN=weak"_s, u"-keyout"_s, m_authority.file(u"weak.key"_s),
            u"-out"_s, m_authority.file(u"weak.pem"_s)}));
        const auto whole = [&](const QString& name) {
            if (name.startsWith(u'/'))
                return name.toStdString();
            return name.isEmpty() ? std::string() : path(name.toLatin1().constData());
        };
        std::string told;
        QVERIFY(!TlsContext::make({whole(certificate), whole(key), whole(client)}, told));
        const QString text = QString::fromStdString(told);
        QVERIFY2(QRegularExpression(error).match(text).hasMatch(), told.c_str());
        QVERIFY(!text.contains(u"secret"));
    }
    void whatIsWrongWithACertificateIsWarnedOf()
    {
        std::string error;
        const auto linesOf = [&](const char* name) {
            const auto tls = made(
                (name + std::string(".pem")).c_str(), (name + std::string(".key")).c_str(), error);
            QStringList lines;
            for (const std::string& line : tls ? tls->warnings(wallMs()) : std::vector{error})
                lines.append(QString::fromStdString(line));
            return lines.join(u'\n');
        };
        QVERIFY(m_authority.sign(u"expired"_s, u"hub"_s, u"DNS:hub"_s, -1));
        QVERIFY(linesOf("expired").contains(u"expired on "));
        QVERIFY(m_authority.sign(u"soon"_s, u"hub"_s, u"DNS:hub"_s, 3));
        QVERIFY(linesOf("soon").contains(u", in 2 days"));
        QVERIFY(m_authority.sign(u"nameless"_s, u"hub"_s, {}, 30));
        QVERIFY(linesOf("nameless").contains(u"subjectAltName"));
        QVERIFY(m_authority.sign(u"fine"_s, u"hub"_s, u"DNS:hub"_s, 30));
        QCOMPARE(linesOf("fine"), QString());
        ::chmod(path("fine.key").c_str(), 0644);
        QVERIFY(linesOf("fine").contains(u"everybody on this machine may read the private key"));
    }
};

ROOM_TEST(TestTlsContext, QCoreApplication)
#include "tst_tls_context.moc"
