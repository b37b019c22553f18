// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_access.h"

#include <algorithm>
#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr std::array TokenAsNames{"bearer", "cookie", "url"};
constexpr std::chrono::hours MostTokenTime{24 * 365};
} // namespace

const char* tokenAsName(LoadAccess::As as)
{
    return TokenAsNames[static_cast<std::size_t>(as)];
}

bool parseTokenAs(QStringView text, LoadAccess::As& as)
{
    const auto found = std::find_if(TokenAsNames.begin(), TokenAsNames.end(),
        [text](const char* name) { return text == QLatin1StringView(name); });
    if (found == TokenAsNames.end())
        return false;
    as = static_cast<LoadAccess::As>(found - TokenAsNames.begin());
    return true;
}

QString LoadAccess::check() const
{
    if (!tokenFile.isEmpty() && !secret.isEmpty())
        return u"token file: holds the tokens of the clients, so that none are signed; leave out the jwt secret"_s;
    if (lasts < LeastTime || lasts > MostTokenTime)
        return u"jwt ttl: must be from 1s to a year"_s;
    if (userClaim.isEmpty())
        return u"jwt user claim: must have a name, such as sub"_s;
    if (as != As::Bearer && !hasTokens())
        return u"token as: there are no tokens to be sent; give a token file or a jwt secret"_s;
    if (as != As::Bearer && tickets)
        return u"token as: with tickets the token asks for the ticket, as Authorization: Bearer, and opens no stream itself"_s;
    return {};
}

} // namespace fanlight
