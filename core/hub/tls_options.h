// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/tls_context.h"
#include "options/option_table.h"

#include <vector>

namespace fanlight {
struct HubOptions;
}

// The hub's options for TLS. Pure; any thread.
namespace fanlight::tls_options {

std::vector<Option<HubOptions>> rows(); // of the table
// What is wrong with them taken together; empty: nothing. The files are not looked at.
QString objection(const HubOptions& options);
inline bool isOn(const TlsFiles& files)
{
    return !files.certificate.empty();
}
TlsFiles filesOf(const HubOptions& options);

} // namespace fanlight::tls_options
