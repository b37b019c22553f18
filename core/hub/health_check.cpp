// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/health_check.h"

#include "hub/listen_options.h"
#include "hub/options.h"
#include "options/option_values.h"

#include <QDeadlineTimer>
#include <QHostAddress>
#include <QLocalSocket>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QUrl>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MostAnswerBytes = 64 << 10;

// One that stands for all addresses is asked at loopback.
QString askedHost(const QString& host)
{
    const QHostAddress address(host);
    if (address == QHostAddress(QHostAddress::AnyIPv4))
        return u"127.0.0.1"_s;
    if (address == QHostAddress(QHostAddress::AnyIPv6))
        return u"::1"_s;
    return host;
}

QByteArray healthRequest(const health_check::Target& target)
{
    const QString host
        = target.address.isUnix() ? u"localhost"_s : ListenAddress(target.address).text();
    return "GET " + target.path.toUtf8() + " HTTP/1.1\r\nHost: " + host.toUtf8()
        + "\r\nUser-Agent: fanlightd/" FANLIGHT_VERSION "\r\nConnection: close\r\n\r\n";
}

// Asks over a socket that is connected, and reads to the end.
QByteArray exchange(QIODevice& socket, const QByteArray& request, const QDeadlineTimer& deadline)
{
    socket.write(request);
    QByteArray answer;
    while (answer.size() < MostAnswerBytes && !deadline.hasExpired()) {
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(int(deadline.remainingTime())))
            break;
        answer += socket.read(MostAnswerBytes);
    }
    return answer + socket.read(MostAnswerBytes);
}

health_check::Answer answerOf(const QByteArray& bytes, const QString& why)
{
    if (!bytes.startsWith("HTTP/1.1 "))
        return {false, bytes.isEmpty() ? u"no answer: "_s + why : u"that is no HTTP"_s};
    const int status = bytes.mid(9, 3).toInt();
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    const QString body
        = end < 0 ? QString() : QString::fromUtf8(bytes.mid(end + 4)).simplified().left(200);
    const bool isGood = status >= 200 && status < 300;
    return {isGood, isGood ? body : QString(QString::number(status) % u' ' % body)};
}

health_check::Answer askUnix(const health_check::Target& target, const QDeadlineTimer& deadline)
{
    QLocalSocket socket;
    socket.connectToServer(target.address.path);
    if (!socket.waitForConnected(int(deadline.remainingTime())))
        return {false, u"no connection: "_s + socket.errorString()};
    const QByteArray bytes = exchange(socket, healthRequest(target), deadline);
    return answerOf(bytes, socket.errorString());
}

health_check::Answer askTcp(const health_check::Target& target, const QDeadlineTimer& deadline)
{
    QSslSocket socket;
    if (!target.checksCertificate)
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHost(askedHost(target.address.host), target.address.port);
    if (!socket.waitForConnected(int(deadline.remainingTime())))
        return {false, u"no connection: "_s + socket.errorString()};
    if (target.isTls) {
        socket.setPeerVerifyName(target.address.host);
        socket.startClientEncryption();
        if (!socket.waitForEncrypted(int(deadline.remainingTime())))
            return {false, u"no TLS: "_s + socket.errorString()};
    }
    const QByteArray bytes = exchange(socket, healthRequest(target), deadline);
    if (bytes.isEmpty() && target.needsOwnCertificate && !deadline.hasExpired())
        return {true, u"it lives, and lets in only clients that show a certificate"_s};
    return answerOf(bytes, socket.errorString());
}

std::optional<health_check::Target> targetOfUrl(const QString& text, QString& wrong)
{
    health_check::Target target;
    if (text.startsWith("unix:"_L1)) {
        const auto address = listen_options::parse(text, wrong);
        target.address = address.value_or(ListenAddress());
        return address ? std::optional(target) : std::nullopt;
    }
    const QUrl url(text, QUrl::StrictMode);
    target.isTls = url.scheme() == "https"_L1;
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "http"_L1 && !target.isTls)) {
        wrong = option_values::quoted(text)
            % u" is no address of a hub; use http://HOST:PORT, https://HOST, unix:/PATH, or /readyz"_s;
        return std::nullopt;
    }
    target.address.host = url.host();
    target.address.port = static_cast<quint16>(url.port(target.isTls ? 443 : 80));
    target.checksCertificate = target.isTls;
    if (url.path().size() > 1)
        target.path = url.path(QUrl::FullyEncoded);
    return target;
}

} // namespace

QString health_check::Target::text() const
{
    if (address.isUnix())
        return u"unix:"_s % address.path % u' ' % path;
    return (isTls ? u"https://"_s : u"http://"_s) % address.text() % path;
}

std::vector<health_check::Target> health_check::targets(
    const QString& text, const HubOptions& options, QString& wrong)
{
    if (!text.isEmpty() && !text.startsWith(u'/')) {
        const auto target = targetOfUrl(text, wrong);
        return target ? std::vector{*target} : std::vector<Target>{};
    }
    std::vector<Target> all;
    for (const ListenAddress& address : options.listeners()) {
        Target target{.address = address};
        target.isTls = !address.isUnix() && !options.tlsCert.isEmpty();
        target.needsOwnCertificate = target.isTls && !options.tlsClientCa.isEmpty();
        if (!text.isEmpty())
            target.path = text;
        if (address.isUnix()) // they stay plain, and no client needs a certificate there
            all.insert(all.begin(), target);
        else if (address.port != 0)
            all.push_back(target);
    }
    if (all.empty())
        wrong = u"port 0 is any port; say where the hub is, like http://localhost:3000"_s;
    return all;
}

health_check::Answer health_check::ask(const Target& target)
{
    const QDeadlineTimer deadline(Patience);
    return target.address.isUnix() ? askUnix(target, deadline) : askTcp(target, deadline);
}

} // namespace fanlight
