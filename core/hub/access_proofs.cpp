// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/access_proofs.h"

#include "auth/token_list.h"
#include "hub/log.h"
#include "hub/options.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

struct RoleOption {
    const char* name;
    QString HubOptions::*member;
    Role role;
};
constexpr std::array RoleOptions{RoleOption{"admin-token", &HubOptions::adminToken, Role::Admin},
    RoleOption{"publish-token", &HubOptions::publishToken, Role::Publish},
    RoleOption{"monitor-token", &HubOptions::monitorToken, Role::Monitor}};

QString fillTokens(const RoleOption& option, const HubOptions& options, auth::NamedTokens& tokens)
{
    std::vector<auth::GivenToken> given;
    QString error = auth::parseTokens(options.*option.member, given);
    for (const auth::GivenToken& token : given) {
        const auto text = error.isEmpty() ? auth::secretOf(token.text, error) : std::nullopt;
        if (!text)
            break;
        tokens.add(token.name.isEmpty() ? roleName(option.role) : token.name.toStdString(),
            option.role, *text);
    }
    return error.isEmpty() ? error : u"--"_s % QString::fromLatin1(option.name) % u": "_s % error;
}

QString fillKeyFile(const QString& path, std::vector<jwt::Key>& keys)
{
    const QString option = u"--jwt-key: "_s;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return option % path % u" cannot be read: "_s % file.errorString();
    jwt::KeysRead read = jwt::readKeys(file.read(qint64(jwt::MaxKeyFileBytes) + 1).toStdString());
    if (!read.error.empty())
        return option % path % u": "_s % QString::fromStdString(read.error);
    for (const std::string& other : read.passedOver)
        qCInfo(hubLog, "%s: passed over %s", qPrintable(path), other.c_str());
    for (jwt::Key& key : read.keys) {
        key.setOrigin({"file " + QFileInfo(path).fileName().toStdString(),
            QDateTime::currentMSecsSinceEpoch()});
        keys.push_back(std::move(key));
    }
    return {};
}

QString fillSecret(
    const char* option, const char* source, const QString& given, std::vector<jwt::Key>& keys)
{
    if (given.isEmpty())
        return {};
    QString error;
    std::string why;
    const std::optional<std::string> secret = auth::secretOf(given, error);
    std::optional<jwt::Key> key = secret ? jwt::Key::ofSecret(*secret, why) : std::nullopt;
    if (key) {
        key->setOrigin({source, 0});
        keys.push_back(std::move(*key));
        return {};
    }
    return u"--"_s % QString::fromLatin1(option) % u": "_s
        % (error.isEmpty() ? QString::fromStdString(why) : error);
}

QString fillKeys(const HubOptions& options, std::vector<jwt::Key>& keys)
{
    QString error;
    for (const QString& path : options.jwtKeys) {
        error = fillKeyFile(path, keys);
        if (!error.isEmpty())
            return error;
    }
    error = fillSecret("jwt-secret", "secret", options.jwtSecret, keys);
    if (error.isEmpty())
        error
            = fillSecret("jwt-secret-previous", "previous secret", options.jwtSecretPrevious, keys);
    if (error.isEmpty() && keys.size() > jwt::MaxKeys)
        error = u"--jwt-key: a hub has at most %1 keys"_s.arg(jwt::MaxKeys);
    return error;
}

} // namespace

std::optional<AccessProofs> AccessProofs::read(const HubOptions& options, QString& error)
{
    AccessProofs proofs;
    error = fillKeys(options, proofs.keys);
    for (const RoleOption& option : RoleOptions) {
        if (error.isEmpty())
            error = fillTokens(option, options, proofs.tokens);
    }
    return error.isEmpty() ? std::optional(std::move(proofs)) : std::nullopt;
}

} // namespace fanlight
