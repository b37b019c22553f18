// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/aws_profile.h"

#include <QFile>
#include <QHash>

#include <array>
#include <optional>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MostProfileBytes = 1 << 20;

using ProfileKeys = QHash<QByteArray, QByteArray>; // by lower-case name

// What stands in a section; nothing where it, or the file, is not there.
std::optional<ProfileKeys> readSection(const QString& path, const QByteArray& section)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    std::optional<ProfileKeys> keys;
    bool isInside = false;
    for (const QByteArray& raw : file.read(MostProfileBytes).split('\n')) {
        const QByteArray line = raw.trimmed();
        if (line.isEmpty() || line.startsWith('#') || line.startsWith(';'))
            continue;
        if (line.startsWith('[')) {
            isInside = line.mid(1, line.indexOf(']') - 1).simplified() == section;
            if (isInside && !keys)
                keys.emplace();
            continue;
        }
        // an indented line belongs to a nested setting
        const qsizetype equals = line.indexOf('=');
        if (isInside && equals > 0 && raw.front() != ' ' && raw.front() != '\t')
            keys->insert(line.first(equals).trimmed().toLower(), line.mid(equals + 1).trimmed());
    }
    return keys;
}

QString pathOf(const QProcessEnvironment& environment, const char* variable, const QString& usual)
{
    const QString path = environment.value(QLatin1StringView(variable));
    return path.isEmpty() ? QString(environment.value(u"HOME"_s) % usual) : path;
}

} // namespace

QString readAwsProfile(
    const QProcessEnvironment& environment, const QString& profile, AwsCredentials* found)
{
    const QString name = profile.isEmpty() ? u"default"_s : profile;
    const QByteArray section = name.toUtf8();
    const QString credentials
        = pathOf(environment, "AWS_SHARED_CREDENTIALS_FILE", u"/.aws/credentials"_s);
    const QString config = pathOf(environment, "AWS_CONFIG_FILE", u"/.aws/config"_s);
    bool isThere = false;
    QByteArray other; // a way to credentials that is not ours
    const std::array<std::pair<QString, QByteArray>, 2> places{{{credentials, section},
        {config, profile.isEmpty() || name == "default"_L1 ? section : "profile " + section}}};
    for (const auto& [path, heading] : places) {
        const auto keys = readSection(path, heading);
        if (!keys)
            continue;
        isThere = true;
        const QByteArray id = keys->value("aws_access_key_id");
        const QByteArray secret = keys->value("aws_secret_access_key");
        if (!id.isEmpty() && !secret.isEmpty()) {
            *found = {id, secret, keys->value("aws_session_token"), 0};
            return {};
        }
        if (!id.isEmpty() || !secret.isEmpty())
            return u"The AWS profile “%1” in %2 lacks aws_access_key_id or "
                   "aws_secret_access_key."_s.arg(name, path);
        for (const char* way : {"role_arn", "credential_process", "sso_session", "sso_start_url"}) {
            if (other.isEmpty() && keys->contains(way))
                other = way;
        }
    }
    if (!other.isEmpty())
        return u"The AWS profile “%1” gets its credentials by %2, which is not taken here; give "
               u"keys, "
               "or the role of a container or machine."_s.arg(name, QString::fromLatin1(other));
    if (profile.isEmpty())
        return {};
    return isThere ? u"The AWS profile “%1” holds no keys."_s.arg(name)
                   : u"There is no AWS profile “%1” in %2 or %3."_s.arg(name, credentials, config);
}

} // namespace fanlight
