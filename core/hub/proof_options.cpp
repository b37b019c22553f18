// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/proof_options.h"

#include "auth/endpoint_url.h"
#include "hub/options.h"
#include "options/option_values.h"

#include <algorithm>
#include <array>

namespace fanlight::proof_options {

namespace {

QString endpointOptionObjection(const QString& value)
{
    return value.isEmpty() ? QString() : auth::endpointObjection(value);
}

struct ExchangedText {
    QStringView name;
    QString HubOptions::*member;
};
constexpr std::array Exchanged{ExchangedText{u"admin-token", &HubOptions::adminToken},
    ExchangedText{u"publish-token", &HubOptions::publishToken},
    ExchangedText{u"monitor-token", &HubOptions::monitorToken},
    ExchangedText{u"jwt-secret", &HubOptions::jwtSecret},
    ExchangedText{u"jwt-secret-previous", &HubOptions::jwtSecretPrevious},
    ExchangedText{u"jwks-url", &HubOptions::jwksUrl},
    ExchangedText{u"authorize", &HubOptions::authorizeUrl}};
constexpr QStringView KeyFiles = u"jwt-key";

} // namespace

void exchange(HubOptions& running, const HubOptions& wanted)
{
    for (const ExchangedText& option : Exchanged)
        running.*option.member = wanted.*option.member;
    running.jwtKeys = wanted.jwtKeys;
}

bool areSame(const HubOptions& a, const HubOptions& b)
{
    const auto isSame
        = [&](const ExchangedText& option) { return a.*option.member == b.*option.member; };
    return a.jwtKeys == b.jwtKeys && std::all_of(Exchanged.begin(), Exchanged.end(), isSame);
}

Option<HubOptions> jwksUrl()
{
    return option_values::text({.name = "jwks-url",
                                   .value = "URL",
                                   .help = "where the issuer of users' tokens publishes its keys "
                                           "(JWKS); they are fetched again when they are old, and "
                                           "for a token with an unknown kid"},
        &HubOptions::jwksUrl, endpointOptionObjection);
}

Option<HubOptions> authorize()
{
    return option_values::text({.name = "authorize",
                                   .value = "URL",
                                   .help = "the app is asked about each new stream, with the "
                                           "client's cookies and Authorization: 2xx lets it in"},
        &HubOptions::authorizeUrl, endpointOptionObjection);
}

} // namespace fanlight::proof_options

bool fanlight::isExchangedOption(QStringView name)
{
    using namespace proof_options;
    const auto isIt = [name](const ExchangedText& option) { return option.name == name; };
    return name == KeyFiles || std::any_of(Exchanged.begin(), Exchanged.end(), isIt);
}
