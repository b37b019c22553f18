// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/tls_options.h"

#include "hub/options.h"
#include "options/option_values.h"

namespace fanlight::tls_options {

using namespace Qt::Literals::StringLiterals;

namespace {

Option<HubOptions> file(const char* name, const char* help, QString HubOptions::*member)
{
    return option_values::text(
        {.name = name, .value = "FILE", .help = help, .kind = OptionKind::File}, member,
        [](const QString&) { return QString(); });
}

} // namespace

std::vector<Option<HubOptions>> rows()
{
    return {
        file("tls-cert",
            "speaks HTTPS with this certificate, in PEM: the hub's own first, then those up to an "
            "authority's; read anew on SIGHUP, and so are the other two. Unix sockets stay plain",
            &HubOptions::tlsCert),
        file("tls-key", "its private key, in PEM; by default in the file of the certificate",
            &HubOptions::tlsKey),
        file("tls-client-ca",
            "lets in only clients that show a certificate which one of these authorities has "
            "signed",
            &HubOptions::tlsClientCa),
    };
}

QString objection(const HubOptions& options)
{
    if (!options.tlsCert.isEmpty())
        return {};
    if (!options.tlsKey.isEmpty())
        return u"--tls-key: a key alone makes no TLS; set --tls-cert as well"_s;
    if (!options.tlsClientCa.isEmpty())
        return u"--tls-client-ca: only over TLS do clients show a certificate; set --tls-cert as well"_s;
    return {};
}

TlsFiles filesOf(const HubOptions& options)
{
    const auto path = [](const QString& text) { return text.toLocal8Bit().toStdString(); };
    return {path(options.tlsCert), path(options.tlsKey), path(options.tlsClientCa)};
}

} // namespace fanlight::tls_options
