// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/proof_options.h"

#include "auth/endpoint_url.h"
#include "hub/options.h"
#include "options/option_values.h"

namespace fanlight::proof_options {

namespace {

QString endpointOptionObjection(const QString& value)
{
    return value.isEmpty() ? QString() : auth::endpointObjection(value);
}

} // namespace

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
