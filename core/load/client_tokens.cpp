// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/client_tokens.h"

#include "auth/jwt/minter.h"
#include "auth/token_list.h"
#include "load/scenario.h"
#include "metrics/csv_reader.h"

#include <QFile>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qsizetype MostUserName = 512;
constexpr std::int64_t MostMarginS = 30;

// Names stand in paths, headers and JSON as they are.
bool isUserName(const QString& name)
{
    return !name.isEmpty() && name.size() <= MostUserName
        && std::none_of(name.begin(), name.end(), [](QChar c) {
               return c.category() == QChar::Other_Control || c == u'"' || c == u'\\';
           });
}

bool isToken(const QString& token)
{
    return !token.isEmpty() && std::all_of(token.begin(), token.end(), [](QChar c) {
        return c > u' ' && c < u'\x7f' && c != u';' && c != u',' && c != u'"' && c != u'\\';
    });
}

qsizetype columnOf(const QStringList& names, QLatin1StringView name)
{
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (names[i].trimmed().compare(name, Qt::CaseInsensitive) == 0)
            return i;
    }
    return -1;
}
} // namespace

std::shared_ptr<const ClientTokens> ClientTokens::make(const LoadAccess& access, QString& error)
{
    error.clear();
    if (!access.hasTokens())
        return nullptr;
    const auto tokens = std::make_shared<ClientTokens>();
    if (!access.tokenFile.isEmpty()) {
        if (const QString problem = tokens->readFile(access.tokenFile); !problem.isEmpty()) {
            error = u"token file: "_s + problem;
            return nullptr;
        }
        return tokens;
    }
    QString secretText = access.secret;
    std::string why;
    const auto secret
        = expandEnvironment(secretText, error) ? auth::secretOf(secretText, error) : std::nullopt;
    if (secret)
        tokens->m_key = jwt::Key::ofSecret(*secret, why);
    if (!tokens->m_key) {
        error = u"--jwt-secret: "_s + (error.isEmpty() ? QString::fromStdString(why) : error);
        return nullptr;
    }
    tokens->m_says.userClaim = access.userClaim.toStdString();
    tokens->m_says.issuer = access.issuer.toStdString();
    tokens->m_says.audience = access.audience.toStdString();
    tokens->m_lasts = std::chrono::duration_cast<std::chrono::seconds>(access.lasts);
    return tokens;
}

// Errors say lines and columns, never what stands there.
QString ClientTokens::readFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return u"cannot read %1: %2"_s.arg(path, file.errorString());
    if (file.size() > MostFileBytes)
        return u"at most 64 MiB"_s;
    CsvReader reader(file);
    const auto names = reader.next();
    const qsizetype user = names ? columnOf(names->cells, "user"_L1) : -1;
    const qsizetype token = names ? columnOf(names->cells, "token"_L1) : -1;
    if (user < 0 || token < 0)
        return u"%1: the first row must name the columns, user and token among them"_s.arg(path);
    while (const auto row = reader.next()) {
        const QString line = u"line %1: "_s.arg(row->line);
        if (!row->problem.isEmpty())
            return line + row->problem;
        if (row->cells.size() != names->cells.size())
            return line
                + u"has %1 cells where there are %2 columns"_s.arg(row->cells.size())
                      .arg(names->cells.size());
        if (!isUserName(row->cells[user].trimmed()))
            return line + u"the user must have a name, without quotes and control characters"_s;
        if (!isToken(row->cells[token].trimmed()))
            return line
                + u"the token must be printable ASCII without blanks, commas, semicolons and quotes"_s;
        if (m_users.size() == std::size_t(LoadScenario::MostClients))
            return u"at most %L1 users"_s.arg(LoadScenario::MostClients);
        m_users.push_back(row->cells[user].trimmed().toStdString());
        m_tokens.push_back(row->cells[token].trimmed().toStdString());
    }
    if (!reader.error().isEmpty())
        return reader.error();
    return m_users.empty() ? u"%1: holds no tokens"_s.arg(path) : QString();
}

std::string ClientTokens::of(
    std::uint64_t number, const std::string& name, std::int64_t nowS, std::int64_t& issuedAt) const
{
    if (!m_key)
        return m_tokens[(number - 1) % m_tokens.size()];
    // Not one that runs out on its way.
    const std::int64_t lastsS = m_lasts.count();
    const std::int64_t margin = std::min(lastsS / 10, MostMarginS);
    if (issuedAt == 0 || nowS >= issuedAt + lastsS - margin)
        issuedAt = nowS;
    return jwt::mintToken(*m_key, m_says, name, m_lasts, issuedAt * 1000);
}

} // namespace fanlight
