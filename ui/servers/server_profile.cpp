// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_profile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QHostAddress>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int IdDigits = 8;

struct ServerText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::ServerProfile)
};

struct Shades {
    QRgb light;
    QRgb dark;
};

constexpr std::array<Shades, ServerProfile::Colors> Table{
    {{0xff0f766e, 0xff2dd4bf}, {0xff2563eb, 0xff60a5fa}, {0xff7c3aed, 0xffa78bfa},
        {0xffbe185d, 0xfff472b6}, {0xffb91c1c, 0xfff87171}, {0xffc2410c, 0xfffb923c},
        {0xffa16207, 0xfffacc15}, {0xff475569, 0xff94a3b8}}};

bool isOneLine(const QString& text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) { return !c.isPrint(); });
}

bool isLoopback(const QString& host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

} // namespace

QString ServerProfile::newId()
{
    return u"%1"_s.arg(QRandomGenerator::system()->generate(), IdDigits, 16, QChar(u'0'));
}

bool ServerProfile::isId(QStringView text)
{
    return text.size() == IdDigits && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    });
}

QUrl ServerProfile::readUrl(const QString& text, QString& problem)
{
    const QString written = text.trimmed();
    problem.clear();
    if (written.isEmpty())
        problem = ServerText::tr("Write where the hub is, as in https://eu-1.example:3000.");
    else if (written.size() > MostUrlCharacters)
        problem = ServerText::tr("This address is too long: at most %1 characters.")
                      .arg(MostUrlCharacters);
    if (!problem.isEmpty())
        return {};
    QUrl url(written.contains("://"_L1) ? written : u"https://"_s + written, QUrl::StrictMode);
    static const QRegularExpression Host(u"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"_s);
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        problem = ServerText::tr("A hub is reached by http:// or https://.");
    else if (!url.isValid() || url.host().isEmpty()
        || !(Host.match(url.host(QUrl::FullyEncoded)).hasMatch()
            || QHostAddress(url.host()).protocol() == QAbstractSocket::IPv6Protocol))
        problem = ServerText::tr("This is no address of a hub: write https://host:port.");
    else if (!url.userInfo().isEmpty())
        problem = ServerText::tr("Leave name and password out of the address; the token has a "
                                 "field of its own.");
    else if (!url.query().isEmpty() || url.hasFragment()
        || !(url.path().isEmpty() || url.path() == "/"_L1))
        problem = ServerText::tr("Leave out what follows the host and its port.");
    else if (url.port(1) == 0)
        problem = ServerText::tr("Port 0 is none: write the one that the hub listens on.");
    if (!problem.isEmpty())
        return {};
    url.setPath({});
    return url;
}

QString ServerProfile::nameProblem(const QString& name)
{
    if (name.trimmed().isEmpty())
        return ServerText::tr("Give it a name.");
    if (name.size() > MostNameCharacters)
        return ServerText::tr("This name is too long: at most %1 characters.")
            .arg(MostNameCharacters);
    if (!isOneLine(name) || name.contains(u',') || name.contains("://"_L1))
        return ServerText::tr("A name is one line without commas and “://”.");
    return {};
}

QString ServerProfile::aliasProblem(const QString& alias)
{
    static const QRegularExpression Alias(u"^[A-Za-z0-9_][A-Za-z0-9_.@:%+-]*$"_s);
    if (alias.isEmpty())
        return {};
    if (alias.size() > MostAliasCharacters || !Alias.match(alias).hasMatch())
        return ServerText::tr("An SSH alias is a Host of ~/.ssh/config, or user@host: letters, "
                              "digits and . _ - @ only, not beginning with “-”.");
    return {};
}

QString ServerProfile::problem() const
{
    if (const QString wrong = nameProblem(name); !wrong.isEmpty())
        return wrong;
    QString wrong;
    if (readUrl(url.toString(), wrong) != url && wrong.isEmpty())
        wrong = ServerText::tr("This is no address of a hub: write https://host:port.");
    if (!wrong.isEmpty())
        return wrong;
    if (group.size() > MostNameCharacters || !isOneLine(group))
        return ServerText::tr("A group is one line of at most %1 characters.")
            .arg(MostNameCharacters);
    if (color < 0 || color >= Colors)
        return ServerText::tr("Choose one of the colours.");
    return aliasProblem(sshAlias);
}

QString ServerProfile::warning() const
{
    if (url.scheme() != "http"_L1 || isLoopback(url.host()) || !sshAlias.isEmpty())
        return {};
    return ServerText::tr("By http:// whoever is on the way reads the token and all that is shown: "
                          "use https://, or SSH.");
}

ServerProfile ServerProfile::passing(const QUrl& url)
{
    ServerProfile profile;
    const QByteArray digest
        = QCryptographicHash::hash(url.toString().toUtf8(), QCryptographicHash::Sha256);
    profile.id = QString::fromLatin1(digest.toHex().first(IdDigits));
    profile.name = url.authority(QUrl::FullyEncoded).left(MostNameCharacters);
    profile.url = url;
    return profile;
}

QColor ServerProfile::colorOf(int color, bool dark)
{
    const Shades& shades = Table[std::size_t(std::clamp(color, 0, Colors - 1))];
    return QColor::fromRgb(dark ? shades.dark : shades.light);
}

QStringList ServerProfile::colorNames()
{
    return {ServerText::tr("Teal"), ServerText::tr("Blue"), ServerText::tr("Violet"),
        ServerText::tr("Pink"), ServerText::tr("Red"), ServerText::tr("Orange"),
        ServerText::tr("Yellow"), ServerText::tr("Grey")};
}

} // namespace fanlight
